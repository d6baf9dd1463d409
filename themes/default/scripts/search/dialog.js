/** The search dialog: a field that holds the focus, and a list that the arrows walk. */
(() => {
  const { search, t } = hotseat;
  const FIRST = 8, STEP = 20;
  const dialog = document.createElement("dialog");
  dialog.className = "search";
  dialog.setAttribute("aria-label", t("search"));
  dialog.innerHTML = `<div class="search-bar">
    <input class="search-input" type="text" role="combobox" aria-controls="search.list" aria-expanded="false"
      aria-autocomplete="list" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="go">
    <button class="search-close" type="button"></button></div>
    <p class="search-count" role="status"></p>
    <div class="search-list" id="search.list" role="listbox"></div>
    <p class="search-keys"></p>`;
  /** @template {HTMLElement} T @param {string} name @returns {T} */
  const part = (name) => /** @type {T} */ (dialog.querySelector(`.search-${name}`));
  const input = /** @type {HTMLInputElement} */ (part("input"));
  const list = part("list"), count = part("count");
  input.setAttribute("aria-label", t("search-questions"));
  input.placeholder = t("search-questions");
  list.setAttribute("aria-label", t("search-results"));
  part("close").textContent = t("close");
  document.body.append(dialog);
  let most = STEP;
  /** Which question to the index is the newest: older answers are dropped. */
  let asked = 0;

  const options = () => [...list.querySelectorAll('[role="option"]')];
  const selected = () => list.querySelector('[aria-selected="true"]');

  /** @param {Element | null | undefined} option */
  const select = (option) => {
    selected()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  };

  /** @param {HTMLElement[]} groups @param {string} said @param {string} [chosen] the id of what stays selected */
  const fill = (groups, said, chosen) => {
    list.replaceChildren(...groups);
    count.textContent = said;
    const all = options();
    input.setAttribute("aria-expanded", String(all.length > 0));
    const first = input.value.trim() ? all[0] : undefined;
    select((chosen && all.find(({ id }) => id === chosen)) || first);
    if (!chosen) list.scrollTop = 0;
  };

  /** @param {string} [chosen] */
  const ask = async (chosen) => {
    const turn = ++asked;
    const text = input.value.trim();
    /** @param {HTMLElement[]} groups @param {string} said @param {string} [chosen] */
    const show = (groups, said, chosen) => turn === asked && fill(groups, said, chosen);
    try {
      if (!text) show(await search.beginning(type), "");
      // First what is seen at once, which needs few files.
      else for (const count of chosen ? [most] : [FIRST, most]) {
        const isWhole = count === most;
        const answer = await search.find(text, count, isWhole ? 5 : 0);
        const groups = search.results(isWhole ? answer : { ...answer, total: 0 }, more);
        const stays = chosen ?? (isWhole ? selected()?.id : undefined);
        if (isWhole || answer.total) show(groups, search.summary(answer), stays);
        if (turn !== asked) return;
      }
      list.dataset.text = text;
    } catch {
      show([], t("search-failed"));
    }
  };

  const more = () => {
    const next = `search.question.${most}`;
    most += STEP;
    ask(next);
  };

  /** @param {string} text */
  const type = (text) => {
    input.value = text;
    most = STEP;
    input.focus();
    ask();
  };

  input.addEventListener("input", () => {
    most = STEP;
    ask();
  });
  input.addEventListener("keydown", (event) => {
    const all = options(), at = all.indexOf(/** @type {Element} */ (selected()));
    // Home and End are the field's own; Ctrl takes them to the list.
    const isFar = event.ctrlKey || !input.value;
    const target = { ArrowDown: (at + 1) % all.length, ArrowUp: at > 0 ? at - 1 : all.length - 1,
      Home: isFar ? 0 : NaN, End: isFar ? all.length - 1 : NaN }[event.key];
    if (target !== undefined && all[target]) select(all[target]);
    else if (event.key === "Enter" && !event.isComposing) /** @type {HTMLElement | null} */ (selected())?.click();
    else return;
    event.preventDefault();
  });
  // The focus stays in the field, which the arrows and the screen reader listen to.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    if (!/** @type {Element} */ (event.target).closest("a")) return;
    if (input.value.trim()) search.recent(input.value.trim());
    // The answer may stand on this very page.
    if (!event.ctrlKey && !event.metaKey) dialog.close();
  });
  part("close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());

  search.open = () => {
    dialog.showModal();
    input.select();
    ask();
    search.hint().then((text) => (part("keys").textContent = text), () => {});
  };
})();
