/** What a reader has set, for all guides of this address; for this page alone where nothing can be stored. */
(() => {
  /** @type {Record<string, string>} */
  const unkept = {};
  hotseat.setting = (name, value) => {
    const key = `hotseat:setting:${name}`;
    if (value !== undefined) unkept[name] = value;
    try {
      if (value !== undefined) localStorage.setItem(key, value);
      return localStorage.getItem(key) ?? "";
    } catch {
      return unkept[name] ?? "";
    }
  };
})();
