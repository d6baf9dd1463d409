/**
 * Choices that are answered: on "Check" each option says whether it is right, in word, icon and
 * color, with its reason below it. Opening the answer checks what was chosen; closing it begins anew.
 */
(() => {
  /** @param {Element} card */
  const inputs = (card) => /** @type {HTMLInputElement[]} */ ([...card.querySelectorAll(".choice-input")]);

  /** @param {Element} card */
  const check = (card) => {
    const chosen = inputs(card);
    if (!chosen.some((input) => input.checked)) return;
    const reasons = [...card.querySelectorAll(".question-reasons > li")];
    let isRight = true;
    chosen.forEach((input, index) => {
      const option = /** @type {Element} */ (input.closest("li"));
      const reason = /** @type {Element} */ (reasons[index]?.querySelector(".prose")?.cloneNode(true));
      if (!reason) return;
      const right = reasons[index].matches(".choice-right");
      isRight &&= right === input.checked;
      const verdict = reason.querySelector(".choice-verdict");
      // Of what was left alone, only a right option needs a word.
      if (right && !input.checked) verdict?.lastChild?.replaceWith(hotseat.t("choice-missed"));
      if (!right && !input.checked) verdict?.remove();
      reason.classList.add("choice-reason");
      option.append(reason);
      option.classList.add(right ? "choice-right" : input.checked ? "choice-wrong" : "choice-left");
      input.disabled = true;
    });
    card.querySelector(".choice-check")?.remove();
    card.setAttribute("data-answered", isRight ? "right" : "wrong");
    hotseat.say(isRight ? hotseat.t("right") : hotseat.t("wrong"));
  };

  /** @param {Element} card */
  const reset = (card) => {
    card.removeAttribute("data-answered");
    card.querySelectorAll(".choice-reason, .choice-check").forEach((element) => element.remove());
    for (const input of inputs(card)) {
      input.checked = input.disabled = false;
      input.closest("li")?.classList.remove("choice-right", "choice-wrong", "choice-left");
    }
  };

  /** Offers the check as soon as something is chosen. @param {Element} input */
  hotseat.choose = (input) => {
    const card = input.closest(".question");
    const answer = /** @type {HTMLDetailsElement | null | undefined} */ (card?.querySelector(".question-answer"));
    if (!card || !answer) return;
    // A reload begins anew; browsers that fill fields in again would bring back half of it.
    for (const input of inputs(card)) input.autocomplete = "off";
    if (answer.open) return check(card);
    if (!inputs(card).some((input) => input.checked)) return card.querySelector(".choice-check")?.remove();
    if (card.querySelector(".choice-check")) return;
    const open = () => {
      answer.open = true;
      answer.querySelector("summary")?.focus({ preventScroll: true });
    };
    card.querySelector(".question-options")?.append(
      hotseat.element("button", { class: "button button-primary choice-check", type: "button", click: open }, hotseat.t("check-choice")),
    );
  };

  document.addEventListener("toggle", ({ target }) => {
    if (!(target instanceof HTMLDetailsElement) || !target.matches(".question-answer")) return;
    const card = target.closest(".question");
    if (card) target.open ? check(card) : reset(card);
  }, true);
})();
