/**
 * The log of what the reader has graded: events that are only ever added.
 *
 * Each event goes at once into a localStorage key of its own, and no key is written twice,
 * so two tabs cannot overwrite each other, not even with an outdated view of the storage.
 * Many keys are joined into a new one, and only then are those it holds removed: whatever
 * goes is in a key that is younger. Reading is the union by event.
 */
(() => {
  const PREFIX = `hotseat:${hotseat.site}:log:`;
  const MANY = 60;
  /** How an id begins: milliseconds since 1970 in base 36, which sort as text. */
  const DIGITS = 9;
  /** @type {Map<string, StoreEvent> | undefined} all events by id */
  let log;
  let newest = "";
  /** @type {StoreEvent[]} what the storage did not take */
  let unkept = [];
  /** @type {(() => void)[]} */
  const listeners = [];
  /** @param {string} id */
  const orderOf = (id) => parseInt(id.slice(0, DIGITS), 36);

  /** @param {StoreEvent[]} events */
  const learn = (events) =>
    events.forEach((event) => {
      all().set(event.id, event);
      if (event.id > newest) newest = event.id;
    });

  const all = () => {
    if (log) return log;
    log = new Map();
    const read = [];
    for (const name of store.names()) {
      // What somebody else has spoilt is left as it is.
      try {
        learn(store.unpack(JSON.parse(localStorage[name])));
        read.push(name);
      } catch {}
    }
    if (read.length > MANY && put(log.values())) read.forEach((name) => localStorage.removeItem(name));
    learn(unkept);
    return log;
  };

  /** An id that follows all known ones, whatever the clock says. */
  const newId = () => {
    all();
    const order = Math.max(Date.now(), orderOf(newest) + 1 || 0);
    return order.toString(36).padStart(DIGITS, "0") + Math.random().toString(36).slice(2, 8);
  };

  /** Writes a new key, and says whether it is kept. @param {Iterable<StoreEvent>} events */
  const put = (events) => {
    try {
      localStorage.setItem(PREFIX + newId(), JSON.stringify(store.pack(events)));
      return true;
    } catch {}
    return false;
  };

  const changed = () => listeners.forEach((listener) => listener());
  const reread = () => {
    log = undefined;
    changed();
  };

  const store = (hotseat.store = /** @type {Hotseat["store"]} */ ({
    /** Whether the browser keeps what is graded; otherwise it lasts as long as the page. */
    isKept: true,
    /** Our keys in the storage. */
    names: () => {
      try {
        return Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));
      } catch {}
      store.isKept = false;
      return [];
    },
    /** @param {Iterable<StoreEvent>} events @returns {PackedEvents} */
    pack: (events) => {
      const packed = Object.create(null);
      for (const { key, time, ...event } of events)
        (packed[key] ??= []).push(time === orderOf(event.id) ? event : { ...event, time });
      return packed;
    },
    /** @param {PackedEvents} packed */
    unpack: (packed) =>
      Object.entries(packed).flatMap(([key, events]) =>
        events.map((event) => Object.assign(event, { time: event.time ?? orderOf(event.id), key }))),
    /** All events in order, with those that no longer stand. */
    events: () => [...all().values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    /** @param {StoreEvent[]} events */
    add: (events) => {
      learn(events);
      unkept.push(...events);
      store.isKept = put(unkept);
      if (store.isKept) unkept = [];
      else hotseat.load("transfer").then(() => hotseat.transfer.warn());
      changed();
    },
    /** Makes an event of now, with the question it is about. @param {Partial<StoreEvent> & { key: string }} event */
    now: (event) => {
      learn([{ ...event, id: newId(), time: Date.now() }]);
      return /** @type {StoreEvent} */ (all().get(newest));
    },
    /** Reads the storage again, and drops what is not there. */
    forget: () => {
      unkept = [];
      reread();
    },
    /** Calls back after every change, by this tab or another. @param {() => void} listener */
    onchange: (listener) => void listeners.push(listener),
  }));

  addEventListener("storage", ({ key }) => (key?.startsWith(PREFIX) ?? true) && reread());
  // A page that comes back by the Back button was told of nothing meanwhile.
  addEventListener("pageshow", (event) => event.persisted && reread());
  store.names();
})();
