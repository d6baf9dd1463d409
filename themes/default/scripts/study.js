/** Loads what studying needs when it is used: statuses and grades, the filter, choices, keys, practice. */
(() => {
  const USED = "[data-grade], button[data-sure], .study-filter [name], .study-shown button, .choice-input, .keys-open";
  const hasCards = !!document.querySelector("main .question, main [data-key]");
  const study = (/** @type {() => void} */ run) => hotseat.load("study").then(run);

  const { element, t } = hotseat;
  /** @param {Record<string, string>} attributes @param {string} text */
  const button = (attributes, text) => element("button", { type: "button", "aria-pressed": "false", ...attributes }, text);
  /** @param {string} name @param {string} label @param {(Element | undefined)[]} children */
  const group = (name, label, ...children) => element("div", { class: name, role: "group", "aria-label": label }, ...children);
  // Here and not in the markup: once in a script instead of once in each page.
  hotseat.enhancers.push((root) => {
    for (const answer of root.querySelectorAll(".question-answer:not(:has(+ .question-grades))")) {
      answer.querySelector("summary")?.setAttribute("aria-keyshortcuts", "o");
      const sure = t("how-sure");
      if (hotseat.study.confidence)
        answer.before(group("question-confidence", sure, element("span", { "aria-hidden": "true" }, sure),
          button({ "data-sure": "1" }, t("sure")), button({ "data-sure": "0" }, t("unsure"))));
      answer.after(group("question-grades", t("how-well"),
        button({ class: "button", "data-grade": "3", "aria-keyshortcuts": "3" }, t("knew-it")),
        button({ class: "button", "data-grade": "1", "aria-keyshortcuts": "1" }, t("review-again"))));
    }
  });

  for (const type of ["click", "change"]) {
    document.addEventListener(type, (event) => {
      const control = /** @type {Element} */ (event.target).closest(USED);
      // A field tells of its change, all else of being clicked.
      if (control && control.matches("input, select") === (type === "change")) study(() => hotseat.use(control));
    });
  }

  for (const combo of "jko13cu") {
    const pressed = (/** @type {KeyboardEvent} */ event) => void study(() => hotseat.findKey(combo)?.run(event));
    hotseat.key(combo, pressed, { when: () => hasCards && !hotseat.use });
  }

  const practise = () => {
    if (location.hash !== "#practice" || !document.querySelector('a[href="#practice"]')) return;
    Promise.all([hotseat.load("study"), hotseat.load("session")]).then(() => hotseat.practise());
  };
  addEventListener("hashchange", practise);
  practise();

  if (hasCards && (hotseat.store.questions().size || /[?&][ds]=/.test(location.search))) study(() => {});
})();
