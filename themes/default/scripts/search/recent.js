/** What was searched for before, in this browser only. */
(() => {
  const { search } = hotseat;
  const KEY = `hotseat:${hotseat.site}:searches`;
  const MOST = 5;
  /** @type {string[]} where the browser keeps nothing */
  let kept = [];

  /**
   * The latest searches, newest first.
   * @param {string} [text] one to put in front
   */
  search.recent = (text) => {
    try {
      const known = JSON.parse(localStorage.getItem(KEY) ?? "[]");
      kept = Array.isArray(known) ? known.filter((known) => typeof known === "string") : [];
    } catch {}
    if (text) {
      kept = [text, ...kept.filter((known) => known !== text)].slice(0, MOST);
      try {
        localStorage.setItem(KEY, JSON.stringify(kept));
      } catch {}
    }
    return kept;
  };
})();
