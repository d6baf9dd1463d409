/** What the log of the store comes to for each question, and the events of this tab. */
(() => {
  const { store } = hotseat;
  /** @type {Map<string, StoreEvent[]> | undefined} */
  let standing;
  /** @type {string[]} what this tab may undo */
  const own = [];
  store.onchange(() => (standing = undefined));

  /** @param {string} key @param {Partial<StoreEvent>} event */
  const note = (key, event) => {
    const made = store.now({ ...event, key });
    store.add([made]);
    return made.id;
  };

  Object.assign(store, {
    /** The standing events by question, oldest first; a question without any is not in it. */
    questions: () => {
      if (standing) return standing;
      standing = new Map();
      const events = store.events();
      const undone = new Set(events.map((event) => event.undo));
      for (const event of events) {
        const { key, from, undo } = event;
        if (undo || undone.has(event.id)) continue;
        const list = standing.get(key);
        if (from) {
          const moved = [...(standing.get(from) || []), ...(list || [])];
          standing.delete(from);
          standing.set(key, moved.sort((a, b) => (a.id < b.id ? -1 : 1)));
        } else if (event.grade === 0) standing.delete(key);
        else if (list) list.push(event);
        else standing.set(key, [event]);
      }
      return standing;
    },
    /** The standing events of a question. @param {string} key */
    history: (key) => store.questions().get(key) ?? [],
    /** Its newest grade. @param {string} key */
    last: (key) => store.history(key).findLast((event) => event.grade),
    /** @param {string} key @param {{ grade: number, hash?: string, sure?: boolean }} graded */
    grade: (key, graded) => void own.push(note(key, graded)),
    /** Puts a question off. @param {string} key @param {number} until */
    skip: (key, until) => void own.push(note(key, { until })),
    /** Makes a question unseen again. @param {string} key */
    clear: (key) => void own.push(note(key, { grade: 0 })),
    /** Takes back the newest of these by this tab, and names its question. */
    undo: () => {
      const id = own.pop();
      const event = store.events().find((event) => event.id === id);
      if (event) note(event.key, { undo: event.id });
      return event?.key;
    },
    /** Carries progress over from a question's former key. @param {string} from @param {string} key */
    move: (from, key) => {
      if (store.questions().has(from)) note(key, { from });
    },
  });

  // What is due is said once the page has settled, and to nobody who has graded nothing.
  const sayDue = () => {
    if (store.questions().size && hotseat.bundles.session) hotseat.load("session").catch(() => {});
  };
  // A busy browser may not be idle for long; Safari does not know the word.
  if ("requestIdleCallback" in window) requestIdleCallback(sayDue, { timeout: 2000 });
  else setTimeout(sayDue);
})();
