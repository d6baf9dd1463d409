// How long the review screen takes to open on a large guide, with much graded.
//
//     node bench/review.mjs SITE [GRADED] [EVENTS]
//
// SITE is the output of `hotseat build`; GRADED questions of it (5,000) get EVENTS grades
// (20,000) over half a year. Prints the milliseconds from the click on a link to the figures
// on the screen, as a median and the longest of nine, over HTTP and from the folder; and beside
// them what a plain page takes until its load event, with whatever else the machine is doing.

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { fileBase, launch, serve } from '../tests/browser/site.mjs';

const [folder, graded = '5000', events = '20000'] = process.argv.slice(2);
const site = resolve(folder);
const RUNS = 9;
const DAY = 86_400_000;

/** All questions of the site, read as its own scripts read them. */
function questions() {
  const found = [];
  const read = (path, packed) => {
    const { questions } = JSON.parse(inflateRawSync(Buffer.from(packed, 'base64')));
    found.push(...questions.map(({ id, hash }) => ({ key: `${path}#${id}`, hash })));
  };
  const run = (file, hotseat) => new Function('hotseat', readFileSync(join(site, 'questions', file), 'utf8'))(hotseat);
  run('index.js', { index: ({ pages }) => pages.forEach(([path]) => run(`${path}.js`, { questions: read })) });
  return found;
}

/** A log as the store keeps it. */
function log(all) {
  const packed = {};
  const step = all.length / Number(graded);
  const times = Math.round(Number(events) / Number(graded));
  const now = Date.now();
  let made = 0;
  for (let index = 0; index < Number(graded); index++) {
    const { key, hash } = all[Math.floor(index * step)];
    packed[key] = Array.from({ length: times }, (_, turn) => ({
      id: Math.floor(now - (180 * DAY * (times - turn)) / times + made++).toString(36).padStart(9, '0') + 'bench',
      grade: 1 + ((index * 7 + turn * 3) % 4),
      hash,
    }));
  }
  return packed;
}

const all = questions();
const packed = JSON.stringify(log(all));
console.log(`${all.length} questions, ${graded} graded, ${(packed.length / 1024).toFixed(0)} KiB of progress`);

const server = await serve(site);
const browser = await launch();
for (const [name, base] of [['http', server.base], ['file', fileBase(site)]]) {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${base}index.html`);
  await page.waitForFunction(() => typeof hotseat !== 'undefined' && hotseat.store);
  await page.evaluate((packed) => localStorage.setItem(`hotseat:${hotseat.site}:log:bench`, packed), packed);
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      const screen = document.querySelector('.review-screen:not([hidden])');
      if (!screen) return;
      observer.disconnect();
      requestAnimationFrame(() => requestAnimationFrame(() => (globalThis.opened = performance.now())));
    }).observe(document, { subtree: true, childList: true, attributes: true });
  });
  const times = [], plain = [];
  for (let run = 0; run < RUNS; run++) {
    await page.goto(`${base}practice.html`);
    plain.push(await page.evaluate(() => performance.getEntriesByType('navigation')[0].loadEventStart));
    await page.goto(`${base}review.html`);
    await page.waitForFunction(() => globalThis.opened);
    times.push(await page.evaluate(() => globalThis.opened));
  }
  const due = await page.locator('[data-figure="due"]').innerText();
  const [first] = times;
  for (const list of [times, plain]) list.sort((a, b) => a - b);
  const shown = (time) => `${time.toFixed(0)} ms`;
  console.log(`${name}: median ${shown(times[RUNS >> 1])}, first ${shown(first)}, longest ${shown(times[RUNS - 1])}; ${due} due; a plain page: median ${shown(plain[RUNS >> 1])}`);
}
await browser.close();
server.close();
