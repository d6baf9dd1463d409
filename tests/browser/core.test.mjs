// What scripts share: texts with plurals, bundles, addresses, cards put in later.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { build, fileBase, launch, open, serve } from './site.mjs';

const FILES = {
  'hotseat.toml': 'title = "Drill"\n',
  'content/python/_index.md': '---\ntitle: Python\n---\n',
  'content/python/threads.md': '---\ntitle: Threads\n---\n\n## What is a thread?\n\nA line.\n\n## What is a lock?\n\nA thing.\n',
  'themes/default/scripts/drill/drill.js': `
globalThis.drills = (globalThis.drills ?? 0) + 1;
globalThis.drill = (count) => hotseat.t("questions", { count }) + ", " + hotseat.t("tag", { name: "a $& b" });
`,
};

let browser, source, site, server;

before(async () => {
  source = mkdtempSync(join(tmpdir(), 'hotseat-core-'));
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(source, path)), { recursive: true });
    writeFileSync(join(source, path), text);
  }
  browser = await launch();
  site = build(source);
  server = await serve(site);
});
after(async () => {
  await browser?.close();
  server?.close();
  rmSync(source, { recursive: true, force: true });
});

/** Opens a page and waits for the core. */
async function start(url) {
  const opened = await open(browser, url);
  await opened.page.waitForFunction(() => typeof hotseat !== 'undefined' && hotseat.t);
  return opened;
}

test('a bundle is loaded once, and brings its texts with plurals', async () => {
  for (const base of [fileBase(site), server.base]) {
    const { page, troubles, close } = await start(`${base}python/threads.html`);
    const said = await page.evaluate(async () => {
      await Promise.all([hotseat.load('drill'), hotseat.load('drill')]);
      await hotseat.load('drill');
      return [globalThis.drill(1), globalThis.drill(2), globalThis.drills];
    });
    assert.deepEqual(said, ['1 question, Tag: a $& b', '2 questions, Tag: a $& b', 1]);
    assert.deepEqual(troubles, []);
    await close();
  }
});

test('a bundle that does not load can be tried again', async () => {
  const { page, close } = await start(`${server.base}python/threads.html`);
  const said = await page.evaluate(async () => {
    const bundles = hotseat.bundles;
    const right = bundles.drill;
    bundles.drill = 'assets/gone.js';
    const failed = await hotseat.load('drill').catch((error) => error.message);
    bundles.drill = right;
    await hotseat.load('drill');
    return [failed, globalThis.drills];
  });
  assert.deepEqual(said, ['assets/gone.js did not load', 1]);
  await close();
});

test('a page knows where it is, and the address of any question', async () => {
  for (const base of [fileBase(site), server.base]) {
    const { page, close } = await start(`${base}python/threads.html?d=hard#what-is-a-lock`);
    const [root, id, path, url, index] = await page.evaluate(() => [
      hotseat.root, hotseat.site, hotseat.page, hotseat.url('python/threads#what-is-a-lock'), hotseat.url('python/index'),
    ]);
    assert.equal(root, base);
    assert.deepEqual([id, path], ['drill', 'python/threads']);
    assert.equal(url, `${base}python/threads.html#what-is-a-lock`);
    assert.equal(index, `${base}python/index.html`);
    await page.goto(`${base}index.html`);
    await page.waitForFunction(() => typeof hotseat !== 'undefined' && hotseat.t);
    assert.deepEqual(await page.evaluate(() => [hotseat.root, hotseat.page]), [base, '']);
    await close();
  }
});

test('the same words are said twice', async () => {
  const { page, close } = await start(`${server.base}python/threads.html`);
  const texts = await page.evaluate(async () => {
    const status = document.querySelector('[role=status]');
    const texts = [];
    new MutationObserver(() => texts.push(status.textContent)).observe(status, { childList: true });
    for (const text of ['Saved', 'Saved']) {
      hotseat.say(text);
      await new Promise((done) => setTimeout(done, 100));
    }
    return texts.filter(Boolean);
  });
  assert.deepEqual(texts, ['Saved', 'Saved']);
  await close();
});

test('a card that is put in later is enhanced, once', async () => {
  const { page, close } = await start(`${server.base}python/threads.html`);
  const tabs = await page.evaluate(async () => {
    const seen = [];
    hotseat.enhancers.push((root) => seen.push(root.id));
    const card = document.createElement('article');
    card.id = 'card';
    card.innerHTML = '<div class="tabs"><div class="tab"><p class="tab-label">pip</p></div><div class="tab"><p class="tab-label">uv</p></div></div>';
    document.querySelector('main').append(card);
    hotseat.enhance(card);
    await hotseat.load('tabs');
    hotseat.enhance(card);
    return [seen, card.querySelectorAll('[role=tab]').length];
  });
  assert.deepEqual(tabs, [['card', 'card'], 2]);
  await close();
});
