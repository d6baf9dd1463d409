// Every kind of page of the bundled guide: quiet, accessible, readable without scripts.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { build, fileBase, KINDS, launch, open, serve, violations } from './site.mjs';

const SIZES = { narrow: { width: 390, height: 844 }, wide: { width: 1280, height: 900 } };

const shots = new URL('out/', import.meta.url).pathname;
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

for (const [kind, path] of Object.entries(KINDS)) {
  test(`${kind}: nothing in the console, from file:// and over HTTP, without a third party`, async () => {
    for (const base of [fileBase(site), server.base]) {
      // The 404 page is for servers: its links begin at the host's root.
      if (kind === 'not-found' && base.startsWith('file:')) continue;
      const { page, troubles, close } = await open(browser, base + path);
      await page.waitForFunction(() => document.documentElement.classList.contains('js'));
      await page.waitForTimeout(100);
      assert.deepEqual(troubles, []);
      await close();
    }
  });

  test(`${kind}: axe finds nothing, at both widths, in both color schemes, with all answers open`, async () => {
    for (const [size, viewport] of Object.entries(SIZES)) {
      for (const colorScheme of ['light', 'dark']) {
        const { page, close } = await open(browser, server.base + path, { viewport, colorScheme });
        await page.screenshot({ path: `${shots}${kind}-${size}-${colorScheme}.png`, fullPage: kind !== 'guide' });
        await page.evaluate(() => document.querySelectorAll('main details').forEach((d) => { d.open = true; }));
        assert.deepEqual(await violations(page), [], `${size} ${colorScheme}`);
        await close();
      }
    }
  });

  test(`${kind}: nothing is wider than the window at 320 px`, async () => {
    const { page, close } = await open(browser, server.base + path, { viewport: { width: 320, height: 640 } });
    await page.evaluate(() => document.querySelectorAll('main details').forEach((d) => { d.open = true; }));
    const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
    assert.ok(width <= 320, `${width} px`);
    await close();
  });

  test(`${kind}: readable and without a dead control when scripts are off`, async () => {
    const base = kind === 'not-found' ? server.base : fileBase(site);
    const { page, troubles, close } = await open(browser, base + path, { javaScriptEnabled: false });
    assert.deepEqual(troubles, []);
    const dead = await page.locator('button:visible:not([popovertarget])').count();
    assert.equal(dead, 0);
    assert.ok((await page.locator('main').innerText()).length > 40);
    await close();
  });
}

test('without scripts an answer opens by its summary and by the keyboard', async () => {
  const { page, close } = await open(browser, fileBase(site) + KINDS.qa, { javaScriptEnabled: false });
  const answer = page.locator('.question-answer').first();
  const text = answer.locator('.prose').first();
  assert.equal(await text.isVisible(), false);
  await answer.locator('summary').first().click();
  assert.equal(await text.isVisible(), true);
  await answer.locator('summary').first().press('Enter');
  assert.equal(await text.isVisible(), false);
  await close();
});

test('no right option, reason or answer is seen before the reveal', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const { page, close } = await open(browser, fileBase(site) + KINDS.qa, { javaScriptEnabled });
    const seen = await page.locator('main').innerText();
    for (const secret of await page.locator('.question-answer .prose').allTextContents()) {
      const line = secret.trim().split('\n').find((line) => line.length > 40);
      if (line) assert.ok(!seen.includes(line), line);
    }
    await close();
  }
});

test('an address with a hash opens the answer it names', async () => {
  const id = 'task-starts-later';
  const { page, close } = await open(browser, `${fileBase(site) + KINDS.qa}#${id}`);
  await page.waitForSelector(`#${id} .question-answer[open]`);
  assert.equal(await page.locator('.question-answer[open]').count(), 1);
  await close();
});

test('all answers are printed, with scripts and without', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const { page, close } = await open(browser, fileBase(site) + KINDS.qa, { javaScriptEnabled });
    await page.emulateMedia({ media: 'print' });
    const prose = page.locator('.question-answer > .prose');
    const count = await prose.count();
    assert.ok(count >= 6);
    for (let index = 0; index < count; index += 1) {
      const box = await prose.nth(index).boundingBox();
      assert.ok(box && box.height > 10, `answer ${index + 1} is not printed`);
    }
    assert.equal(await page.locator('nav:visible').count(), 0);
    await close();
  }
});

test('the color scheme follows the system, and the reader can choose', async () => {
  const { page, close } = await open(browser, fileBase(site) + KINDS.home, { colorScheme: 'dark' });
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const dark = await background();
  const button = page.locator('.theme-toggle');
  await button.click();
  await page.waitForFunction(() => document.documentElement.dataset.theme === 'light');
  assert.notEqual(await background(), dark);
  await page.reload();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'light');
  await close();
});

test('tabs are fetched when their answer opens, and nothing moves', async () => {
  for (const base of [fileBase(site), server.base]) {
    const { page, close } = await open(browser, base + KINDS.qa);
    const asked = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.reload();
    await page.waitForFunction(() => document.querySelector('.sample-copy'));
    assert.deepEqual(asked.filter((url) => url.includes('/tabs.')), []);
    const answer = page.locator('.question-answer:has(.tabs)').first();
    const below = () => answer.locator('.tabs + *').evaluate((element) => element.getBoundingClientRect().top + scrollY);
    await page.route('**/tabs.*', async (route) => { await new Promise((done) => setTimeout(done, 300)); await route.continue(); });
    await answer.evaluate((element) => { element.open = true; element.scrollIntoView(); });
    const before = await below();
    await answer.locator('[role=tab]').first().waitFor();
    assert.equal(await below(), before);
    assert.equal(await answer.locator('.tab:visible').count(), 1);
    await close();
  }
});

test('tabs are chosen with the arrow keys and remembered on other pages', async () => {
  const { page, close } = await open(browser, server.base + KINDS.qa);
  await page.evaluate(() => document.querySelectorAll('main details').forEach((d) => { d.open = true; }));
  const tabs = page.locator('[role=tab]');
  await page.locator('.tabs').first().scrollIntoViewIfNeeded();
  await tabs.first().waitFor();
  await tabs.first().focus();
  await page.keyboard.press('ArrowRight');
  assert.equal(await tabs.nth(1).getAttribute('aria-selected'), 'true');
  await page.reload();
  await page.evaluate(() => document.querySelectorAll('main details').forEach((d) => { d.open = true; }));
  await page.locator('.tabs').first().scrollIntoViewIfNeeded();
  await tabs.first().waitFor();
  assert.equal(await tabs.nth(1).getAttribute('aria-selected'), 'true');
  await close();
});

test('code is copied as it was written', async () => {
  const { page, close } = await open(browser, server.base + KINDS.qa, { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.evaluate(() => document.querySelectorAll('main details').forEach((d) => { d.open = true; }));
  const sample = page.locator('.sample:has(.sample-copy:visible)').first();
  const code = await sample.locator('code').textContent();
  await sample.locator('.sample-copy').click();
  await page.waitForFunction(async () => (await navigator.clipboard.readText()).length > 0);
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied.trimEnd(), code.trimEnd());
  await close();
});
