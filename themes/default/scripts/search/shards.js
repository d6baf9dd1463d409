/** Reads the search's files, which `src/render/search/encode.rs` writes. */
(() => {
  const { search } = hotseat;
  const FINAL = "abcdefghijklmnopqrstuvwxyzKLMNOPQRSTUVWXYZ0123456789-+*/=";
  const MORE = "!#$%&'(),.:;<>?@[]^_`{|}";
  const STRENGTHS = "ABCDEFGHIJ";
  /** The strengths of ranges: the page's title, and a folder's. */
  const OF_RANGE = [5, 3];

  /** @type {Map<string, any[]>} what each file said, by its name */
  const files = new Map();

  /** Called by the files themselves. @param {string} kind @param {number} number @param {any[]} content */
  search.put = (kind, number, ...content) => void files.set(`${kind}-${number}`, content);

  /** @param {string} name */
  search.fetch = (name) => hotseat.script(`search/${name}.js`);

  /** @param {string} kind @param {number} number @returns {Promise<any[]>} */
  const load = async (kind, number) => {
    const name = `${kind}-${number}`;
    if (!files.has(name)) await search.fetch(kind === "i" ? "index" : name);
    return files.get(name) ?? [];
  };

  /** @param {string} text @param {(sign: number, numbers: number[]) => void} found */
  search.numbers = (text, found) => {
    let sign = -1, number = 0, scale = 1;
    /** @type {number[]} */
    let numbers = [];
    for (const letter of text) {
      const last = FINAL.indexOf(letter), more = MORE.indexOf(letter);
      if (last >= 0) {
        numbers.push(number + scale * last);
        number = 0;
        scale = 1;
      } else if (more >= 0) {
        number += scale * (FINAL.length + more);
        scale *= MORE.length;
      } else {
        if (sign >= 0 || numbers.length) found(sign, numbers);
        sign = letter === "~" ? -2 : STRENGTHS.indexOf(letter);
        if (sign === -2) found(sign, []);
        numbers = [];
      }
    }
    if (sign >= 0 || numbers.length) found(sign, numbers);
  };

  /** @param {string} text @returns {string[]} words, each written as how it differs from the last */
  const list = (text) => {
    let last = "";
    return text.split(" ").map((word) => (last = last.slice(0, parseInt(word[0], 36)) + word.slice(1)));
  };

  /** @param {string} text @returns {SearchHits} */
  const hits = (text) => {
    /** @type {SearchHits} */
    const hits = { isCommon: false, lists: [], ranges: [] };
    search.numbers(text, (sign, numbers) => {
      if (sign === -2) hits.isCommon = true;
      if (sign < 0) return;
      let next = 0;
      if (sign < 8) hits.lists.push({ strength: sign, documents: numbers.map((step) => (next += step + 1) - 1) });
      else for (let at = 0; at < numbers.length; at += 2) {
        next += numbers[at];
        hits.ranges.push({ strength: OF_RANGE[sign - 8], start: next, length: numbers[at + 1] });
      }
    });
    return hits;
  };

  /** @returns {Promise<SearchIndex>} */
  search.index = async () => (await load("i", 0))[0];

  /** @param {number} number @returns {Promise<{words: string[], hits: (at: number) => SearchHits}>} */
  search.terms = async (number) => {
    const file = await load("t", number);
    file[2] ??= list(file[0]);
    file[3] ??= file[1].split(" ");
    return { words: file[2], hits: (at) => (typeof file[3][at] === "string" ? (file[3][at] = hits(file[3][at])) : file[3][at]) };
  };

  /** @param {number} number @returns {Promise<string[]>} words spelled backwards */
  search.mirrored = async (number) => {
    const file = await load("w", number);
    return (file[1] ??= list(file[0]));
  };

  /** @param {number} number @returns {Promise<any[]>} */
  search.documents = async (number) => (await load("d", number))[0];
})();
