/** Answers queries. */
(() => {
  const { search } = hotseat;
  /** @type {{ text: string, ranking: Promise<SearchRanking> } | undefined} the newest: more of the same needs no second look */
  let newest;

  /** @param {SearchIndex} index @param {string} text */
  const rank = (index, text) => {
    if (newest?.text !== text) newest = { text, ranking: search.rank(index, search.query(text)) };
    newest.ranking.catch(() => (newest = undefined));
    return newest.ranking;
  };

  /**
   * Answers a query: so many questions, and so many of the best pages, folders and headings.
   * @param {string} text
   * @param {number} most
   * @param {number} [around]
   * @returns {Promise<SearchAnswer>}
   */
  search.find = async (text, most, around = 5) => {
    const index = await search.index();
    const ranking = await rank(index, text);
    /** @type {number[]} */
    const questions = [];
    /** @type {number[]} */
    const topics = [];
    for (const { document } of ranking.hits) (search.isQuestion(index, document) ? questions : topics).push(document);
    const [shownQuestions, shownTopics] = await Promise.all([
      search.show(index, questions.slice(0, most)), search.show(index, topics.slice(0, around)),
    ]);
    return {
      questions: shownQuestions, topics: shownTopics, total: questions.length,
      isPartial: ranking.isPartial, words: ranking.words,
    };
  };
})();
