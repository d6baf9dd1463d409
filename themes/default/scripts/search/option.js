/** One line of the list: a question, a page, a topic, or an earlier search. */
(() => {
  const { search } = hotseat;
  const { t } = hotseat;

  /** @param {string} name @param {string} className @param {...(Node | string)} children */
  const element = (name, className, ...children) => {
    const element = document.createElement(name);
    element.className = className;
    element.append(...children);
    return element;
  };

  /** @param {string} title @param {string[]} words @returns {(Node | string)[]} */
  const marked = (title, words) => {
    /** @type {(Node | string)[]} */
    const pieces = [];
    let at = 0;
    for (const [start, end] of search.marks(title, words)) {
      pieces.push(title.slice(at, start), element("mark", "", title.slice(start, end)));
      at = end;
    }
    return [...pieces, title.slice(at)];
  };

  /** What the reader knows of a question, where grades are kept. @param {string} key */
  const status = (key) => {
    const grade = hotseat.store.last(key)?.grade;
    if (!grade) return "";
    return grade > 2 ? t("status-known") : t("status-review");
  };

  /** @param {SearchResult} result @param {string[]} words @param {string} id */
  search.option = (result, words, id) => {
    const option = /** @type {HTMLAnchorElement} */ (element("a", "search-option"));
    option.href = hotseat.url(result.key);
    option.id = id;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.tabIndex = -1;
    const about = element("span", "search-about");
    if (result.around) about.append(element("span", "search-around", result.around));
    const level = hotseat.difficulties[result.level - 1];
    if (level && result.isQuestion) about.append(element("span", `difficulty difficulty-${level.role}`, level.label));
    if (result.questions) about.append(element("span", "", t("questions", { count: result.questions })));
    const known = result.isQuestion ? status(result.key) : "";
    if (known) about.append(element("span", "search-status", known));
    option.append(element("span", "search-title", ...marked(result.title, words)), about);
    return option;
  };

  /**
   * Options under a heading.
   * @param {string} id
   * @param {string} label
   * @param {HTMLElement[]} options
   */
  search.group = (id, label, options) => {
    const group = element("div", "search-group");
    const heading = element("p", "search-heading", label);
    heading.id = id;
    heading.setAttribute("role", "presentation");
    group.setAttribute("role", "group");
    group.setAttribute("aria-labelledby", id);
    group.append(heading, ...options);
    return group;
  };
})();
