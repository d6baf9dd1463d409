// Measures the search of a site in headless Chromium: what its first opening loads, and how
// long a query takes with its files yet to be read and with them in memory.
//
//   node bench/search.mjs SITE [--file]
//
// SITE is a built site, of 10,000 questions for instance; --file reads it as a folder and
// not over HTTP. npm packages come from tests/browser (`npm ci` there).

import { fileBase, launch, open, serve } from '../tests/browser/site.mjs';

const QUERIES = [
  'event loop', 'asyncio.gather', 'mutex', 'Arc<Mutex<T>>', 'std::mem::swap', 'generator', 'lock contention',
  'how does the garbage collector work', 'time complexity', 'memory barrier d:hard', 'in:python cache line',
  'corutine', 'bacth', 'reference cuont', 'ser', 'a', 'what is the difference', 'virtual dispatch in:rust d:easy',
];

/** How fast people type, in ms. */
const LETTER = 120;

const [folder, ...flags] = process.argv.slice(2);
if (!folder) throw new Error('which site? node bench/search.mjs SITE [--file]');
const server = flags.includes('--file') ? undefined : await serve(folder);
const base = server?.base ?? fileBase(folder);
const browser = await launch();

/** Opens the search on the home page, and tells what that loaded. */
async function start(isCounted = false) {
  const opened = await open(browser, `${base}index.html`);
  const { page } = opened;
  await page.waitForSelector('.header-search[aria-keyshortcuts]');
  const loaded = [];
  if (isCounted) page.on('response', (response) => response.body().then(
    (body) => loaded.push([new URL(response.url()).pathname, body.length]),
    () => {}, // gone with its page
  ));
  const before = performance.now();
  await page.keyboard.press('/');
  await page.waitForSelector('.search-option');
  return { ...opened, loaded, opening: performance.now() - before };
}

/** From the letters in the field to the list on the page, and to its last line, in the page's own clock. */
const ask = (page, text) => page.evaluate((text) => new Promise((done) => {
  const input = document.querySelector('.search-input'), list = document.querySelector('.search-list');
  delete list.dataset.text;
  let first;
  const start = performance.now();
  new MutationObserver((_, observer) => {
    list.getBoundingClientRect();
    first ??= performance.now() - start;
    if (list.dataset.text !== text) return;
    observer.disconnect();
    done({ first, whole: performance.now() - start, said: document.querySelector('.search-count').textContent });
  }).observe(list, { childList: true, attributes: true });
  input.value = text;
  input.dispatchEvent(new Event('input'));
}), text);

/** The same after the last letter, when all are typed one by one. */
const type = async (page, text) => {
  for (let end = 1; end < text.length; end++) {
    await page.evaluate((text) => {
      const input = document.querySelector('.search-input');
      input.value = text;
      input.dispatchEvent(new Event('input'));
    }, text.slice(0, end));
    await page.waitForTimeout(LETTER);
  }
  return ask(page, text);
};

/** What a page of the site and a script of a few lines take, with whatever else the machine is doing. */
const floor = async (page) => page.evaluate(async () => {
  const start = performance.now();
  await new Promise((done) => {
    const script = Object.assign(document.createElement('script'), { src: `${hotseat.root}search/index.js?floor` });
    script.onload = done;
    document.head.append(script);
  });
  return { script: performance.now() - start, page: performance.getEntriesByType('navigation')[0].loadEventStart };
});

const { page, loaded, opening, close } = await start(true);
if (server) {
  const bytes = loaded.reduce((sum, [, bytes]) => sum + bytes, 0);
  console.log(`first opening: ${bytes} bytes in ${loaded.length} files`);
  for (const [path, bytes] of loaded) console.log(`  ${path.replace(/^\//, '')} ${bytes}`);
}
console.log(`first opening: ${opening.toFixed(0)} ms from the key to the list`);
await close();

const runs = [], warm = [];
const shown = await start();
for (const text of QUERIES) {
  const pasted = await start();
  const least = await floor(pasted.page);
  const cold = await ask(pasted.page, text);
  await pasted.close();
  const typing = await start();
  const typed = await type(typing.page, text);
  await typing.close();
  await ask(shown.page, text);
  const times = [];
  for (let turn = 0; turn < 5; turn++) times.push((await ask(shown.page, text)).whole);
  warm.push(times.sort((a, b) => a - b)[2]);
  runs.push({ text, least, cold, typed });
}
await browser.close();
server?.close();

const middle = (times) => [...times].sort((a, b) => a - b)[times.length >> 1].toFixed(1);
const say = (name, times) => console.log(`${name}: median ${middle(times)} ms, most ${Math.max(...times).toFixed(1)} ms`);
console.log('query: ms pasted to the first lines (to the last), typed to the first lines, in memory');
runs.forEach(({ text, cold, typed }, at) => console.log(
  `  ${text}: ${cold.first.toFixed(1)} (${cold.whole.toFixed(1)}), ${typed.first.toFixed(1)}, ${warm[at].toFixed(1)}; ${cold.said}`,
));
say('pasted, with all files to read, to the first lines', runs.map(({ cold }) => cold.first));
say('pasted, to the last line', runs.map(({ cold }) => cold.whole));
say('typed, to the first lines after the last letter', runs.map(({ typed }) => typed.first));
say('in memory', warm);
say('noise: one small script', runs.map(({ least }) => least.script));
say('noise: the home page until its load event', runs.map(({ least }) => least.page));
