/** Copies samples, and links to questions. */
(() => {
  const status = /** @type {HTMLElement | null} */ (document.querySelector(".status"));

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

  document.addEventListener("click", async (event) => {
    const target = /** @type {Element} */ (event.target);
    const button = /** @type {HTMLButtonElement | null} */ (target.closest(".sample-copy, .question-link"));
    if (!button || !status || button.dataset.state) return;
    const code = button.closest("figure")?.querySelector("pre")?.textContent;
    const question = button.closest(".question")?.id;
    const done = await copy(code ?? `${location.href.split("#")[0]}#${question}`);
    const { copied = "", linkCopied = "", failed = "" } = status.dataset;
    status.textContent = done ? (code ? copied : linkCopied) : failed;
    button.focus();
    const label = button.textContent;
    button.textContent = done ? copied : failed;
    button.dataset.state = "told";
    setTimeout(() => {
      button.textContent = label;
      delete button.dataset.state;
    }, 1600);
  });
})();
