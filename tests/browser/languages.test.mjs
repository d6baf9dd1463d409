// The guide in a language that runs from right to left.

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build, fileBase, KINDS, launch, open, root, serve, violations } from './site.mjs';

let browser, site, server, source;

before(async () => {
  source = mkdtempSync(join(tmpdir(), 'hotseat-arabic-'));
  for (const name of ['content', 'verified.lock']) cpSync(join(root, name), join(source, name), { recursive: true });
  for (const name of ['templates', 'themes']) symlinkSync(join(root, name), join(source, name));
  const settings = readFileSync(join(root, 'hotseat.toml'), 'utf8');
  writeFileSync(join(source, 'hotseat.toml'), settings.replace('language = "en"', 'language = "ar"'));
  browser = await launch();
  site = build(source);
  server = await serve(site);
});
after(async () => {
  await browser?.close();
  server?.close();
  rmSync(source, { recursive: true, force: true });
});

test('the page is mirrored: topics at the right, contents at the left', async () => {
  const { page, troubles, close } = await open(browser, fileBase(site) + KINDS.qa, { viewport: { width: 1280, height: 860 } });
  const boxes = await page.evaluate(() => ['.sidebar', 'main', '.page-aside, .contents'].map((selector) => {
    const { left, right } = document.querySelector(selector).getBoundingClientRect();
    return (left + right) / 2;
  }));
  assert.equal(await page.locator('html').getAttribute('lang'), 'ar');
  assert.ok(boxes[0] > boxes[1] && boxes[1] > boxes[2], boxes.join(' '));
  assert.deepEqual(troubles, []);
  await close();
});

test('the drawer comes from the right', async () => {
  const { page, close } = await open(browser, fileBase(site) + KINDS.qa, { viewport: { width: 390, height: 844 } });
  await page.locator('[popovertarget="page.sidebar"]').first().click();
  const box = await page.locator('.sidebar').boundingBox();
  assert.equal(Math.round(box.x + box.width), 390);
  await close();
});

test('code, outputs and counters keep running from left to right', async () => {
  const { page, close } = await open(browser, fileBase(site) + KINDS.qa);
  await page.evaluate(() => document.querySelectorAll('main details').forEach((d) => { d.open = true; }));
  const turned = await page.evaluate(() => ['.sample pre', '.output pre', '.question-number'].flatMap((selector) => {
    const all = [...document.querySelectorAll(`main ${selector}`)];
    if (!all.length) return [`no ${selector}`];
    return all.filter((one) => getComputedStyle(one).direction !== 'ltr').map((one) => one.outerHTML.slice(0, 80));
  }));
  assert.deepEqual(turned, []);
  // Where the digits stand on the screen, and not in the text.
  const places = await page.evaluate(() => [...document.querySelectorAll('.question-number, .study-done')].map((element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const digits = [];
    for (let node; (node = walker.nextNode());) {
      for (const { index } of node.data.matchAll(/\d+/g)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + 1);
        digits.push(range.getBoundingClientRect().left);
      }
    }
    return digits;
  }));
  for (const [first, second] of places) assert.ok(first < second, `${first} ${second}`);
  await close();
});

for (const [kind, path] of Object.entries(KINDS)) {
  test(`${kind}: nothing is wider than the window at 390 and 320 px, and axe finds nothing`, async () => {
    for (const width of [390, 320]) {
      const { page, close } = await open(browser, server.base + path, { viewport: { width, height: 700 } });
      await page.evaluate(() => document.querySelectorAll('main details').forEach((d) => { d.open = true; }));
      const pans = await page.evaluate(() => {
        scrollTo(-1000, 0);
        return document.scrollingElement.scrollWidth - innerWidth + Math.abs(scrollX);
      });
      assert.equal(pans, 0, `${width} px`);
      if (width === 390) assert.deepEqual(await violations(page), []);
      await close();
    }
  });
}

test('a session, its grades and the search are Arabic', async () => {
  const { page, troubles, close } = await open(browser, `${fileBase(site) + KINDS.qa}#practice`);
  await page.waitForSelector('.session .question');
  assert.match(await page.locator('.session-count').textContent(), /^1 \/ \d+$/);
  await page.keyboard.press('Space');
  await page.locator('.session-grade').first().waitFor();
  const grades = await page.locator('.session-grade').allTextContents();
  assert.equal(grades.length, 4);
  for (const grade of grades) assert.match(grade, /[\u0600-\u06ff]/);
  await page.keyboard.press('/');
  await page.locator('.search-input').fill('event loop');
  await page.waitForSelector('[id="search.question.0"]');
  assert.match(await page.locator('.search-count').textContent(), /^عُثر على/);
  assert.deepEqual(troubles, []);
  await close();
});
