/** Which questions a mock interview asks: drawn by chance, one from each topic in turn. */
(() => {
  /** Numbers from 0 to 1 that are the same for the same seed: mulberry32. @param {number} seed */
  const numbers = (seed) => () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };

  /** @template T @param {T[]} all @param {() => number} number @returns {T[]} */
  const shuffled = (all, number) => {
    const rest = [...all];
    for (let last = rest.length - 1; last > 0; last--) {
      const other = Math.floor(number() * (last + 1));
      [rest[last], rest[other]] = [rest[other], rest[last]];
    }
    return rest;
  };

  hotseat.interviewTopics = (guide) => {
    /** @param {GuideSection} section @returns {GuidePage[]} */
    const allPages = (section) => [...section.pages, ...section.sections.flatMap(allPages)];
    /** @param {GuideSection} track */
    const topicsOf = (track) => {
      const all = [{ ...track, track: "" }, ...track.sections.map((topic) => ({ ...topic, track: track.title, pages: allPages(topic) }))];
      return all.filter(({ pages }) => pages.length);
    };
    const topics = [{ ...guide.home, track: "" }, ...guide.home.sections.flatMap(topicsOf)];
    return topics.filter(({ pages }) => pages.length).map(({ path, title, track, pages }) => ({ path, title, track, pages }));
  };

  /** How many of a page's questions have one of these difficulties. @param {GuidePage} page @param {number[]} levels */
  const countOf = (page, levels) => levels.reduce((sum, level) => sum + (page.levels[level] ?? 0), 0);

  hotseat.interviewCount = (topics, levels) =>
    topics.flatMap(({ pages }) => pages).reduce((sum, page) => sum + countOf(page, levels), 0);

  hotseat.interviewDraw = async (topics, { levels, number, seed }) => {
    const next = numbers(seed);
    // Chosen by the counts of the index, so that only the pages of what is asked are loaded.
    const lists = shuffled(topics, next).map(({ pages }) =>
      shuffled(pages.flatMap((page) => Array.from({ length: countOf(page, levels) }, (_, index) => ({ page, index }))), next));
    const longest = Math.max(0, ...lists.map((list) => list.length));
    const places = [];
    for (let turn = 0; turn < longest && places.length < number; turn++)
      places.push(...lists.flatMap((list) => list.slice(turn, turn + 1)));
    const keys = await Promise.all(places.slice(0, number).map(async ({ page, index }) => {
      const { questions } = await hotseat.shard(page.path);
      const question = questions.filter(({ level }) => levels.includes(level))[index];
      return question ? [`${page.path}#${question.id}`] : [];
    }));
    return keys.flat();
  };
})();
