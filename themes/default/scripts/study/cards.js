/** Going from question to question with the keys, and what keys do to the one that is selected. */
(() => {
  const cards = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("main .question, main [data-key]")]);
  const main = /** @type {HTMLElement | null} */ (document.querySelector("main"));
  const isList = () => cards.length && !("session" in document.documentElement.dataset);

  /** The question that the focus is in, or that is selected, or that the address names. */
  const current = () =>
    [":focus-within", "[aria-current]", ":target"]
      .map((state) => cards.find((card) => card.matches(state)))
      .find((card) => card);

  /** @param {number} step */
  const go = (step) => {
    const shown = cards.filter((card) => card.getClientRects().length);
    const at = shown.findIndex((card) => card === current());
    // With nothing selected, it begins at what is being read.
    const reading = shown.findIndex((card) => card.getBoundingClientRect().bottom > innerHeight / 4);
    const card = shown[at < 0 ? Math.max(reading, 0) : at + step];
    if (!card || !main) return;
    for (const other of cards) other.removeAttribute("aria-current");
    card.setAttribute("aria-current", "true");
    main.dataset.selected = "";
    if (card.id) history.replaceState(history.state, "", `#${encodeURIComponent(card.id)}`);
    const reveal = /** @type {HTMLElement | null} */ (card.querySelector(".question-answer > summary, a"));
    reveal?.focus({ preventScroll: true });
    card.scrollIntoView({ block: card.id ? "start" : "nearest" });
    // The reveal does not say whose it is.
    if (card.id) hotseat.say(hotseat.titleOf(card));
  };

  hotseat.titleOf = (card) => {
    const title = /** @type {Element | undefined} */ (card.querySelector(".question-title")?.cloneNode(true));
    title?.querySelector(".anchor")?.remove();
    return title?.textContent?.trim() ?? "";
  };

  // A list that only links to questions has nothing to reveal or to grade.
  const hasCards = () => isList() && cards[0].matches(".question");
  /** @param {string} combo @param {(card: HTMLElement) => void} run */
  const key = (combo, run) =>
    hotseat.key(combo, () => {
      const card = current();
      if (!card) return false;
      run(card);
    }, { when: hasCards });

  hotseat.key("j", () => go(1), { when: isList });
  hotseat.key("k", () => go(-1), { when: isList });
  key("o", (card) => {
    const answer = /** @type {HTMLDetailsElement | null} */ (card.querySelector(".question-answer"));
    if (answer) answer.open = !answer.open;
  });
  key("1", (card) => hotseat.grade(card, 1));
  key("3", (card) => hotseat.grade(card, 3));
  key("c", (card) => /** @type {HTMLElement | null} */ (card.querySelector(".question-link"))?.click());
  hotseat.key("u", () => {
    const key = hotseat.store.undo();
    hotseat.say(key ? hotseat.t("undone") : hotseat.t("nothing-to-undo"));
  }, { when: isList });
})();
