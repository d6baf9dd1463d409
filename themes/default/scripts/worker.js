/** Keeps what was read for the time without a network, where the site wants that. */
if (hotseat.worker && location.protocol !== "file:") {
  // A browser may refuse; then pages are asked of the network, as ever.
  navigator.serviceWorker?.register(`${hotseat.root}sw.js`).catch(() => {});
}
