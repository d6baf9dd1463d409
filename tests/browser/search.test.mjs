// The search dialog in Chromium: by keyboard alone, from a folder and over HTTP.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { build, fileBase, launch, open, serve, violations } from './site.mjs';

const shots = new URL('out/', import.meta.url).pathname;
const PAGE = 'python/concurrency/asyncio.html';

let browser, site, server;

before(async () => {
  mkdirSync(shots, { recursive: true });
  browser = await launch();
  site = build();
  server = await serve(site);
});
after(async () => {
  await browser?.close();
  server?.close();
});

/** Opens a page, and the search with a key. */
async function start(base, key = '/', options = {}) {
  const opened = await open(browser, base + PAGE, options);
  const { page } = opened;
  await page.waitForSelector('.header-search[aria-keyshortcuts]');
  await page.keyboard.press(key);
  await page.waitForSelector('dialog.search[open]');
  return opened;
}

/** Types, and waits for what was found. */
async function type(page, text) {
  await page.keyboard.type(text);
  await answered(page, text);
}

const answered = (page, text) => page.waitForFunction((text) => document.querySelector('.search-list').dataset.text === text, text);

/** What a screen reader is told of the field. */
const field = (page) => page.evaluate(() => {
  const input = document.activeElement;
  const chosen = document.getElementById(input.getAttribute('aria-activedescendant'));
  return {
    role: input.role, expanded: input.ariaExpanded, controls: document.getElementById(input.getAttribute('aria-controls'))?.role,
    chosen: chosen?.querySelector('.search-title')?.textContent ?? chosen?.textContent, selected: chosen?.ariaSelected,
  };
});

for (const [name, base] of [['a folder', () => fileBase(site)], ['HTTP', () => server.base]]) {
  test(`from ${name}: keys open it, find a question, walk the list and go there`, async () => {
    const { page, troubles, close } = await start(base());
    assert.deepEqual(await field(page), { role: 'combobox', expanded: 'true', controls: 'listbox', chosen: undefined, selected: undefined });
    await type(page, 'event loop');
    assert.deepEqual(await page.locator('.search-option .search-title mark').allTextContents().then((marks) => marks.slice(0, 2)), ['event', 'loop']);
    assert.match(await page.locator('.search-count').textContent(), /^\d+ questions found$/);
    const first = await field(page);
    assert.deepEqual(first, { role: 'combobox', expanded: 'true', controls: 'listbox', chosen: 'What does the event loop do?', selected: 'true' });
    await page.keyboard.press('ArrowDown');
    const second = await field(page);
    assert.notEqual(second.chosen, first.chosen);
    await page.keyboard.press('Control+End');
    const last = await field(page);
    await page.keyboard.press('ArrowDown');
    assert.equal((await field(page)).chosen, first.chosen);
    await page.keyboard.press('ArrowUp');
    assert.equal((await field(page)).chosen, last.chosen);
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Enter');
    await page.waitForURL(/asyncio\.html#event-loop$/);
    assert.equal(await page.locator('dialog.search[open]').count(), 0);
    assert.equal(await page.locator('#event-loop .question-answer').evaluate((answer) => answer.open), true);
    assert.deepEqual(troubles, []);
    await close();
  });

  test(`from ${name}: Enter leads to another page`, async () => {
    const { page, troubles, close } = await start(base());
    await type(page, 'ownership in:rust d:easy');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/rust\/.*\.html#/);
    assert.deepEqual(troubles, []);
    await close();
  });
}

test('Ctrl+K opens it too, Esc closes it, and the focus returns', async () => {
  const { page, close } = await open(browser, fileBase(site) + PAGE);
  await page.waitForSelector('.header-search[aria-keyshortcuts]');
  await page.focus('.header-search');
  await page.keyboard.press('Control+k');
  await page.waitForSelector('dialog.search[open]');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('dialog.search[open]').count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.className), 'header-search');
  await page.keyboard.press('Enter');
  await page.waitForSelector('dialog.search[open]');
  await close();
});

test('more is shown when it is asked for, and what was chosen stays chosen', async () => {
  const { page, close } = await start(fileBase(site));
  await type(page, 'the');
  await page.waitForSelector('[id="search.more"]');
  const asked = () => page.locator('[id^="search.question."]').count();
  assert.equal(await asked(), 20);
  await page.locator('[id="search.more"]').click();
  await page.waitForFunction(() => document.querySelectorAll('[id^="search.question."]').length > 20);
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-activedescendant')), 'search.question.20');
  await close();
});

test('before anything is typed there are topics, and what was searched for before', async () => {
  const { page, close } = await start(server.base);
  await page.waitForSelector('[id="search.topic.0"]');
  assert.equal(await page.locator('[id^="search.recent."]').count(), 0);
  await type(page, 'mutex');
  await page.keyboard.press('Enter');
  await page.waitForURL(/#/);
  await page.waitForSelector('.header-search[aria-keyshortcuts]');
  await page.keyboard.press('/');
  await page.waitForSelector('[id="search.recent.0"]');
  await page.keyboard.press('ArrowDown');
  assert.equal((await field(page)).chosen, 'mutex');
  await page.keyboard.press('Enter');
  await answered(page, 'mutex');
  assert.equal(await page.locator('.search-input').inputValue(), 'mutex');
  await close();
});

test('nothing found is said, and a known question says so', async () => {
  const { page, close } = await start(server.base);
  await type(page, 'xyzzyplugh');
  assert.match(await page.locator('.search-count').textContent(), /^Nothing found/);
  assert.deepEqual([(await field(page)).expanded, (await field(page)).chosen], ['false', undefined]);
  await page.evaluate(() => hotseat.store.grade('python/concurrency/asyncio#event-loop', { grade: 3 }));
  await page.locator('.search-input').fill('event loop');
  await page.waitForSelector('[id="search.question.0"] .search-status');
  assert.equal(await page.locator('[id="search.question.0"] .search-status').textContent(), 'Known');
  await close();
});

test('an answer that comes late does not replace a newer one', async () => {
  const { page, close } = await start(server.base);
  await page.evaluate(() => {
    const { find } = hotseat.search;
    hotseat.search.find = async (text, most) => {
      const answer = await find(text, most);
      if (text === 'mutex') await new Promise((done) => setTimeout(done, 400));
      return answer;
    };
  });
  await page.locator('.search-input').fill('mutex');
  await page.waitForTimeout(100);
  await page.locator('.search-input').fill('event loop');
  await page.waitForTimeout(700);
  assert.equal((await field(page)).chosen, 'What does the event loop do?');
  await close();
});

test('axe finds nothing in the open dialog, at both widths, in both color schemes', async () => {
  for (const [size, viewport] of Object.entries({ phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } })) {
    for (const colorScheme of ['light', 'dark']) {
      const { page, close } = await start(server.base, '/', { viewport, colorScheme });
      for (const text of ['', 'event loop', 'xyzzyplugh']) {
        await page.locator('.search-input').fill(text);
        await answered(page, text);
        assert.deepEqual(await violations(page), [], `${size} ${colorScheme} "${text}"`);
        if (text === 'event loop') await page.screenshot({ path: `${shots}search-${size}-${colorScheme}.png` });
      }
      const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
      assert.ok(width <= viewport.width, `${width} px`);
      await close();
    }
  }
});

test('without scripts the header links to the page of all questions', async () => {
  const { page, close } = await open(browser, fileBase(site) + PAGE, { javaScriptEnabled: false });
  await page.click('.header-search');
  await page.waitForURL(/questions\/index\.html$/);
  assert.ok(await page.locator('main a').count() > 3);
  await close();
});

test('the page of all questions is narrowed by a field', async () => {
  const { page, troubles, close } = await open(browser, `${fileBase(site)}questions/index.html`);
  await page.waitForSelector('.search-filter');
  const shown = () => page.locator('main li:visible').count();
  const all = await shown();
  await page.locator('.search-filter').fill('rust');
  assert.ok((await shown()) < all && (await shown()) > 0);
  await page.locator('.search-filter').fill('');
  assert.equal(await shown(), all);
  assert.deepEqual(troubles, []);
  await close();
});
