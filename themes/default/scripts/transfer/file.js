/** Progress as one file: written out, and read in after every part of it was looked at. */
(() => {
  const FORMAT = "hotseat-progress";
  const VERSION = 1;
  const LONGEST_TEXT = 1000;
  /** The year 2100: what claims to be younger would stay the newest for good. */
  const LATEST = 4_102_444_800_000;

  /** @param {unknown} value */
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  /** @param {unknown} value */
  const isText = (value) => typeof value === "string" && value.length > 0 && value.length <= LONGEST_TEXT;
  /** @param {unknown} value */
  const isTime = (value) => Number.isInteger(value) && Number(value) > 0 && Number(value) < LATEST;
  /** @param {unknown} value */
  const isId = (value) =>
    typeof value === "string" && /^[0-9a-z]{9,20}$/.test(value) && parseInt(value.slice(0, 9), 36) < LATEST;

  /** What an event may say; of the first four it says one. @type {Record<string, (value: unknown) => boolean>} */
  const FIELDS = {
    grade: (value) => [0, 1, 2, 3, 4].includes(/** @type {number} */ (value)),
    until: isTime,
    from: isText,
    undo: isId,
    id: isId,
    time: isTime,
    hash: (value) => isText(value) && String(value).length <= 64,
    sure: (value) => typeof value === "boolean",
  };

  /** @param {any} event */
  const isEvent = (event) =>
    isObject(event) &&
    "id" in event &&
    ["grade", "until", "from", "undo"].filter((name) => name in event).length === 1 &&
    Object.entries(event).every(([name, value]) => Object.hasOwn(FIELDS, name) && FIELDS[name](value));

  hotseat.transfer = {
    ...hotseat.transfer,

    text: (now) => {
      const { site, store } = hotseat;
      const file = { format: FORMAT, version: VERSION, site, saved: now.toISOString(), questions: store.pack(store.events()) };
      return JSON.stringify(file, null, 1);
    },

    read: (text) => {
      const { t } = hotseat;
      /** @type {any} */
      let file;
      try {
        file = JSON.parse(text);
      } catch {
        return { reason: t("import-not-json") };
      }
      if (!isObject(file) || file.format !== FORMAT) return { reason: t("import-foreign") };
      if (file.version !== VERSION) return { reason: t("import-newer", { version: String(file.version) }) };
      if (file.site !== hotseat.site) return { reason: t("import-other-site", { site: String(file.site) }) };
      if (!isObject(file.questions)) return { reason: t("import-malformed", { place: "questions" }) };
      for (const [key, events] of Object.entries(file.questions)) {
        const wrong = !isText(key) || !Array.isArray(events) || !events.every(isEvent);
        if (wrong) return { reason: t("import-malformed", { place: key.slice(0, 80) }) };
      }
      return { questions: file.questions };
    },

    save: () => {
      const now = new Date();
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([hotseat.transfer.text(now)], { type: "application/json" }));
      link.download = `${hotseat.site}-progress-${now.toISOString().slice(0, 10)}.json`;
      document.body.append(link);
      link.click();
      link.remove();
      // Browsers begin to read it some time after the click.
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    },

    merge: (questions) => {
      const known = new Set(hotseat.store.events().map((event) => event.id));
      const added = hotseat.store.unpack(questions).filter((event) => !known.has(event.id));
      if (added.length) hotseat.store.add(added);
      return { events: added.length, questions: new Set(added.map((event) => event.key)).size };
    },

    erase: () => {
      for (const name of hotseat.store.names()) localStorage.removeItem(name);
      hotseat.store.forget();
    },
  };
})();
