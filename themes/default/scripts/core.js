/** What all scripts share: texts, places, bundles, announcements. Comes first in the joined script. */
(() => {
  const page = document.documentElement;
  const plurals = new Intl.PluralRules(page.lang || "en");
  /** @type {Record<string, Promise<void>>} */
  const loading = {};

  hotseat.root = new URL(page.dataset.root ?? "./", location.href).href;
  hotseat.site = page.dataset.site ?? "";
  hotseat.page = page.dataset.page ?? "";

  hotseat.t = (key, values = {}) => {
    const text = hotseat.strings[key] ?? key;
    const pattern = typeof text === "string" ? text : (text[plurals.select(Number(values.count))] ?? text.other);
    return pattern.replace(/\{([\w-]+)\}/g, (whole, /** @type {string} */ name) => String(values[name] ?? whole));
  };

  hotseat.url = (key) => {
    const [path, id] = key.split("#");
    const file = hotseat.ending ? path + hotseat.ending : path.replace(/(^|\/)index$/, "$1");
    return hotseat.root + encodeURI(file) + (id ? `#${encodeURIComponent(id)}` : "");
  };

  hotseat.script = (file) =>
    (loading[file] ??= new Promise((done, fail) => {
      const address = hotseat.root + encodeURI(file);
      const element = file.endsWith(".css")
        ? Object.assign(document.createElement("link"), { rel: "stylesheet", href: address })
        : Object.assign(document.createElement("script"), { src: address });
      element.onload = () => done();
      element.onerror = () => {
        // Perhaps the line was down: the next use tries again.
        delete loading[file];
        element.remove();
        fail(new Error(`${file} did not load`));
      };
      document.head.append(element);
    }));
  hotseat.load = async (bundle) => {
    const file = hotseat.bundles[bundle];
    const styles = hotseat.styles.includes(bundle) ? [file.replace(/js$/, "css")] : [];
    await Promise.all([file, ...styles].map(hotseat.script));
  };

  hotseat.say = (text) => {
    const status = document.querySelector(".status");
    if (!status) return;
    // The same words again are only read out when they were gone in between.
    status.textContent = "";
    setTimeout(() => {
      status.textContent = text;
    }, 50);
  };

  // What a closed answer holds is near nothing: its tabs are fetched when it opens.
  const near = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    near.disconnect();
    hotseat.load("tabs").then(
      () => hotseat.tabs(document),
      () => document.querySelectorAll(".tabs").forEach((tabs) => tabs.classList.add("tabs-plain")),
    );
  }, { rootMargin: "100%" });
  hotseat.enhance = (root) => {
    for (const enhance of hotseat.enhancers) enhance(root);
    if (hotseat.tabs) hotseat.tabs(root);
    else root.querySelectorAll(".tabs").forEach((tabs) => near.observe(tabs));
  };

  // When all files of the joined script have run, and each has said what it enhances.
  queueMicrotask(() => {
    hotseat.enhance(document);
    for (const element of document.querySelectorAll("[data-bundle]")) {
      for (const bundle of /** @type {HTMLElement} */ (element).dataset.bundle?.split(" ") ?? [])
        if (bundle in hotseat.bundles) hotseat.load(bundle).catch(() => {});
    }
  });
})();
