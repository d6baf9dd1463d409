/** Opens the search, whose script is loaded when it is first wanted. */
(() => {
  if (!("search" in hotseat.bundles)) return;
  // The files of the bundle fill it, in any order.
  hotseat.search = /** @type {Search} */ ({});
  const LINK = ".header-search, .search-field";

  /** @param {Event} event */
  const open = (event) => {
    event.preventDefault();
    const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector(LINK));
    hotseat.load("search").then(
      () => hotseat.search.open(),
      // The list of all questions is there without scripts.
      () => link && location.assign(link.href),
    );
  };

  for (const link of document.querySelectorAll(LINK)) {
    link.setAttribute("aria-keyshortcuts", "/ Control+K");
    link.setAttribute("aria-haspopup", "dialog");
  }
  document.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (target.closest(LINK) && !event.ctrlKey && !event.metaKey && !event.shiftKey) open(event);
  });
  hotseat.key("/", open);
  hotseat.key("Ctrl+k", open);
})();
