/** Finds the words that one slip away from a typed one: a letter too many, missing, wrong or swapped. */
(() => {
  const { search } = hotseat;
  const LEAST = 4;

  /**
   * @param {string} typed
   * @param {string} meant
   * @param {boolean} isBeginning whether the meant word may go on
   */
  search.isSlip = (typed, meant, isBeginning) => {
    let start = 0;
    while (start < typed.length && typed[start] === meant[start]) start++;
    /** @param {number} skipTyped @param {number} skipMeant */
    const fits = (skipTyped, skipMeant) => {
      const rest = typed.slice(start + skipTyped), wanted = meant.slice(start + skipMeant);
      return isBeginning ? wanted.startsWith(rest) : wanted === rest;
    };
    const isSwapped = typed[start] === meant[start + 1] && typed[start + 1] === meant[start];
    return fits(1, 1) || fits(1, 0) || fits(0, 1) || (isSwapped && fits(2, 2));
  };

  /** @param {string} word */
  const mirror = (word) => [...word].reverse().join("");

  /**
   * The files that may hold words with this beginning.
   * @param {string[]} starts where each file begins
   * @param {string} beginning
   */
  search.filesOf = (starts, beginning) => {
    const last = starts.filter((start) => start <= `${beginning}\uffff`).length;
    const first = Math.max(0, starts.filter((start) => start <= beginning).length - 1);
    return Array.from({ length: Math.max(0, last - first) }, (_, at) => first + at);
  };

  /**
   * One slip leaves one half of a word as it is. Where it is the first, the words meant stand
   * together; where it is the second, they do in the list of words spelled backwards.
   * @param {SearchIndex} index
   * @param {string} typed
   * @returns {Promise<string[]>}
   */
  search.mended = async (index, typed) => {
    // Another number is another thing: E0381 is not E0382.
    if (typed.length < LEAST || /\d/.test(typed)) return [];
    const length = Math.floor((typed.length - 1) / 2);
    const before = typed.slice(0, length), after = mirror(typed.slice(length + 1));
    const forward = search.filesOf(index.t, before).map(search.terms);
    const backward = search.filesOf(index.w, after).map(search.mirrored);
    const found = new Set();
    for (const { words } of await Promise.all(forward)) {
      const near = words.filter((word) => word.startsWith(before));
      for (const word of near) if (search.isSlip(typed, word, typed.length > LEAST)) found.add(word);
    }
    for (const words of await Promise.all(backward)) {
      const near = words.filter((word) => word.startsWith(after)).map(mirror);
      for (const word of near) if (search.isSlip(typed, word, false)) found.add(word);
    }
    return [...found].sort().slice(0, 12);
  };
})();
