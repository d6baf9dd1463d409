/** Asks how to print, and remembers it for the next time. */
(() => {
  const { element, t } = hotseat;
  /** @typedef {"answers" | "questions" | "key"} Form */

  /** @param {Form} form @param {string} text */
  const choice = (form, text) =>
    element("label", {}, element("input", { type: "radio", name: "print", value: form, checked: (hotseat.setting("print") || "answers") === form }), text);

  /** @type {HTMLDialogElement | undefined} */
  let dialog;
  hotseat.print = () => {
    dialog?.remove();
    const made = /** @type {HTMLDialogElement} */ (element("dialog", { class: "print-dialog", "aria-labelledby": "print.title" },
      element("form", { method: "dialog" },
        element("h2", { id: "print.title" }, t("print")),
        element("fieldset", {},
          element("legend", { class: "visually-hidden" }, t("print-what")),
          choice("answers", t("print-answers")),
          choice("questions", t("print-questions")),
          choice("key", t("print-key"))),
        element("div", { class: "print-buttons" },
          element("button", { class: "button button-primary", value: "print" }, t("print")),
          element("button", { class: "button", value: "" }, t("cancel"))))));
    made.addEventListener("close", () => {
      if (made.returnValue !== "print") return;
      const chosen = /** @type {HTMLInputElement | null} */ (made.querySelector("input:checked"));
      const form = /** @type {Form} */ (chosen?.value ?? "answers");
      hotseat.setting("print", form);
      hotseat.paper(form);
    });
    dialog = made;
    document.body.append(made);
    made.showModal();
  };
})();
