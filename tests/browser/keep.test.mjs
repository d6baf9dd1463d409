// Progress in a real browser's storage: many tabs, no room, refused.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { another, buildGuide, ready } from './fixture.mjs';
import { fileBase, launch, open, serve } from './site.mjs';

let browser, site, server;

before(async () => {
  browser = await launch();
  site = buildGuide();
  server = await serve(site);
});
after(async () => {
  await browser?.close();
  server?.close();
});

const THREADS = 'python/concurrency/threads.html';
const KEY = 'python/concurrency/threads#lock';

/** Grades many times, and lets the browser do other things in between. */
const gradeOften = (page, name, times) => page.evaluate(async ([name, times]) => {
  for (let index = 0; index < times; index++) {
    hotseat.store.grade(`python/concurrency/threads#${name}`, { grade: 1 + index % 4, hash: `${name}${index}` });
    if (index % 3 === 0) await new Promise((done) => setTimeout(done));
  }
}, [name, times]);

test('two tabs graded at the same time lose nothing, while a third joins keys', async () => {
  for (const base of [fileBase(site), server.base]) {
    const { page, troubles, close } = await open(browser, base + THREADS);
    await ready(page);
    const context = page.context();
    const other = await another(context, base + THREADS);
    const joining = (async () => {
      for (let index = 0; index < 5; index++) {
        const third = await another(context, `${base}python/language/lists.html`);
        await third.evaluate(() => hotseat.store.events().length);
        await third.close();
      }
    })();
    await Promise.all([gradeOften(page, 'thread', 150), gradeOften(other, 'lock', 150), joining]);
    const reader = await another(context, base + THREADS);
    const [events, keys] = await reader.evaluate(() => {
      const events = hotseat.store.events();
      return [events.map(({ hash }) => hash), hotseat.store.names().length];
    });
    const given = ['thread', 'lock'].flatMap((name) => Array.from({ length: 150 }, (_, index) => `${name}${index}`));
    assert.deepEqual([...new Set(events)].sort(), given.sort());
    assert.equal(events.length, 300);
    assert.ok(keys < 100, `${keys} keys`);
    // The tabs know of one another without being loaded again.
    await page.waitForFunction(() => hotseat.store.history('python/concurrency/threads#lock').length === 150);
    assert.deepEqual(troubles, []);
    await close();
  }
});

test('a full storage is told, keeps what it had, and the grades can be exported', async () => {
  for (const base of [fileBase(site), server.base]) {
    const { page, close } = await open(browser, base + THREADS);
    await ready(page);
    await page.evaluate((key) => {
      hotseat.store.grade(key, { grade: 2, hash: 'before' });
      for (let size = 1 << 20; size >= 1; size = Math.floor(size / 2)) {
        for (let count = 0; ; count++) {
          try {
            localStorage.setItem(`full${size}.${count}`, 'x'.repeat(size));
          } catch {
            break;
          }
        }
      }
    }, KEY);
    await page.evaluate((key) => hotseat.store.grade(key, { grade: 3, hash: 'after' }), KEY);
    const notice = page.locator('.notice');
    await notice.waitFor();
    assert.match(await notice.innerText(), /keeps no data/);
    assert.equal(await page.evaluate((key) => hotseat.store.isKept || hotseat.store.last(key).grade, KEY), 3);
    const [download] = await Promise.all([page.waitForEvent('download'), notice.getByRole('button', { name: 'Export' }).click()]);
    assert.match(download.suggestedFilename(), /-progress-\d{4}-\d\d-\d\d\.json$/);
    const saved = JSON.parse(readFileSync(await download.path(), 'utf8'));
    assert.deepEqual(saved.questions[KEY].map(({ grade }) => grade), [2, 3]);
    await page.reload();
    await ready(page);
    assert.equal(await page.evaluate((key) => hotseat.store.last(key).grade, KEY), 2);
    await close();
  }
});

test('where storage is refused, grades last as long as the page, and it says so', async () => {
  const context = await browser.newContext();
  await context.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('refused', 'SecurityError'); } });
  });
  const errors = [];
  for (const base of [fileBase(site), server.base]) {
    const page = await context.newPage();
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => errors.push(message.text()));
    await page.goto(base + THREADS, { waitUntil: 'load' });
    await ready(page);
    assert.equal(await page.locator('.notice').count(), 0, 'nobody is told before it matters');
    await page.evaluate((key) => hotseat.store.grade(key, { grade: 4 }), KEY);
    await page.locator('.notice').waitFor();
    assert.equal(await page.evaluate((key) => hotseat.store.isKept || hotseat.store.last(key).grade, KEY), 4);
    await page.getByRole('button', { name: 'Close' }).last().click();
    await page.evaluate((key) => hotseat.store.grade(key, { grade: 1 }), KEY);
    assert.equal(await page.locator('.notice').count(), 0, 'told once');
    assert.equal(await page.evaluate((key) => hotseat.store.undo() && hotseat.store.last(key).grade, KEY), 4);
  }
  assert.deepEqual(errors, []);
  await context.close();
});

test('the header says how many questions are due, once their time has come', async () => {
  for (const base of [fileBase(site), server.base]) {
    const { page, troubles, close } = await open(browser, base + THREADS);
    await page.clock.install();
    await page.reload();
    await ready(page);
    await page.evaluate((key) => hotseat.store.grade(key, { grade: 4, hash: 'x' }), KEY);
    await page.clock.runFor(1000);
    await page.reload();
    await ready(page);
    await page.clock.runFor(1000);
    await page.waitForFunction(() => hotseat.dueTimes);
    assert.equal(await page.locator('.header-due').isVisible(), false);
    await page.clock.setSystemTime(Date.now() + 20 * 86_400_000);
    await page.reload();
    await ready(page);
    await page.clock.runFor(1000);
    const link = page.getByRole('link', { name: 'Review: 1 question is due' });
    await link.waitFor();
    assert.equal(await link.locator('.header-due').innerText(), '1');
    assert.deepEqual(troubles, []);
    await close();
  }
});
