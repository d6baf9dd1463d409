/** Finds documents: which hold the words of a query, and how well each word speaks for them. */
(() => {
  const { search } = hotseat;
  /** By strength, as `Strength` in `src/render/search/facts.rs` lists them. */
  const WEIGHTS = [1, 1.5, 2.2, 2.5, 3.5, 4.5, 7, 9];
  const PREFIX = 0.6, MENDED = 0.4, WHOLE = 1.5;
  /** A beginning of one letter is that of half the words; so many files are read for it. */
  const MOST_FILES = 6;

  /** @param {SearchIndex} index @param {string} text @returns {Promise<SearchHits | undefined>} */
  const exact = async (index, text) => {
    const number = index.t.filter((start) => start <= text).length - 1;
    if (number < 0) return undefined;
    const terms = await search.terms(number);
    const at = terms.words.indexOf(text);
    return at < 0 ? undefined : terms.hits(at);
  };

  /** @param {SearchIndex} index @param {string} text @returns {Promise<{text: string, hits: SearchHits}[]>} */
  const beginning = async (index, text) => {
    const numbers = search.filesOf(index.t, text).slice(0, MOST_FILES);
    const files = await Promise.all(numbers.map(search.terms));
    return files.flatMap((terms) => terms.words.flatMap((word, at) =>
      word.startsWith(text) && word !== text ? [{ text: word, hits: terms.hits(at) }] : []));
  };

  /** @param {SearchIndex} index @param {{text: string, hits: SearchHits, quality: number}[]} found @returns {SearchMatch} */
  const match = (index, found) => {
    const scores = new Float32Array(index.n);
    for (const { hits, quality } of found) {
      /** @param {number} document @param {number} strength */
      const score = (document, strength) => {
        const value = quality * WEIGHTS[strength];
        if (value > scores[document]) scores[document] = value;
      };
      for (const { strength, documents } of hits.lists) for (const document of documents) score(document, strength);
      for (const { strength, start, length } of hits.ranges) {
        for (let document = start; document < start + length; document++) score(document, strength);
      }
    }
    let count = 0;
    for (const score of scores) if (score > 0) count++;
    const rarity = Math.log(1 + (index.n - count + 0.5) / (count + 0.5));
    for (let document = 0; document < index.n; document++) scores[document] *= rarity;
    const isCommon = count > index.n / 3 || found.some(({ hits, quality }) => hits.isCommon && quality === 1);
    return { scores, isCommon, rarity: count && rarity, words: found.map(({ text }) => text) };
  };

  /** @param {SearchIndex} index @param {SearchWord} word @returns {Promise<SearchMatch[]>} */
  const resolve = async (index, word) => {
    const { text } = word;
    const own = await exact(index, text);
    const found = own ? [{ text, hits: own, quality: 1 }] : [];
    if (text.length > 1 || word.isPair || !own) {
      for (const longer of await beginning(index, text)) {
        found.push({ ...longer, quality: PREFIX * Math.sqrt(text.length / longer.text.length) });
      }
    }
    if (found.length > 0) return [match(index, found)];
    if (word.isSign) return [];
    if (word.parts.length > 0) {
      const parts = word.parts.map((part) => resolve(index, { text: part, parts: [] }));
      return (await Promise.all(parts)).flat();
    }
    for (const mended of await search.mended(index, text)) {
      const hits = await exact(index, mended);
      if (hits) found.push({ text: mended, hits, quality: MENDED });
    }
    return [match(index, found)];
  };

  /** @param {SearchIndex} index @param {{kind: string, value: string}} filter @returns {Promise<SearchMatch>} */
  const narrow = async (index, { kind, value }) => {
    const levels = index.d.flatMap((name, level) => (name.toLowerCase().startsWith(value) ? [`:d${level}`] : []));
    const terms = kind === "d" ? levels : [`:${kind[0]}${value}`];
    const found = await Promise.all(terms.map(async (term) => {
      const own = await exact(index, term);
      const all = own ? [{ text: term, hits: own }] : kind === "d" ? [] : await beginning(index, term);
      return all.map((hit) => ({ ...hit, quality: 1 }));
    }));
    return match(index, found.flat());
  };

  /**
   * @param {SearchIndex} index
   * @param {SearchQuery} query
   * @returns {Promise<SearchRanking>}
   */
  search.rank = async (index, query) => {
    const resolved = Promise.all(query.words.map((word) => resolve(index, word)));
    const wholes = Promise.all(query.wholes.map((whole) => resolve(index, { text: whole, parts: [], isSign: true })));
    const filters = await Promise.all(query.filters.map(async (filter) => ({ ...filter, match: await narrow(index, filter) })));
    const matches = (await resolved).flat();
    const bonuses = (await wholes).flat();
    // Next to `gather`, a text need not have `how` and `does` to be the right one.
    const rarest = Math.max(...matches.map(({ rarity }) => rarity));
    const telling = matches.filter(({ isCommon, rarity }) => !isCommon && (rarity === 0 || rarity > rarest / 2));
    const wanted = telling.length > 0 ? telling : matches;
    const kinds = [...new Set(filters.map(({ kind }) => kind))];
    const isKept = (/** @type {number} */ document) => kinds.every((kind) =>
      filters.some((filter) => filter.kind === kind && filter.match.scores[document] > 0));
    let all = /** @type {SearchRanking["hits"]} */ ([]);
    const some = /** @type {SearchRanking["hits"]} */ ([]);
    for (let document = 0; document < index.n; document++) {
      if (filters.length > 0 && !isKept(document)) continue;
      let has = 0;
      for (const { scores } of wanted) if (scores[document] > 0) has++;
      if (has === 0 && (wanted.length > 0 || filters.length === 0)) continue;
      let score = 0;
      for (const { scores } of matches) score += scores[document];
      for (const { scores } of bonuses) score += WHOLE * scores[document];
      if (has === wanted.length) all.push({ document, score });
      else some.push({ document, score: score * (has / wanted.length) ** 2 });
    }
    const isPartial = all.length === 0 && some.length > 0;
    if (isPartial) all = some;
    all.sort((a, b) => b.score - a.score || a.document - b.document);
    return { hits: all, isPartial, words: [...matches, ...bonuses].flatMap(({ words }) => words) };
  };
})();
