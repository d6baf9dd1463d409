/** What goes on paper: answers with the questions, no answers, or answers as a key at the end. */
(() => {
  const { element, t } = hotseat;
  const root = document.documentElement;

  /** The questions that are shown. */
  const questions = () =>
    /** @type {HTMLElement[]} */ ([...document.querySelectorAll("main .question")]).filter((question) => !question.hidden);

  /** The answer of a question, to stand elsewhere: no id a second time. @param {Element} question */
  const answerOf = (question) => {
    const parts = question.querySelectorAll(".question-reasons, .question-answer > :not(summary)");
    const copy = element("div", {}, ...[...parts].map((part) => part.cloneNode(true)));
    for (const named of copy.querySelectorAll("[id]")) named.removeAttribute("id");
    return copy;
  };

  /** The number and the words of a question. @param {Element} question @param {number} index */
  const titleOf = (question, index) => {
    const title = /** @type {Element} */ (question.querySelector(".question-title")?.cloneNode(true) ?? element("i"));
    title.querySelector(".anchor")?.remove();
    return `${index + 1}. ${title.textContent?.trim()}`;
  };

  const key = () =>
    element("section", { class: "print-key" },
      element("h2", {}, t("print-key-title")),
      ...questions().map((question, index) =>
        element("div", { class: "print-answer" }, element("h3", {}, titleOf(question, index)), answerOf(question))));

  hotseat.paper = (form) => {
    const answers = form === "key" ? key() : undefined;
    if (answers) document.querySelector("main")?.append(answers);
    root.dataset.print = form;
    addEventListener("afterprint", () => {
      answers?.remove();
      delete root.dataset.print;
    }, { once: true });
    print();
  };
})();
