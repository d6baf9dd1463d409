/** Beside each page and folder of the sidebar, how much of it the reader knows. Nothing where that is nothing. */
(() => {
  const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll(".sidebar a:has(small)")]);
  if (!links.length) return;
  const SVG = "http://www.w3.org/2000/svg";

  /** How many questions are known, by the address of their page and of the folders above. */
  const known = () => {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const [key, events] of hotseat.store.questions()) {
      if (!(Number(events.findLast((event) => event.grade)?.grade) > 2)) continue;
      const names = key.slice(0, key.indexOf("#")).split("/");
      const above = names.slice(1).map((_, depth) => [...names.slice(0, depth + 1), "index"].join("/"));
      for (const path of [names.join("/"), ...above]) counts.set(path, (counts.get(path) ?? 0) + 1);
    }
    return new Map([...counts].map(([path, count]) => [hotseat.url(path), count]));
  };

  /** @param {number} number @param {number} count */
  const ring = (number, count) => {
    const svg = document.createElementNS(SVG, "svg");
    const set = (/** @type {Element} */ element, /** @type {Record<string, string | number>} */ values) => {
      for (const [name, value] of Object.entries(values)) element.setAttribute(name, String(value));
      return element;
    };
    set(svg, { class: "ring", viewBox: "0 0 16 16", role: "img", "aria-label": hotseat.t("ring", { number, count }) });
    const circle = { cx: 8, cy: 8, r: 6 };
    const track = set(document.createElementNS(SVG, "circle"), circle);
    // From the top, with the clock, in every direction of writing.
    const part = { ...circle, pathLength: count, "stroke-dasharray": `${number} ${count}`, transform: "rotate(-90 8 8)" };
    svg.append(track, set(document.createElementNS(SVG, "circle"), part));
    return svg;
  };

  const show = () => {
    const counts = known();
    for (const link of links) {
      const count = Number(link.querySelector("small")?.textContent);
      // What is graded may be more than what is left of a page.
      const number = Math.min(counts.get(link.href.split("#")[0]) ?? 0, count);
      link.querySelector(".ring")?.remove();
      if (number) link.append(ring(number, count));
    }
  };
  setTimeout(show);
  hotseat.store.onchange(show);
})();
