/** On the page for addresses that do not exist: the pages whose addresses are nearest. */
(async () => {
  const list = /** @type {HTMLElement | null} */ (document.querySelector(".nearest"));
  if (!list) return;
  /**
   * How many letters differ.
   * @param {string} a
   * @param {string} b
   */
  const distance = (a, b) => {
    let row = Array.from({ length: b.length + 1 }, (_, at) => at);
    for (let i = 1; i <= a.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= b.length; j += 1) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + Number(a[i - 1] !== b[j - 1]));
      }
      row = next;
    }
    return row[b.length];
  };
  /** @param {string} path */
  const name = (path) => decodeURIComponent(path).replace(/\/$/, "").split("/").at(-1)?.replace(/\.\w+$/, "").toLowerCase() ?? "";
  await hotseat.load("session");
  const wanted = name(location.pathname);
  const { pages } = await hotseat.guide();
  const near = pages
    .map((page) => ({ page, far: distance(wanted, name(page.path)) / Math.max(wanted.length, 1) }))
    .filter(({ far }) => far < 0.5)
    .sort((a, b) => a.far - b.far)
    .slice(0, 5);
  for (const { page } of near) {
    const link = document.createElement("a");
    link.href = hotseat.url(page.path);
    link.textContent = page.title;
    const item = document.createElement("li");
    item.append(link, ` ${page.trail.join(" / ")}`);
    list.append(item);
  }
  list.hidden = near.length === 0;
})().catch(() => {});
