/** The dialog of the keys that work here, with the switch for single keys. */
(() => {
  const { element, t } = hotseat;

  /** @returns {[string[], string][]} */
  const rows = () => [
    [["/", "Ctrl+k"], t("key-search")],
    [["j", "k"], t("key-next-question")],
    [["o"], t("key-answer")],
    [["Space"], t("key-space")],
    [["a"], t("key-all-answers")],
    [["1", "3"], t("key-two-grades")],
    [["1", "2", "3", "4"], t("key-four-grades")],
    [["u"], t("key-undo")],
    [["f"], t("key-follow-up")],
    [["s"], t("key-skip")],
    [["c"], t("copy-link")],
    [["n", "p"], t("key-next-page")],
    [["g h", "g r"], t("key-go")],
    [["?"], t("keyboard")],
    [["Escape"], t("key-leave")],
  ];

  /** A combination as it is printed on keys. @param {string} combo */
  const caps = (combo) =>
    combo.split(/[ +]/).flatMap((cap, index) => {
      const name = { Escape: "Esc", k: combo === "Ctrl+k" ? "K" : "k" }[cap] ?? cap;
      return [index ? (combo.includes("+") ? "+" : " ") : "", element("kbd", {}, name)];
    });

  /** @type {HTMLDialogElement | undefined} */
  let dialog;
  hotseat.showKeys = () => {
    dialog?.remove();
    const isOn = () => hotseat.setting("keys") !== "off";
    const here = rows().map(([combos, text]) => /** @type {const} */ ([combos.filter((combo) => hotseat.findKey(combo)), text]));
    const hasFour = !!hotseat.findKey("4");
    const list = here
      .filter(([combos, text]) => combos.length && (text !== t("key-two-grades") || !hasFour) && (text !== t("key-four-grades") || hasFour))
      .map(([combos, text]) => element("div", {},
        element("dt", {}, ...combos.flatMap((combo, index) => [index ? " / " : "", ...caps(combo)])), element("dd", {}, text)));
    const single = element("input", { type: "checkbox", change: () => hotseat.setting("keys", single.checked ? "" : "off") });
    single.checked = isOn();
    const made = /** @type {HTMLDialogElement} */ (element("dialog", { class: "shortcuts", "aria-labelledby": "shortcuts.title" },
      element("h2", { id: "shortcuts.title" }, t("keyboard")),
      element("dl", {}, ...list),
      element("label", {}, single, t("key-single")),
      element("p", {}, t("key-single-note")),
      element("form", { method: "dialog" }, element("button", { class: "button" }, t("close")))));
    made.addEventListener("click", (event) => {
      // The dialog itself is clicked only beside its box.
      if (event.target === made) made.close();
    });
    dialog = made;
    document.body.append(made);
    made.showModal();
  };
})();
