/** Marks in the contents what is being read, and scrolls side lists to where the reader is. */
(() => {
  /**
   * Scrolls a list, never the page.
   * @param {Element | null | undefined} list
   * @param {Element | null | undefined} link
   */
  const center = (list, link) => {
    if (!list || !link || list.scrollHeight <= list.clientHeight) return;
    const offset = link.getBoundingClientRect().top - list.getBoundingClientRect().top;
    list.scrollTop += offset - list.clientHeight / 2;
  };
  center(document.querySelector(".sidebar"), document.querySelector('.sidebar [aria-current="page"]'));

  const list = /** @type {HTMLElement | null} */ (document.querySelector(".aside"));
  const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll(".aside .contents a")]);
  const targets = new Map();
  for (const link of links) {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (target) targets.set(target, link);
  }

  // Where the list is a drawer, it has done its work when a place is chosen.
  list?.addEventListener("click", (event) => {
    if (/** @type {Element} */ (event.target).closest("a") && list.matches(":popover-open")) list.hidePopover();
  });

  const observer = new IntersectionObserver(
    (entries) => {
      const entry = entries.find((entry) => entry.isIntersecting);
      if (!entry) return;
      for (const link of links) link.removeAttribute("aria-current");
      const link = targets.get(entry.target);
      link.setAttribute("aria-current", "true");
      center(list, link);
    },
    // The band in which people read: below the header, above the middle.
    { rootMargin: "-12% 0px -70%" },
  );
  for (const target of targets.keys()) observer.observe(target);
})();
