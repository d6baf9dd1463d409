/** The review screen: what is due, what the next days bring, and the session it starts. */
(() => {
  const place = /** @type {HTMLElement | null} */ (document.querySelector(".review"));
  if (!place) return;
  const { element, store, t } = hotseat;

  /** @template {HTMLElement} T @param {string} selector */
  const find = (selector) => /** @type {T} */ (place.querySelector(selector));
  const start = find('[data-review="start"]');
  const more = find('[data-review="more"]');
  const limit = /** @type {HTMLInputElement} */ (find("input"));
  const order = /** @type {HTMLSelectElement} */ (find("select"));
  const SVG = "http://www.w3.org/2000/svg";
  /** @type {Plan} */
  let plan;

  const { format: number } = new Intl.NumberFormat(document.documentElement.lang);

  /** A bar of a table's row; its length is an attribute, as the policy allows no styles. @param {number} share */
  const bar = (share) => {
    const svg = document.createElementNS(SVG, "svg");
    const rect = document.createElementNS(SVG, "rect");
    svg.setAttribute("aria-hidden", "true");
    svg.setAttribute("class", "review-bar");
    rect.setAttribute("width", `${100 * share}%`);
    rect.setAttribute("height", "100%");
    svg.append(rect);
    return svg;
  };

  /** "Today", "Tomorrow", "Thursday". @param {number} time @param {number} days from today */
  const dayName = (time, days) => {
    const { lang } = document.documentElement;
    if (days < 2) return new Intl.RelativeTimeFormat(lang, { numeric: "auto" }).format(days, "day");
    return new Intl.DateTimeFormat(lang, { weekday: "long" }).format(time);
  };

  /** What there is to say when nothing is due. @param {number} now */
  const comesNext = (now) => {
    if (!plan.seen.size) return t("review-nothing-yet");
    const day = plan.days.findIndex((count) => count > 0);
    if (plan.next < hotseat.midnight(now, 1)) {
      const time = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "short" }).format(plan.next);
      return t("review-next-at", { time });
    }
    if (day < 0) return t("review-nothing-this-week");
    return t("review-next", { day: dayName(hotseat.midnight(now, day), day), count: plan.days[day] });
  };

  const paint = async () => {
    const now = Date.now();
    const guide = await hotseat.guide();
    plan = hotseat.plan(guide, now);
    const total = plan.due.length + plan.fresh;
    for (const [name, count] of Object.entries({ due: plan.due.length, fresh: plan.fresh, done: plan.done }))
      find(`[data-figure="${name}"]`).textContent = number(count);
    find(".review-say").textContent = plan.due.length ? "" : comesNext(now);
    start.hidden = !total;
    // Half a minute for each, as people read, think and grade.
    start.textContent = t("review-start", { minutes: Math.ceil(total / 2) });
    more.hidden = total > 0 || !plan.more;
    limit.value = String(plan.limit);
    order.value = hotseat.setting("new-order") || "order";

    find(".review-topics").hidden = !plan.topics.length;
    find(".review-topics ul").replaceChildren(...plan.topics.map(([topic, count]) =>
      element("li", {}, element("span", {}, topic), " ", element("b", {}, number(count)))));
    const most = Math.max(1, ...plan.days);
    find(".review-days tbody").replaceChildren(...plan.days.map((count, day) =>
      element("tr", {},
        element("th", { scope: "row" }, dayName(hotseat.midnight(now, day), day)),
        element("td", {}, bar(count / most), number(count)))));
    find(".review-screen").hidden = false;
  };

  const begin = async () => {
    const guide = await hotseat.guide();
    // One that a reload has interrupted goes on with its own questions.
    const fresh = hotseat.isReviewing() ? [] : await hotseat.fresh(guide, plan, Date.now());
    const onleave = () => paint().then(() => (start.hidden ? more.hidden ? place : more : start).focus());
    const whenNext = () => {
      plan = hotseat.plan(guide, Date.now());
      return plan.due.length ? t("review-due", { count: plan.due.length }) : comesNext(Date.now());
    };
    hotseat.review({ place, guide, keys: hotseat.spread(plan.due, fresh), whenNext, onleave });
  };

  start.addEventListener("click", begin);
  more.addEventListener("click", () => {
    plan.fresh = Math.min(plan.limit || 10, plan.more);
    begin();
  });
  limit.addEventListener("change", () => {
    hotseat.setting("new-per-day", String(Math.max(0, Math.min(999, Math.round(Number(limit.value) || 0)))));
    paint();
  });
  order.addEventListener("change", () => void hotseat.setting("new-order", order.value));

  Promise.all([hotseat.load("session"), hotseat.load("study")]).then(() => {
    paint().then(() => {
      if (hotseat.isReviewing()) begin();
    });
    store.onchange(() => "session" in document.documentElement.dataset || paint());
    if (!store.isKept) hotseat.load("transfer").then(() => hotseat.transfer.warn());
  });
})();
