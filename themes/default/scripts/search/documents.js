/** From documents' numbers to what is shown of them. */
(() => {
  const { search } = hotseat;

  /**
   * The first documents of pages and folders, and how many headings each page has.
   * @param {SearchIndex} index
   * @returns {{starts: number[], headings: number[]}} `headings` is -1 for folders
   */
  const units = (index) => {
    if (index.units) return index.units;
    const starts = /** @type {number[]} */ ([]), headings = /** @type {number[]} */ ([]);
    let next = 0;
    search.numbers(index.u, (sign, numbers) => {
      if (sign === 0) {
        starts.push(next++);
        headings.push(-1);
      } else if (sign === 1) {
        const count = numbers.shift() ?? 0;
        headings[headings.length - 1] = count;
        next += count;
      }
      for (const questions of numbers) {
        starts.push(next);
        headings.push(0);
        next += questions + 1;
      }
    });
    return (index.units = { starts, headings });
  };

  /** @param {number[]} starts @param {number} document @returns {number} the last that begins not behind */
  const place = (starts, document) => {
    let low = 0, high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= document) low = middle;
      else high = middle;
    }
    return low;
  };

  /** @param {SearchIndex} index @param {number} document */
  search.isQuestion = (index, document) => {
    const { starts, headings } = units(index);
    const unit = place(starts, document);
    return headings[unit] >= 0 && document - starts[unit] > headings[unit];
  };

  /** @param {string} title @param {number | string | undefined} anchor */
  const anchorOf = (title, anchor) => {
    if (typeof anchor === "string") return anchor;
    const slug = title.trim().toLowerCase().replace(/[^a-z0-9 _-]/g, "").replace(/ /g, "-");
    return slug.slice(0, anchor ?? slug.length);
  };

  /**
   * All documents of a file, by number.
   * @param {SearchIndex} index
   * @param {number} number
   * @param {any[]} folders
   */
  const read = (index, number, folders) => {
    /** @type {Map<number, SearchResult>} */
    const results = new Map();
    let document = index.c[number];
    for (const [folder, folderTitle, above, ...pages] of folders) {
      for (const [slug, title, level, rows] of pages) {
        const path = folder + (slug || "index");
        const trail = slug ? [...above, folderTitle] : above;
        const questions = slug ? rows.filter((/** @type {any} */ _, /** @type {number} */ at) => search.isQuestion(index, document + 1 + at)).length : level;
        results.set(document++, {
          title, level: slug ? level : 0, around: trail.join(" / "), questions, key: path, isQuestion: false,
        });
        for (const [rowTitle, rowLevel, rowAnchor] of slug ? rows : []) {
          const anchor = anchorOf(rowTitle, rowAnchor);
          const isQuestion = search.isQuestion(index, document);
          results.set(document++, {
            title: rowTitle, level: rowLevel, around: title, key: `${path}#${anchor}`, isQuestion,
          });
        }
      }
    }
    return results;
  };

  /** @param {SearchIndex} index @param {number[]} documents @returns {Promise<SearchResult[]>} */
  search.show = async (index, documents) => {
    const results = await Promise.all(documents.map(async (document) => {
      const number = place(index.c, document);
      const folders = /** @type {any} */ (await search.documents(number));
      folders.results ??= read(index, number, folders);
      return folders.results.get(document);
    }));
    return results.filter(Boolean);
  };
})();
