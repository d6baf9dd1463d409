/** Says in the header how many questions are due. */
(() => {
  const link = document.querySelector(".header-review");
  const count = /** @type {HTMLElement | null} */ (document.querySelector(".header-due"));
  if (!link || !count) return;

  const show = () => {
    const now = Date.now();
    const due = [...hotseat.dueTimes(now).values()].filter((time) => time <= now).length;
    count.textContent = String(due);
    count.hidden = !due;
    link.setAttribute("aria-label", due ? hotseat.t("review-due", { count: due }) : hotseat.t("review-title"));
  };
  // Whoever waits for this bundle goes first.
  setTimeout(show);
  hotseat.store.onchange(show);
})();
