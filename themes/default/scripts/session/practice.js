/**
 * Practice: the questions of a page or of a topic's list, one at a time, in order, mixed, or only
 * the weak. `#practice` in the address. The cards of a page are its own; those of a list are fetched.
 */
(() => {
  const root = document.documentElement;
  const main = /** @type {HTMLElement} */ (document.querySelector("main"));
  /** Where the card on the stage belongs. */
  const place = document.createComment("");

  /** @param {string[]} keys */
  const mixed = (keys) => {
    const rest = [...keys];
    return keys.map(() => rest.splice(Math.floor(Math.random() * rest.length), 1)[0]);
  };

  hotseat.practise = () => {
    if ("session" in root.dataset) return;
    const cards = /** @type {HTMLElement[]} */ ([...main.querySelectorAll(".question, [data-key]")]);
    const isList = !cards[0]?.matches(".question");
    const byKey = new Map(cards.map((card) => [hotseat.keyOf(card), card]));
    // Only what the filter shows; all, should it show nothing.
    const shown = cards.filter((card) => !card.hidden);
    const keys = (shown.length ? shown : cards).map(hotseat.keyOf);
    const next = /** @type {HTMLAnchorElement | null} */ (document.querySelector('.pagination [rel="next"]'));
    const scrolled = scrollY;
    /** @type {HTMLElement | undefined} */
    let card;

    const putBack = () => {
      if (card) place.replaceWith(card);
      card = undefined;
    };

    const session = hotseat.session({
      id: `practice:${hotseat.page || location.pathname}`,
      title: main.querySelector("h1")?.textContent ?? "",
      keys,
      place: main,
      graded: true,
      orders: [
        ["order", hotseat.t("order-in-order"), () => keys],
        ["mixed", hotseat.t("order-mixed"), () => mixed(keys)],
        ["weak", hotseat.t("order-weak"), () => keys.filter((key) => ["review", "due"].includes(hotseat.statusOf(key)))],
      ],
      next: next ? { label: hotseat.t("next-page"), href: next.href } : undefined,
      trail: (key) => (isList && byKey.get(key)?.closest(".page-card")?.querySelector(".page-card-title")?.textContent) || "",
      card: (key) => {
        if (isList) return hotseat.card(key);
        putBack();
        card = byKey.get(key) ?? cards[0];
        card.replaceWith(place);
        return card;
      },
      onleave: () => {
        removeEventListener("hashchange", follow);
        const last = card;
        putBack();
        if (location.hash === "#practice") history.replaceState(null, "", location.pathname + location.search);
        scrollTo({ top: scrolled, behavior: "instant" });
        const reveal = /** @type {HTMLElement | null | undefined} */ (last?.querySelector(".question-answer > summary"));
        reveal?.focus();
      },
    });

    // Back leaves, and a link to a question leads to it.
    const follow = () => {
      if (location.hash === "#practice") return;
      session.leave();
      document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView({ behavior: "instant" });
    };
    addEventListener("hashchange", follow);
  };
})();
