/**
 * Takes the place of the service worker once the site no longer wants one: it removes
 * what the other kept, then itself. Only browsers that had the other ask for it.
 */
(() => {
  const worker = /** @type {any} */ (self);
  const prefix = `hotseat ${worker.registration.scope} `;

  worker.addEventListener("install", () => worker.skipWaiting());
  worker.addEventListener("activate", (/** @type {any} */ event) => {
    const leave = async () => {
      const names = (await caches.keys()).filter((name) => name.startsWith(prefix));
      await Promise.all(names.map((name) => caches.delete(name)));
      await worker.registration.unregister();
      for (const client of await worker.clients.matchAll({ type: "window" })) client.navigate(client.url);
    };
    event.waitUntil(leave());
  });
})();
