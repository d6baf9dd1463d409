/** Cuts a query into words by the rules of the index: `src/render/search/words.rs` says why. */
(() => {
  const { search } = hotseat;
  const LONGEST = 40;
  const SEPARATOR = /[\s/,;()[\]{}"`\\\u0000-\u001f\u007f]|[^\u0000-\u007f\p{Alphabetic}\p{N}\p{M}]/u;
  const RUN = /[\p{Alphabetic}\p{N}\p{M}_]+/gu;
  const GLUE = /[.:<>+#=&@%^|~*$!]/;
  const ASCII = /^[\u0000-\u007f]*$/;
  const UNSPACED =
    /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]+/u;
  const FILTER = /^(d|in|tag):(.*)$/i;

  /** @param {string} word @returns {string} lower case, without the accents of Latin, Greek and Cyrillic */
  const fold = (word) => {
    if (ASCII.test(word)) return word.slice(0, LONGEST).toLowerCase();
    const plain = word.toLowerCase().replace(/ς/g, "σ").normalize("NFD").replace(/[\u0300-\u036f]/g, "");
    return [...plain.normalize("NFC")].slice(0, LONGEST).join("");
  };

  /** @param {string} word @returns {string[]} `return`, `exceptions` of `return_exceptions` */
  const parts = (word) => {
    const cut = word.replace(/([a-z0-9])([A-Z])/g, "$1_$2").replace(/([A-Z])([A-Z][a-z])/g, "$1_$2");
    const found = cut.split("_").filter((part) => part.length > 1);
    return found.length > 1 || cut !== word ? found.map(fold) : [];
  };

  /** @param {string} run @returns {string[]} neighbouring letters; one letter is a beginning */
  const pairs = (run) => {
    const letters = [...run];
    return letters.length < 2 ? letters : letters.slice(1).map((letter, at) => fold(letters[at] + letter));
  };

  /**
   * @param {string} run letters, marks, digits and `_`
   * @returns {SearchWord[]}
   */
  const wordsOf = (run) =>
    run.split(new RegExp(`(${UNSPACED.source})`, "u")).filter(Boolean).flatMap((piece) =>
      UNSPACED.test(piece)
        ? pairs(piece).map((text) => ({ text, parts: [], isPair: true }))
        : [{ text: fold(piece), parts: ASCII.test(piece) ? parts(piece) : [] }]);

  /**
   * @param {string} chunk what stands between two separators
   * @returns {{words: SearchWord[], whole?: string}} words that are wanted, and the code word as written
   */
  const cut = (chunk) => {
    const words = (chunk.match(RUN) ?? []).flatMap(wordsOf);
    if (words.length === 0) return { words: [{ text: chunk, parts: [], isSign: true }] };
    const whole = chunk.replace(/^[.:!?']+|[.:!?']+$/g, "");
    const isCode = GLUE.test(whole) && ASCII.test(whole) && whole.length <= LONGEST;
    if (!isCode) return { words };
    // One letter says little: of `C++` and `&x` the whole is wanted.
    const telling = words.filter((word) => word.text.length > 1 || word.isPair);
    if (telling.length > 0) return { words: telling, whole: fold(whole) };
    return { words: [{ text: fold(whole), parts: words.map((word) => word.text) }] };
  };

  /** @param {string} text @returns {SearchQuery} */
  search.query = (text) => {
    /** @type {SearchQuery} */
    const query = { words: [], wholes: [], filters: [] };
    for (const piece of text.trim().split(/\s+/)) {
      const filter = FILTER.exec(piece);
      if (filter) {
        const value = fold(filter[2]);
        if (value) query.filters.push({ kind: filter[1].toLowerCase(), value });
        continue;
      }
      for (const chunk of piece.split(SEPARATOR).filter(Boolean)) {
        const { words, whole } = cut(chunk);
        query.words.push(...words);
        if (whole) query.wholes.push(whole);
      }
    }
    const known = new Set();
    query.words = query.words.filter(({ text }) => !known.has(text) && known.add(text));
    return query;
  };

  /**
   * Where a title holds words of the query: pairs of start and end, in order.
   * @param {string} title
   * @param {string[]} wanted folded words, as they were found
   */
  search.marks = (title, wanted) => {
    /** @type {[number, number][]} */
    const found = [];
    for (const run of title.matchAll(RUN)) {
      const text = fold(run[0]);
      const hits = wanted.filter((word) => text.startsWith(word) || (UNSPACED.test(word) && text.includes(word)));
      for (const word of hits) {
        const start = run.index + text.indexOf(word);
        const isWhole = text.length !== run[0].length;
        found.push(isWhole ? [run.index, run.index + run[0].length] : [start, start + word.length]);
      }
    }
    found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    /** @type {[number, number][]} */
    const joined = [];
    for (const [start, end] of found) {
      const last = joined[joined.length - 1];
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else joined.push([start, end]);
    }
    return joined;
  };
})();
