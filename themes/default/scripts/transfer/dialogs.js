/** The buttons and dialogs by which progress leaves this browser, comes into it, and is erased. */
(() => {
  const section = document.querySelector(".transfer");
  if (!section) return;
  const { t } = hotseat;

  /** @param {string} name */
  const dialog = (name) => /** @type {HTMLDialogElement} */ (section.querySelector(`.transfer-${name}-dialog`));
  const importing = dialog("import");
  const erasing = dialog("erase");
  const file = /** @type {HTMLInputElement} */ (importing.querySelector("input"));
  const result = /** @type {HTMLElement} */ (importing.querySelector(".transfer-result"));

  /** @param {string} text @param {boolean} isWrong */
  const say = (text, isWrong = false) => {
    result.textContent = text;
    result.classList.toggle("transfer-wrong", isWrong);
  };

  file.addEventListener("change", async () => {
    const chosen = file.files?.[0];
    if (!chosen) return;
    const { reason, questions } = hotseat.transfer.read(await chosen.text());
    // The same file may be chosen again, once it is mended.
    file.value = "";
    if (!questions) return say(t("import-refused", { name: chosen.name, reason: reason ?? "" }), true);
    const added = hotseat.transfer.merge(questions);
    if (!added.events) return say(t("import-nothing-new"));
    const grades = t("import-grades", { count: added.events });
    say(t("import-added", { grades, questions: t("import-questions", { count: added.questions }) }));
  });

  section.addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest("button");
    switch (button?.dataset.transfer) {
      case "export":
        hotseat.transfer.save();
        hotseat.say(t("exported"));
        break;
      case "import":
        say("");
        importing.showModal();
        break;
      case "erase":
        erasing.showModal();
        break;
      case "erase-now":
        hotseat.transfer.erase();
        erasing.close();
        hotseat.say(t("erased"));
        break;
    }
  });
})();
