/** On the home page: what is due today, and where the reader was. */
(() => {
  const today = document.querySelector(".home-today");
  const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector(".home-link"));
  const place = document.querySelector(".home-page");
  if (!today) return;
  const { store, t } = hotseat;

  /** The page of the newest grade, and its first question without one. @param {Guide} guide @param {Plan} plan */
  const proceed = async (guide, plan) => {
    const last = store.events().findLast((event) => event.grade)?.key.split("#")[0];
    const page = guide.pages.find(({ path }) => path === last);
    if (!page || !link || !place) return;
    link.textContent = t("home-continue");
    place.textContent = t("home-page", { title: page.title, done: plan.seen.get(page) ?? 0, total: page.count });
    const { questions } = await hotseat.shard(page.path);
    const next = questions.find(({ id }) => !store.last(`${page.path}#${id}`));
    link.href = hotseat.url(next ? `${page.path}#${next.id}` : page.path);
  };

  const show = async () => {
    const guide = await hotseat.guide();
    const plan = hotseat.plan(guide, Date.now());
    today.textContent = t("home-today", { due: plan.due.length, fresh: plan.fresh });
    await proceed(guide, plan);
  };

  hotseat.load("review").then(() => {
    const quiet = () => show().catch(() => {});
    quiet();
    store.onchange(quiet);
  }, () => {});
})();
