/** Opens and closes all answers of a page, and opens everything for the printer. */
(() => {
  const button = /** @type {HTMLButtonElement | null} */ (document.querySelector(".show-answers"));
  const answers = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll(".question-answer")]);

  /** The button is pressed as long as no answer is closed. */
  const show = () => button?.setAttribute("aria-pressed", String(answers.every((answer) => answer.open)));

  /** @param {boolean} open */
  const setAll = (open) => {
    for (const answer of answers) answer.open = open;
    show();
  };

  if (button && answers.length) {
    button.addEventListener("click", () => setAll(button.getAttribute("aria-pressed") !== "true"));
    document.addEventListener("toggle", show, true);
    show();
  }

  hotseat.enhancers.push((root) => {
    if (root !== document) return;
    const always = /** @type {HTMLInputElement | null} */ (document.querySelector(".always-open"));
    if (hotseat.setting("answers")) {
      // The styles have shown the answers from the first paint on, so nothing jumps.
      setAll(true);
      if (always) always.checked = true;
    }
    delete document.documentElement.dataset.answers;
    always?.addEventListener("change", () => {
      hotseat.setting("answers", always.checked ? "open" : "");
      setAll(always.checked);
    });
  });

  // The print styles do this too; browsers without `::details-content` need it done for them.
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details")].filter((details) => !details.open && details.closest("main"));
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
    opened = [];
  });
})();
