/** What there is to do today: which questions are due, how many new ones, and what the next days bring. */
(() => {
  const DAYS = 7;

  /** @param {GuidePage} page */
  const topicOf = (page) => page.trail.join(" / ");

  /** @param {string} key */
  const pathOf = (key) => key.slice(0, key.indexOf("#"));

  /** Carries over the progress of pages that have moved. @param {Map<string, GuidePage>} pages by present and former paths */
  const follow = (pages) => {
    const { store } = hotseat;
    const moves = [];
    for (const from of store.questions().keys()) {
      const path = pathOf(from);
      const now = pages.get(path)?.path;
      if (now !== undefined && now !== path) moves.push({ key: now + from.slice(path.length), from });
    }
    if (moves.length) store.add(moves.map(store.now));
  };

  /**
   * One from each topic in turn, so that none comes twice in a row while another waits.
   * @template T @param {T[]} all @param {(one: T) => string} topicOf @returns {T[]}
   */
  const mixed = (all, topicOf) => {
    /** @type {Map<string, T[]>} */
    const groups = new Map();
    for (const one of all) {
      const topic = topicOf(one), group = groups.get(topic);
      if (group) group.push(one);
      else groups.set(topic, [one]);
    }
    const lists = [...groups.values()];
    const longest = Math.max(0, ...lists.map((list) => list.length));
    return Array.from({ length: longest }, (_, turn) => lists.flatMap((list) => list.slice(turn, turn + 1))).flat();
  };

  hotseat.plan = (guide, now) => {
    /** @type {Map<string, GuidePage>} */
    const pages = new Map();
    for (const page of guide.pages) for (const path of page.aliases) pages.set(path, page);
    for (const page of guide.pages) pages.set(page.path, page);
    follow(pages);
    const today = hotseat.midnight(now);
    const ends = Array.from({ length: DAYS }, (_, day) => hotseat.midnight(now, day + 1));
    const days = ends.map(() => 0);
    /** @type {Map<GuidePage, number>} */
    const seen = new Map();
    /** @type {{ key: string, time: number, topic: string }[]} */
    const due = [];
    let done = 0;
    let begun = 0;
    let next = Infinity;
    const times = hotseat.dueTimes(now);
    for (const [key, events] of hotseat.store.questions()) {
      const page = pages.get(pathOf(key));
      const first = events.find((event) => event.grade);
      if (!page || !first) continue;
      seen.set(page, (seen.get(page) ?? 0) + 1);
      if (first.time >= today) begun++;
      if (events.some((event) => event.grade && event.time >= today)) done++;
      const time = times.get(key) ?? Infinity;
      if (time <= now) due.push({ key, time, topic: topicOf(page) });
      else next = Math.min(next, time);
      const day = ends.findIndex((end) => time < end);
      if (day >= 0) days[day]++;
    }
    due.sort((a, b) => a.time - b.time);
    const topics = new Map();
    for (const { topic } of due) topics.set(topic, (topics.get(topic) ?? 0) + 1);
    const more = guide.pages.reduce((sum, page) => sum + Math.max(0, page.count - (seen.get(page) ?? 0)), 0);
    const limit = Number(hotseat.setting("new-per-day") || 10);
    return {
      due: mixed(due, (one) => one.topic).map((one) => one.key),
      fresh: Math.max(0, Math.min(limit - begun, more)),
      more, limit, done, next, days, seen,
      topics: [...topics].sort((a, b) => b[1] - a[1]),
    };
  };

  /** The keys of questions not seen yet: so many, in reading order or one from each topic in turn. */
  hotseat.fresh = async (guide, plan, now) => {
    const open = guide.pages.filter((page) => page.count > (plan.seen.get(page) ?? 0));
    const mixes = hotseat.setting("new-order") === "mixed";
    const pages = mixes ? mixed(open, topicOf) : open;
    /** @type {{ key: string, topic: string }[]} */
    const found = [];
    for (const [index, page] of pages.entries()) {
      // Mixed, as many pages as questions are wanted; in order, as few as will do.
      if (index >= plan.fresh || (!mixes && found.length >= plan.fresh)) break;
      const { questions } = await hotseat.shard(page.path);
      const keys = questions.map(({ id }) => `${page.path}#${id}`);
      const unseen = keys.filter((key) => !hotseat.store.last(key) && !(Number(hotseat.store.history(key).at(-1)?.until) > now));
      found.push(...unseen.map((key) => ({ key, topic: topicOf(page) })));
    }
    const wanted = mixes ? mixed(found, (one) => one.topic) : found;
    return wanted.slice(0, plan.fresh).map((one) => one.key);
  };
})();
