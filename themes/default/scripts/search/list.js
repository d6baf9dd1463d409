/** The list under the field: what was found, or where to begin. */
(() => {
  const { search } = hotseat;
  const { t } = hotseat;

  /** @param {string} text @param {string} id @param {(option: HTMLElement) => void} run */
  const button = (text, id, run) => {
    const option = document.createElement("div");
    Object.assign(option, { className: "search-option", id, textContent: text });
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.addEventListener("click", () => run(option));
    return option;
  };

  /**
   * Before anything is typed: earlier searches and some topics.
   * @param {(text: string) => void} type puts a text into the field
   */
  search.beginning = async (type) => {
    const index = await search.index();
    const groups = [];
    const recent = search.recent().map((text, at) => button(text, `search.recent.${at}`, () => type(text)));
    const topics = index.s.map(([folder, title], at) =>
      search.option({ key: `${folder}index`, title, level: 0, around: "", isQuestion: false }, [], `search.topic.${at}`));
    if (recent.length > 0) groups.push(search.group("search.recent", t("search-recent"), recent));
    if (topics.length > 0) groups.push(search.group("search.topics", t("topics"), topics));
    return groups;
  };

  /**
   * @param {SearchAnswer} answer
   * @param {() => void} more asks for more of the same
   */
  search.results = ({ questions, topics, total, words }, more) => {
    const groups = [];
    const asked = questions.map((result, at) => search.option(result, words, `search.question.${at}`));
    if (total > questions.length) {
      asked.push(button(t("search-more", { count: total - questions.length }), "search.more", more));
    }
    const around = topics.map((result, at) => search.option(result, words, `search.topic.${at}`));
    if (asked.length > 0) groups.push(search.group("search.questions", t("questions-title"), asked));
    if (around.length > 0) groups.push(search.group("search.topics", t("topics"), around));
    return groups;
  };

  /** How to narrow a search, said with names that this site has. */
  search.hint = async () => {
    const { s, d } = await search.index();
    return t("search-keys", { topic: s[0]?.[0].split("/").at(-2) ?? "", level: d.at(-1) ?? "" });
  };

  /** What was found, in words. @param {SearchAnswer} answer */
  search.summary = ({ total, topics, isPartial }) => {
    if (total + topics.length === 0) return t("search-nothing");
    const found = t("search-found", { count: total });
    return isPartial ? `${found} ${t("search-partial")}` : found;
  };
})();
