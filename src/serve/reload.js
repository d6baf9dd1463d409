// Follows the server: reloads the page when it changed, and keeps the reader's place.
"use strict";

(() => {
  const { build, hash, page } = document.currentScript.dataset;
  const PLACE = "hotseat-reload-place";
  let events = null;
  let overlay = null;
  let shown = "";

  restore();
  connect();

  // A hidden tab holds no stream: a browser grants only six connections to one
  // host, and the seventh tab would wait for ever. Back in sight it says what it
  // shows, and is told whether that is still so.
  document.addEventListener("visibilitychange", connect);
  addEventListener("pageshow", (event) => {
    if (event.persisted) connect();
  });
  addEventListener("pagehide", disconnect);

  function connect() {
    disconnect();
    if (document.hidden) return;
    const shows = encodeURIComponent(decodeURIComponent(page));
    events = new EventSource(`/__hotseat/events?page=${shows}&hash=${hash}`);
    events.addEventListener("hello", (event) => {
      // None of the site's own pages: whatever has changed may concern it.
      if (page === "" && event.data !== build) reload();
    });
    events.addEventListener("reload", (event) => {
      if (concerns(JSON.parse(event.data).changed)) reload();
    });
    events.addEventListener("problems", (event) => {
      // Hidden by the reader, it stays so until there is something new to say.
      if (event.data === shown) return;
      shown = event.data;
      overlay ??= document.documentElement.appendChild(document.createElement("hotseat-overlay"));
      overlay.show(JSON.parse(shown));
    });
    events.addEventListener("clear", clear);
  }

  function disconnect() {
    events?.close();
    events = null;
  }

  function clear() {
    overlay?.remove();
    overlay = null;
    shown = "";
  }

  /** Whether the page itself is among the changed files, or one that it has loaded. */
  function concerns(changed) {
    if (page === "") return true;
    const loaded = performance.getEntriesByType("resource").map((entry) => pathOf(entry.name));
    return changed.some((file) =>
      file === decodeURIComponent(page) || loaded.some((path) => path.endsWith(`/${file}`)));
  }

  function pathOf(url) {
    try {
      return decodeURIComponent(new URL(url, location.href).pathname);
    } catch {
      return "";
    }
  }

  function reload() {
    disconnect();
    const focused = document.activeElement;
    const place = {
      url: location.href,
      x: scrollX,
      y: scrollY,
      open: Object.fromEntries(allDetails().map((details) => [keyOf(details), details.open])),
      focus: focused?.id || null,
      summary: focused?.localName === "summary" ? keyOf(focused.parentElement) : null,
    };
    try {
      sessionStorage.setItem(PLACE, JSON.stringify(place));
      history.scrollRestoration = "manual";
    } catch {
      // Without storage the page starts at its top.
    }
    location.reload();
  }

  function restore() {
    let place = null;
    try {
      place = JSON.parse(sessionStorage.getItem(PLACE));
      sessionStorage.removeItem(PLACE);
    } catch {
      // As if nothing had been kept.
    }
    if (place?.url !== location.href) return;
    for (const details of allDetails()) {
      const key = keyOf(details);
      if (key in place.open) details.open = place.open[key];
      if (key === place.summary) details.querySelector("summary")?.focus({ preventScroll: true });
    }
    if (place.focus) document.getElementById(place.focus)?.focus({ preventScroll: true });
    hold(place.x, place.y);
  }

  /** Keeps the scroll position while the page settles, or until the reader moves it. */
  function hold(x, y) {
    const scroll = () => scrollTo({ left: x, top: y, behavior: "instant" });
    const settling = new ResizeObserver(scroll);
    const release = () => {
      settling.disconnect();
      removeEventListener("load", scroll);
      for (const move of moves) removeEventListener(move, release);
      history.scrollRestoration = "auto";
    };
    const moves = ["wheel", "touchstart", "pointerdown", "keydown"];
    for (const move of moves) addEventListener(move, release, { passive: true });
    scroll();
    settling.observe(document.documentElement);
    addEventListener("load", scroll);
    addEventListener("load", () => setTimeout(release, 500));
  }

  function allDetails() {
    return [...document.querySelectorAll("details")];
  }

  /** Names a details element by the nearest id above it, so that edits elsewhere do not matter. */
  function keyOf(details) {
    const owner = details.closest("[id]");
    const inside = [...(owner ?? document).querySelectorAll("details")];
    return `${owner?.id ?? ""}/${inside.indexOf(details)}`;
  }
})();
