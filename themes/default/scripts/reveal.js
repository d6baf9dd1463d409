/** Opens and closes all answers of a page, and opens everything for the printer. */
(() => {
  const button = /** @type {HTMLButtonElement | null} */ (document.querySelector(".show-answers"));
  const answers = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll(".question-answer")]);

  /** The button is pressed as long as no answer is closed. */
  const show = () => button?.setAttribute("aria-pressed", String(answers.every((answer) => answer.open)));

  if (button && answers.length) {
    button.addEventListener("click", () => {
      const open = button.getAttribute("aria-pressed") !== "true";
      for (const answer of answers) answer.open = open;
      show();
    });
    document.addEventListener("toggle", show, true);
    show();
  }

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
