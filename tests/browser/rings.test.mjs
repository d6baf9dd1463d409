// The rings of the sidebar: how much of each page and folder is known.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { build, fileBase, KINDS, launch, open, serve } from './site.mjs';

let browser, site, server;
before(async () => {
  browser = await launch();
  site = build();
  server = await serve(site);
});
after(async () => {
  await browser?.close();
  server?.close();
});

const ready = (page) => page.waitForFunction(() => typeof hotseat !== 'undefined' && hotseat.store);
const rings = (page) => page.locator('.sidebar .ring').evaluateAll((all) =>
  all.map((ring) => [ring.closest('a').firstChild.textContent.trim(), ring.getAttribute('aria-label')]));

test('nothing is shown, and nothing loaded for it, before something is known', async () => {
  const { page, troubles, close } = await open(browser, server.base + KINDS.qa);
  await ready(page);
  await page.waitForTimeout(300);
  assert.deepEqual(await rings(page), []);
  assert.equal(await page.evaluate(() => 'guide' in hotseat), false);
  assert.deepEqual(troubles, []);
  await close();
});

test('pages and the folders above them tell how many are known, from file:// and over HTTP', async () => {
  for (const base of [fileBase(site), server.base]) {
    const { page, troubles, close } = await open(browser, base + KINDS.qa, { viewport: { width: 1280, height: 860 } });
    await ready(page);
    const ids = await page.locator('main .question').evaluateAll((all) => all.slice(0, 3).map(({ id }) => id));
    await page.evaluate((ids) => {
      const [known, easy, forgotten] = ids.map((id) => `${hotseat.page}#${id}`);
      hotseat.store.grade(known, { grade: 3 });
      hotseat.store.grade(easy, { grade: 4 });
      hotseat.store.grade(forgotten, { grade: 3 });
      hotseat.store.grade(forgotten, { grade: 1 });
    }, ids);
    await page.reload();
    await page.waitForSelector('.sidebar .ring');
    const all = await page.locator('.sidebar a:has(.ring) small').allTextContents();
    assert.deepEqual(await rings(page), ['Python', 'Concurrency & Parallelism', 'asyncio & async/await']
      .map((name, at) => [name, `2 of ${all[at]} known`]));
    // What is graded now is there at once.
    await page.evaluate((id) => hotseat.store.grade(`${hotseat.page}#${id}`, { grade: 3 }), ids[2]);
    assert.deepEqual((await rings(page)).at(-1), ['asyncio & async/await', `3 of ${all[2]} known`]);
    assert.deepEqual(troubles, []);
    await close();
  }
});

test('nothing moves when the rings come', async () => {
  const { page, close } = await open(browser, server.base + KINDS.qa, { viewport: { width: 1280, height: 860 } });
  await ready(page);
  const boxes = () => page.locator('.sidebar :is(a, small)').evaluateAll((all) =>
    all.map((one) => Object.values(one.getBoundingClientRect().toJSON()).join()));
  const before = await boxes();
  await page.evaluate(async () => {
    hotseat.store.grade(`${hotseat.page}#${document.querySelector('main .question').id}`, { grade: 3 });
    await hotseat.load('session');
  });
  await page.waitForSelector('.sidebar .ring');
  await page.waitForTimeout(200);
  assert.deepEqual(await boxes(), before);
  await close();
});
