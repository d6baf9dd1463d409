/**
 * The service worker of a site that wants one: what was read stays readable without
 * a network. The build puts `version` and `shell` in front: a hash of the files every
 * page needs, and their names.
 *
 * Pages are asked of the network first, so none is stale while there is one; files
 * whose name holds a hash of their content never change and are taken from the cache.
 */
(() => {
  const worker = /** @type {any} */ (self);
  // Several sites may share an origin, and with it one list of caches.
  const prefix = `hotseat ${worker.registration.scope} `;
  const SHELL = `${prefix}shell ${version}`;
  const READ = `${prefix}read`;
  const HASHED = /\/assets\/[^/]+\.[0-9a-f]{10}\.\w+$/;

  worker.addEventListener("install", (/** @type {any} */ event) => {
    const files = shell.map((file) => new Request(new URL(file, worker.registration.scope), { cache: "reload" }));
    event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(files)).then(() => worker.skipWaiting()));
  });

  worker.addEventListener("activate", (/** @type {any} */ event) => {
    const tidy = async () => {
      const shells = (await caches.keys()).filter((name) => name.startsWith(`${prefix}shell `));
      // The last but one stays: pages read before the site changed still name its files.
      const old = shells.filter((name) => name !== SHELL).slice(0, -1);
      await Promise.all(old.map((name) => caches.delete(name)));
      await worker.clients.claim();
    };
    event.waitUntil(tidy());
  });

  /** @param {Request} request */
  const fromNetwork = async (request) => {
    try {
      // Past the browser's own cache, which may be older than the site.
      const response = await fetch(request, { cache: "no-cache" });
      if (response.ok) {
        const copy = response.clone();
        await caches.open(READ).then((cache) => cache.put(request, copy)).catch(() => {});
      }
      return response;
    } catch (error) {
      const kept = await caches.match(request, { ignoreSearch: true });
      if (kept) return kept;
      throw error;
    }
  };

  worker.addEventListener("fetch", (/** @type {any} */ event) => {
    const request = /** @type {Request} */ (event.request);
    if (request.method !== "GET" || !request.url.startsWith(worker.registration.scope)) return;
    const answer = HASHED.test(new URL(request.url).pathname)
      ? caches.match(request).then((kept) => kept ?? fromNetwork(request))
      : fromNetwork(request);
    event.respondWith(answer);
  });
})();
