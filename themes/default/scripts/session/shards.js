/** The questions of the whole site: which pages there are, and cards of any page. */
(() => {
  /** @type {GuideIndex | undefined} */
  let index;
  /** @type {Record<string, string>} */
  const packed = {};
  /** @type {Record<string, Promise<Shard>>} */
  const shards = {};
  /** @type {Promise<Guide> | undefined} */
  let guide;

  hotseat.index = (read) => {
    index = read;
  };
  hotseat.questions = (path, text) => {
    packed[path] = text;
  };

  /** @returns {Promise<Guide>} */
  const readGuide = async () => {
    await hotseat.script("questions/index.js");
    const { sections, pages } = index ?? { sections: [], pages: [] };
    /** @type {GuideSection[]} */
    const all = sections.map(([title, path]) => ({ title, path, sections: [], pages: [] }));
    sections.forEach(([, , parent], place) => all[parent]?.sections.push(all[place]));
    const read = pages.map(([path, title, section, levels, aliases]) => {
      // The home page and what is above it are no part of a trail.
      const trail = [];
      for (let at = section; at > 0; at = sections[at][2]) trail.unshift(sections[at][0]);
      const count = levels.reduce((sum, count) => sum + count, 0);
      const page = { path, title, trail, count, levels, aliases };
      all[section].pages.push(page);
      return page;
    });
    return { home: all[0], pages: read };
  };

  /**
   * @param {string} path
   * @returns {Promise<Shard>}
   */
  const readShard = async (path) => {
    await hotseat.script(`questions/${path}.js`);
    if (typeof DecompressionStream === "undefined") throw new Error(hotseat.t("browser-too-old"));
    const bytes = Uint8Array.from(atob(packed[path]), (letter) => letter.charCodeAt(0));
    delete packed[path];
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return JSON.parse(await new Response(stream).text());
  };

  hotseat.guide = () => (guide ??= readGuide());
  hotseat.shard = (path) => {
    shards[path] ??= readShard(path);
    // What failed may work later: a line comes back.
    shards[path].catch(() => delete shards[path]);
    return shards[path];
  };

  /** Links of a card are relative to its page; those to places within it stay. */
  const rebase = (/** @type {HTMLElement} */ card, /** @type {string} */ page) => {
    for (const name of ["href", "src"]) {
      for (const element of card.querySelectorAll(`[${name}]`)) {
        const value = element.getAttribute(name) ?? "";
        const isInside = value.startsWith("#") && (element.matches("use") || card.querySelector(`[id="${CSS.escape(value.slice(1))}"]`));
        if (!isInside) element.setAttribute(name, new URL(value, page).href);
      }
    }
  };

  /** Questions below the headings of an article stand deeper there than they do alone. @param {HTMLElement} card */
  const raise = (card) => {
    const deeper = Number(card.querySelector(".question-title")?.tagName[1] ?? 2) - 2;
    if (deeper < 1) return;
    for (const heading of card.querySelectorAll("h3, h4, h5, h6"))
      heading.setAttribute("aria-level", String(Math.max(2, Number(heading.tagName[1]) - deeper)));
  };

  hotseat.card = async (key) => {
    const [path, id] = key.split("#");
    const { questions } = await hotseat.shard(path);
    const question = questions.find((question) => question.id === id || question.aliases.includes(id));
    if (!question) throw new Error(`${key} is gone`);
    const template = document.createElement("template");
    template.innerHTML = question.html;
    const card = /** @type {HTMLElement} */ (template.content.firstElementChild);
    card.dataset.key = `${path}#${question.id}`;
    rebase(card, hotseat.url(path));
    raise(card);
    return document.importNode(card, true);
  };
})();
