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

/** From the text in the field to the list on the screen, in the page's own clock. */
const ask = (page, text) => page.evaluate(async (text) => {
  const start = performance.now();
  const answer = await hotseat.search.find(text, 20);
  hotseat.search.results(answer, () => {});
  return { time: performance.now() - start, total: answer.total };
}, text);

const { page, loaded, opening, close } = await start(true);
if (server) {
  const bytes = loaded.reduce((sum, [, bytes]) => sum + bytes, 0);
  console.log(`first opening: ${bytes} bytes in ${loaded.length} files`);
  for (const [path, bytes] of loaded) console.log(`  ${path.replace(/^\//, '')} ${bytes}`);
}
console.log(`first opening: ${opening.toFixed(0)} ms from the key to the list`);
await close();

const cold = [], warm = [];
const shown = await start();
for (const text of QUERIES) {
  const fresh = await start();
  const first = await ask(fresh.page, text);
  cold.push({ text, ...first });
  await fresh.close();
  await ask(shown.page, text);
  const times = [];
  for (let turn = 0; turn < 5; turn++) times.push((await ask(shown.page, text)).time);
  warm.push(times.sort((a, b) => a - b)[2]);
}
await browser.close();
server?.close();

const median = (times) => [...times].sort((a, b) => a - b)[times.length >> 1];
console.log('query: ms with files to read, ms in memory, questions found');
cold.forEach(({ text, time, total }, at) => console.log(`  ${text}: ${time.toFixed(1)}, ${warm[at].toFixed(1)}, ${total}`));
const times = cold.map(({ time }) => time);
console.log(`with files to read: median ${median(times).toFixed(1)} ms, most ${Math.max(...times).toFixed(1)} ms`);
console.log(`in memory: median ${median(warm).toFixed(1)} ms, most ${Math.max(...warm).toFixed(1)} ms`);
