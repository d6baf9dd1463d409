/** Cycles the color scheme: as the system has it, light, dark. */
(() => {
  const KEY = "hotseat:theme";
  const root = document.documentElement;
  const button = /** @type {HTMLButtonElement | null} */ (document.querySelector(".theme-toggle"));
  if (!button) return;

  /** Says the state in the button's name. */
  const show = () => {
    const labels = { light: hotseat.t("theme-light"), dark: hotseat.t("theme-dark") };
    const label = labels[/** @type {"light" | "dark"} */ (root.dataset.theme)] ?? hotseat.t("theme-automatic");
    button.setAttribute("aria-label", label);
    button.title = label;
  };

  button.addEventListener("click", () => {
    const next = { light: "dark", dark: "" }[root.dataset.theme || ""] ?? "light";
    if (next) root.dataset.theme = next;
    else delete root.dataset.theme;
    // A browser may refuse storage; the choice then lasts for this page.
    try {
      if (next) localStorage.setItem(KEY, next);
      else localStorage.removeItem(KEY);
    } catch {}
    show();
  });
  show();
})();
