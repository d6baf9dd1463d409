// Reading and testing on a page: filters, grades, choices, hints, follow-ups; with the keyboard alone and without storage.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { build, fileBase, launch, open, serve } from './site.mjs';

const PAGE = 'python/concurrency/asyncio.html';
const CHOICE = '#blocking-the-loop';

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

/** Opens the page and waits for the core; `hotseat` is a constant, not a property of the window. */
async function start(url = fileBase(site) + PAGE, options = {}) {
  const opened = await open(browser, url, options);
  await opened.page.waitForFunction(() => typeof hotseat !== 'undefined' && hotseat.setting && hotseat.key);
  return opened;
}

const done = (page) => page.locator('#study\\.done').textContent();
const shown = (page) => page.locator('.question:visible').count();
const said = (page, text) => page.waitForFunction((text) => document.querySelector('.status').textContent.includes(text), text);

test('a question is graded by a click, counted, remembered, and cleared by the same click', async () => {
  for (const base of [fileBase(site), server.base]) {
    const { page, troubles, close } = await start(base + PAGE);
    assert.equal(await done(page), '0 / 9 completed');
    const card = page.locator('.question').first();
    const knew = card.locator('[data-grade="3"]');
    assert.equal(await knew.isVisible(), false, 'nobody grades what was not looked at');
    await card.locator('.question-answer > summary').click();
    await knew.click();
    await card.locator('.status-known').waitFor();
    await said(page, 'Known');
    assert.equal(await knew.getAttribute('aria-pressed'), 'true');
    assert.equal(await done(page), '1 / 9 completed');
    assert.equal(await page.locator('.study-progress progress').evaluate((meter) => meter.value), 1);

    await page.reload();
    await card.locator('.status-known').waitFor();
    assert.equal(await done(page), '1 / 9 completed');

    await card.locator('.question-answer > summary').click();
    await card.locator('[data-grade="1"]').click();
    await card.locator('.status-review').waitFor();
    assert.equal(await knew.getAttribute('aria-pressed'), 'false');
    await card.locator('[data-grade="1"]').click();
    await said(page, 'Cleared');
    assert.equal(await done(page), '0 / 9 completed');
    assert.equal(await card.locator('.question-status').textContent(), '');
    assert.deepEqual(troubles, []);
    await close();
  }
});

test('what a reader said before the reveal is kept with the grade, and cannot be changed after it', async () => {
  const { page, close } = await start();
  const card = page.locator('.question').first();
  await card.locator('button[data-sure="1"]').click();
  await page.waitForFunction(() => document.querySelector('button[data-sure="1"]').getAttribute('aria-pressed') === 'true');
  await card.locator('.question-answer > summary').click();
  assert.equal(await card.locator('button[data-sure="0"]').isVisible(), false);
  assert.equal(await card.locator('button[data-sure="1"]').isVisible(), true);
  await card.locator('[data-grade="1"]').click();
  await card.locator('.status-review').waitFor();
  const last = await page.evaluate(() => hotseat.store.last('python/concurrency/asyncio#event-loop'));
  assert.equal(last.sure, true);
  assert.equal(last.grade, 1);
  assert.match(last.hash, /^\w{8}$/);
  await close();
});

test('difficulties and status choose the questions, say how many, and stand in the address', async () => {
  for (const base of [fileBase(site), server.base]) {
    const { page, troubles, close } = await start(base + PAGE);
    await page.locator('.study-level', { hasText: 'Easy' }).click();
    await page.locator('.study-level', { hasText: 'Medium' }).click();
    await said(page, '4 questions shown');
    assert.equal(await shown(page), 4);
    assert.match(page.url(), /\?d=hard$/);

    await page.reload();
    await page.waitForFunction(() => document.querySelector('main[data-filtered]'));
    assert.equal(await shown(page), 4);
    assert.equal(await page.locator('.study-shown').innerText(), '4 questions shown Show all');
    await page.locator('.study-shown button').click();
    await said(page, '9 questions shown');
    assert.equal(await shown(page), 9);
    assert.doesNotMatch(page.url(), /\?/);

    await page.locator('.question-answer > summary').first().click();
    await page.locator('[data-grade="1"]').first().click();
    await page.locator('.study-filter select').selectOption('review');
    await said(page, '1 question shown');
    assert.match(page.url(), /\?s=review/);
    await page.locator('[data-grade="1"]').first().click();
    await page.waitForTimeout(50);
    assert.equal(await shown(page), 1, 'what is being read does not vanish under the reader');
    assert.deepEqual(troubles, []);
    await close();
  }
});

test('a link to a question shows it, whatever the filter says', async () => {
  const { page, close } = await start(`${fileBase(site)}${PAGE}?d=easy#event-loop`);
  await page.waitForFunction(() => document.querySelector('main[data-filtered]'));
  assert.equal(await shown(page), 2);
  await page.evaluate(() => { location.hash = '#locks-in-asyncio'; });
  await page.locator('#locks-in-asyncio').waitFor();
  await close();
});

test('all answers are shown and hidden, and can be always open without moving anything', async () => {
  const { page, close } = await start();
  const all = page.locator('.show-answers');
  await all.click();
  assert.equal(await page.locator('.question-answer[open]').count(), 9);
  assert.equal(await all.getAttribute('aria-pressed'), 'true');
  await all.click();
  assert.equal(await page.locator('.question-answer[open]').count(), 0);

  await page.locator('.always-open').check();
  assert.equal(await page.locator('.question-answer[open]').count(), 9);
  await page.addInitScript(() => {
    globalThis.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) globalThis.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.reload();
  await page.waitForFunction(() => document.querySelectorAll('.question-answer[open]').length === 9);
  assert.equal(await page.locator('html[data-answers]').count(), 0);
  await page.waitForTimeout(300);
  assert.equal(await page.evaluate(() => globalThis.shift), 0);
  await page.locator('.question-answer > summary').first().click();
  assert.equal(await page.locator('.question-answer .prose').first().isVisible(), false);
  await page.locator('.always-open').uncheck();
  await page.reload();
  assert.equal(await page.locator('.question-answer[open]').count(), 0);
  await close();
});

test('saved progress is painted without moving anything', async () => {
  for (const viewport of [{ width: 390, height: 844 }, { width: 1280, height: 900 }]) {
    const { page, close } = await start(server.base + PAGE, { viewport });
    await page.evaluate(() => {
      for (const card of document.querySelectorAll('.question')) hotseat.store.grade(`${hotseat.page}#${card.id}`, { grade: 1, hash: card.dataset.hash });
    });
    await page.addInitScript(() => {
      globalThis.shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) globalThis.shift += entry.value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.reload();
    await page.locator('.status-review, .status-due').first().waitFor();
    await page.waitForTimeout(300);
    assert.equal(await page.evaluate(() => globalThis.shift), 0);
    await close();
  }
});

test('a choice is checked: right and wrong in words, with the reason under each option', async () => {
  for (const base of [fileBase(site), server.base]) {
    const { page, troubles, close } = await start(base + PAGE);
    const card = page.locator(CHOICE);
    assert.equal(await card.locator('.choice-check').count(), 0);
    await card.locator('.choice-input').first().check();
    await card.locator('.choice-check').click();
    await said(page, 'Wrong');
    const options = card.locator('.question-choices > li');
    assert.match(await options.nth(0).innerText(), /^A\s+They go on.*\s+Wrong\s+It cannot see/s);
    assert.match(await options.nth(1).innerText(), /Right, not chosen\s+There is one thread/);
    assert.match(await options.nth(2).innerText(), /That would be so with/);
    assert.doesNotMatch(await options.nth(2).innerText(), /Wrong/);
    assert.equal(await card.locator('.question-answer').evaluate((answer) => answer.open), true);
    assert.equal(await card.locator('.question-reasons').isVisible(), false, 'no reason is told twice');

    await card.locator('.question-answer > summary').click();
    await page.waitForFunction((id) => !document.querySelector(`${id}[data-answered]`), CHOICE);
    assert.equal(await card.locator('.choice-reason').count(), 0);
    await card.locator('.choice-input').nth(1).check();
    await card.locator('.choice-check').click();
    await page.waitForFunction((id) => document.querySelector(id).dataset.answered === 'right', CHOICE);
    assert.deepEqual(troubles, []);
    await close();
  }
});

test('several right options are all wanted', async () => {
  const { page, close } = await start();
  const card = page.locator('#where-control-switches');
  for (const index of [0, 3]) await card.locator('.choice-input').nth(index).check();
  await card.locator('.choice-check').click();
  await page.waitForFunction(() => document.querySelector('#where-control-switches').dataset.answered === 'wrong');
  assert.match(await card.locator('.question-choices > li').nth(6).innerText(), /Right, not chosen/);
  assert.match(await card.locator('.question-choices > li').nth(0).innerText(), /\nRight\n/);
  await close();
});

test('hints and follow-ups come one by one', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const { page, close } = await open(browser, fileBase(site) + PAGE, { javaScriptEnabled });
    const card = page.locator('#task-starts-later');
    for (const kind of ['.question-hint', '.question-follow-up']) {
      if (kind === '.question-follow-up') await card.locator('.question-answer > summary').click();
      const parts = card.locator(kind);
      assert.equal(await parts.count(), 2);
      assert.equal(await parts.nth(1).isVisible(), false);
      await parts.nth(0).locator('summary').click();
      assert.equal(await parts.nth(1).isVisible(), true);
      await parts.nth(1).locator('summary').click();
      await parts.nth(0).locator('summary').click();
      assert.equal(await parts.nth(1).isVisible(), true, 'what was opened stays');
    }
    await close();
  }
});

test('where the output is asked for, the reveal says so', async () => {
  const { page, close } = await open(browser, fileBase(site) + PAGE, { javaScriptEnabled: false });
  const card = page.locator('#task-starts-later');
  assert.equal(await card.locator('.question-answer > summary').innerText(), 'Show the output');
  assert.equal(await card.locator('.output').first().isVisible(), false);
  await close();
});

test('without scripts the answer tells right from wrong, and no control is dead', async () => {
  const { page, close } = await open(browser, fileBase(site) + PAGE, { javaScriptEnabled: false });
  assert.equal(await page.locator('.study-bar:visible, .choice-input:visible, .question-grades:visible, .question-confidence:visible').count(), 0);
  const card = page.locator(CHOICE);
  await card.locator('.question-answer > summary').click();
  assert.match(await card.locator('.question-reasons > li').nth(1).innerText(), /Right\s+There is one thread/);
  await close();
});

test('with storage refused, grades last as long as the page', async () => {
  const { page, troubles, close } = await start();
  await page.addInitScript(() => {
    const refuse = () => { throw new DOMException('refused', 'SecurityError'); };
    Object.defineProperty(globalThis, 'localStorage', { get: refuse });
    Object.defineProperty(globalThis, 'sessionStorage', { get: refuse });
  });
  await page.reload();
  await page.waitForFunction(() => typeof hotseat !== 'undefined' && hotseat.key);
  await page.locator('.question-answer > summary').first().click();
  await page.locator('[data-grade="3"]').first().click();
  await page.locator('.status-known').waitFor();
  assert.equal(await done(page), '1 / 9 completed');
  await page.locator('.always-open').check();
  assert.equal(await page.locator('.question-answer[open]').count(), 9);
  assert.deepEqual(troubles, []);
  await close();
});

test('a changed answer says so, and a former id brings its progress', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hotseat-study-'));
  const write = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write('hotseat.toml', 'title = "Drill"\n');
  write('content/_index.md', '---\ntitle: Drill\n---\n');
  write('content/a/_index.md', '---\ntitle: A\n---\n');
  write('content/a/b.md', '---\ntitle: B\n---\n\n## What is new?\n<!-- aliases: [what-was-old] -->\n\nAn answer.\n\n## Second?\n\nYes.\n');
  const { page, close } = await start(`${fileBase(build(folder))}a/b.html`);
  await page.evaluate(() => hotseat.store.grade('a/b#what-was-old', { grade: 3, hash: '00000000' }));
  await page.reload();
  const card = page.locator('.question').first();
  await card.locator('.status-known').waitFor();
  await card.locator('summary').first().click();
  assert.equal(await card.locator('.question-changed').innerText(), 'This answer has changed since you learned it.');
  await card.locator('[data-grade="3"]').click();
  await card.locator('[data-grade="3"]').click();
  await page.waitForFunction(() => !document.querySelector('.question-changed'));
  await close();
  rmSync(folder, { recursive: true, force: true });
});

test('a page that has moved shows its progress when it is opened', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hotseat-moved-'));
  const write = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write('hotseat.toml', 'title = "Drill"\n');
  write('content/a/new.md', '---\ntitle: B\naliases: [a/old, b/older]\n---\n\n## One?\n<!-- id: one -->\n\nYes.\n\n## Two?\n<!-- id: two -->\n\nYes.\n');
  const { page, troubles, close } = await start(`${fileBase(build(folder))}a/new.html`);
  await page.evaluate(() => {
    hotseat.store.grade('a/old#one', { grade: 3 });
    hotseat.store.grade('b/older#two', { grade: 1 });
    hotseat.store.grade('a/older#two', { grade: 3 });
  });
  await page.reload();
  await page.locator('[id=one] .status-known').waitFor();
  await page.locator('[id=two] .status-review, [id=two] .status-due').first().waitFor();
  assert.deepEqual(await page.evaluate(() => [...hotseat.store.questions().keys()].sort()), ['a/new#one', 'a/new#two', 'a/older#two']);
  assert.deepEqual(troubles, []);
  await close();
  rmSync(folder, { recursive: true, force: true });
});

test('a topic lists its questions with their status, and filters them', async () => {
  for (const base of [fileBase(site), server.base]) {
    for (const viewport of [{ width: 390, height: 844 }, { width: 1280, height: 900 }]) {
      const { page, troubles, close } = await start(`${base}python/concurrency/index.html`, { viewport });
      await page.evaluate(() => hotseat.store.grade('python/concurrency/asyncio#event-loop', { grade: 3 }));
      await page.addInitScript(() => {
        globalThis.shift = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) globalThis.shift += entry.value;
        }).observe({ type: 'layout-shift', buffered: true });
      });
      await page.reload();
      const row = page.locator('[data-key="python/concurrency/asyncio#event-loop"]');
      await row.locator('.status-known').waitFor();
      assert.match(await done(page), /^1 \/ \d+ completed$/);
      await page.waitForTimeout(200);
      assert.equal(await page.evaluate(() => globalThis.shift), 0);
      await page.locator('.study-filter select').selectOption('known');
      await said(page, '1 question shown');
      assert.equal(await page.locator('[data-key]:visible').count(), 1);
      assert.equal(await page.locator('.page-card:visible').count(), 1, 'a page of which nothing is shown is not listed');
      assert.deepEqual(troubles, []);
      await close();
    }
  }
});
