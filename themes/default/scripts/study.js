/** Loads what studying needs when it is used: statuses and grades, the filter, choices, keys, practice. */
(() => {
  const USED = "[data-grade], button[data-sure], .study-filter [name], .study-shown button, .choice-input, .keys-open";
  const hasCards = !!document.querySelector("main .question, main [data-key]");
  const study = (/** @type {() => void} */ run) => hotseat.load("study").then(run);

  // Once in the page instead of once in each card.
  const parts = /** @type {HTMLTemplateElement | null} */ (document.getElementById("page.statuses"))?.content;
  /** @param {string} name */
  const part = (name) => parts?.querySelector(name)?.cloneNode(true) ?? "";
  hotseat.enhancers.push((root) => {
    for (const answer of root.querySelectorAll(".question-answer:not(:has(+ .question-grades))")) {
      answer.querySelector("summary")?.setAttribute("aria-keyshortcuts", "o");
      answer.before(part(".question-confidence"));
      answer.after(part(".question-grades"));
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
