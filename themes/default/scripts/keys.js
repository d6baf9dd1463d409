/** Keys: one list that all scripts add to. Single keys act outside fields, and can be switched off. */
(() => {
  const FIELDS = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
  /** @type {{ combo: string, run: (event: KeyboardEvent) => void, when?: () => unknown }[]} */
  const keys = [];
  /** What was pressed of a combination such as `g h`. */
  let begun = "";

  // What is added later goes first: a session takes keys over from the list.
  hotseat.key = (combo, run, { when } = {}) => void keys.unshift({ combo, run, when });
  hotseat.findKey = (combo) => keys.find((key) => key.combo === combo && (!key.when || key.when()));

  addEventListener("keydown", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (event.defaultPrevented || event.altKey || event.isComposing || event.key === "Shift") return;
    const held = event.ctrlKey || event.metaKey;
    const combo = (held ? "Ctrl+" : begun) + (event.key === " " ? "Space" : event.key);
    begun = "";
    if (document.querySelector("dialog[open]")) return;
    if (!held && (target.closest(FIELDS) || document.querySelector(":popover-open"))) return;
    // Neither a word in a field nor speech read as keys should do anything.
    if (!held && combo !== "Escape" && hotseat.setting("keys") === "off") return;
    const key = hotseat.findKey(combo);
    if (key && key.run(event) !== false) event.preventDefault();
    else if (!key && keys.some((key) => key.combo.startsWith(`${combo} `))) begun = `${combo} `;
  });

  const places = {
    n: '.pagination [rel="next"]',
    p: '.pagination [rel="prev"]',
    "g h": ".header-brand",
    "g r": ".header-review",
    "?": ".keys-open",
    a: ".show-answers",
  };
  for (const [combo, selector] of Object.entries(places)) {
    const find = () => /** @type {HTMLElement | null} */ (document.querySelector(selector));
    hotseat.key(combo, () => find()?.click(), { when: find });
  }
})();
