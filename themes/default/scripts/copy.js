/** Copies samples, and links to questions. */
(() => {
  /**
   * @param {string} text
   * @returns {Promise<boolean>} whether it was copied
   */
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Not a secure context, such as a page on a plain HTTP server.
      const field = document.createElement("textarea");
      field.value = text;
      document.body.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      return done;
    }
  };

  /** @param {string} name @param {string} label */
  const button = (name, label) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = name;
    button.textContent = label;
    return button;
  };
  // Here and not in the markup: without scripts they would be dead weight.
  hotseat.enhancers.push((root) => {
    for (const caption of root.querySelectorAll(".sample > .sample-caption")) {
      if (!caption.querySelector(".sample-copy")) caption.append(button("sample-copy", hotseat.t("copy")));
    }
    for (const meta of root.querySelectorAll(".question-meta")) {
      if (meta.querySelector(".question-link")) continue;
      const link = button("question-link", hotseat.t("copy-link"));
      link.setAttribute("aria-keyshortcuts", "c");
      const status = document.createElement("span");
      status.className = "question-status";
      meta.append(status, link);
    }
  });

  document.addEventListener("click", async (event) => {
    const target = /** @type {Element} */ (event.target);
    const button = /** @type {HTMLButtonElement | null} */ (target.closest(".sample-copy, .question-link"));
    if (!button || button.dataset.state) return;
    const code = button.closest("figure")?.querySelector("pre")?.textContent;
    // The address of the question's own page, wherever the card stands.
    const anchor = /** @type {HTMLAnchorElement | null | undefined} */ (button.closest(".question")?.querySelector(".anchor"));
    const done = await copy(code ?? anchor?.href ?? location.href);
    const said = done ? hotseat.t("copied") : hotseat.t("copy-failed");
    hotseat.say(done && !code ? hotseat.t("link-copied") : said);
    button.focus();
    const label = button.textContent;
    button.textContent = said;
    button.dataset.state = "told";
    setTimeout(() => {
      button.textContent = label;
      delete button.dataset.state;
    }, 1600);
  });
})();
