// The questions of the whole site, as review and practice get at them.

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

/** Opens a page and loads what reads questions. */
async function start(url) {
  const opened = await open(browser, url);
  await opened.page.waitForFunction(() => typeof hotseat !== 'undefined' && hotseat.t);
  await opened.page.evaluate(() => hotseat.load('session'));
  return opened;
}

test('the guide lists the pages that have questions, from file:// and over HTTP', async () => {
  for (const base of [fileBase(site), server.base]) {
    const { page, troubles, close } = await start(base + KINDS.home);
    const guide = await page.evaluate(() => hotseat.guide());
    const asyncio = guide.pages.find(({ path }) => path === 'python/concurrency/asyncio');
    assert.deepEqual(asyncio.trail, ['Python', 'Concurrency & Parallelism']);
    assert.equal(asyncio.count, asyncio.levels.reduce((sum, count) => sum + count, 0));
    assert.ok(guide.home.sections.some(({ title }) => title === 'Python'));
    assert.deepEqual(troubles, []);
    await close();
  }
});

test('a card of another page is the card of that page, with links that lead where they led', async () => {
  for (const base of [fileBase(site), server.base]) {
    const path = 'python/concurrency/asyncio';
    const { page, troubles, close } = await start(base + KINDS.home);
    const cards = await page.evaluate(async (path) => {
      const { questions } = await hotseat.shard(path);
      const cards = await Promise.all(questions.map(({ id }) => hotseat.card(`${path}#${id}`)));
      document.querySelector('main').append(...cards);
      for (const card of cards) hotseat.enhance(card);
      return cards.map((card) => ({
        key: card.dataset.key,
        text: card.querySelector('.question-title').textContent,
        links: [...card.querySelectorAll('a[href]')].map((link) => link.href),
      }));
    }, path);
    assert.deepEqual(troubles, []);
    await page.goto(`${base}${path}.html`);
    const own = await page.evaluate((path) => [...document.querySelectorAll('.question')].map((card) => ({
      key: `${path}#${card.id}`,
      text: card.querySelector('.question-title').textContent,
      links: [...card.querySelectorAll('a[href]')].map((link) => link.href),
    })), path);
    assert.deepEqual(cards, own);
    assert.ok(cards.length >= 5);
    await close();
  }
});

test('a former id finds its question, and one that is gone says so', async () => {
  const { page, close } = await start(server.base + KINDS.home);
  const said = await page.evaluate(async () => {
    const { questions } = await hotseat.shard('python/concurrency/asyncio');
    questions[0].aliases.push('former');
    const card = await hotseat.card('python/concurrency/asyncio#former');
    const gone = await hotseat.card('python/concurrency/asyncio#nothing').catch((error) => error.message);
    const page = await hotseat.card('python/nowhere#nothing').catch((error) => error.message);
    return [card.id === questions[0].id, gone, page];
  });
  assert.deepEqual(said, [true, 'python/concurrency/asyncio#nothing is gone', 'questions/python/nowhere.js did not load']);
  await close();
});

test('a browser that cannot unpack says so', async () => {
  const { page, close } = await start(server.base + KINDS.home);
  const said = await page.evaluate(async () => {
    delete globalThis.DecompressionStream;
    return hotseat.shard('python/concurrency/asyncio').catch((error) => error.message);
  });
  assert.match(said, /^This browser is too old/);
  await close();
});
