// The review screen over the whole guide, and progress as a file.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { GUIDE, buildGuide, ready } from './fixture.mjs';
import { fileBase, launch, open, serve, violations } from './site.mjs';

const DAY = 86_400_000;
const MORNING = new Date(2026, 5, 10, 9);
const THREADS = 'python/concurrency/threads';

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

const bases = () => [fileBase(site), server.base];

/** Opens the review screen at a time, and waits for its figures. */
async function review(base, options) {
  const opened = await open(browser, 'about:blank', options);
  const { page } = opened;
  await page.clock.setFixedTime(MORNING);
  await show(page, base);
  return opened;
}

async function show(page, base) {
  await page.goto(`${base}review.html`, { waitUntil: 'load' });
  await ready(page);
  // A session that a reload has interrupted hides the screen again.
  await page.locator('.review-screen:not([hidden])').waitFor({ state: 'attached' });
}

const figures = (page) => page.locator('.review-figures dd').allInnerTexts();

/** Grades some questions so many days ago. */
async function gradeBefore(page, keys, days, grade = 3) {
  await page.clock.setFixedTime(MORNING.getTime() - days * DAY);
  await page.evaluate(([keys, grade]) => {
    for (const key of keys) hotseat.store.grade(key, { grade, hash: 'old' });
  }, [keys, grade]);
  await page.clock.setFixedTime(MORNING);
}

test('nothing graded: says so, and offers new questions in reading order up to the limit', async () => {
  for (const base of bases()) {
    const { page, troubles, close } = await review(base);
    assert.deepEqual(await figures(page), ['0', '10', '0']);
    assert.match(await page.locator('.review-say').innerText(), /Nothing is due yet/);
    await page.getByLabel('New questions a day').fill('2');
    await page.getByLabel('New questions a day').press('Tab');
    await page.waitForFunction(() => document.querySelector('[data-figure="fresh"]').textContent === '2');
    await page.getByRole('button', { name: 'Start, about 1 minute' }).click();
    assert.match(await page.locator('.session .question-title').innerText(), /What is a thread\?/);
    assert.equal(await page.locator('.session-count').innerText(), '1 / 2');
    assert.deepEqual(troubles, []);
    await close();
  }
});

test('a day later what was graded is due, mixed by topic, with the keyboard alone', async () => {
  for (const base of bases()) {
    const { page, troubles, close } = await review(base);
    await gradeBefore(page, [`${THREADS}#thread`, `${THREADS}#lock`, 'rust/ownership/moves#copy'], 1);
    await page.evaluate(() => hotseat.setting('new-per-day', '0'));
    await show(page, base);
    assert.deepEqual(await figures(page), ['3', '0', '0']);
    assert.deepEqual(await page.locator('.review-topics li').allInnerTexts(), ['Python / Concurrency 2', 'Rust / Ownership 1']);
    assert.equal(await page.locator('.review-days tbody tr').count(), 7);
    assert.match(await page.locator('.review-days tbody tr').first().innerText(), /today\s+3/i);
    await page.getByRole('button', { name: /^Start/ }).focus();
    await page.keyboard.press('Enter');
    const title = page.locator('.session .question-title');
    await title.waitFor();
    const asked = [];
    for (const grade of ['3', '1', 'Space']) {
      await page.waitForFunction((asked) => {
        const title = document.querySelector('.session .question-title')?.textContent;
        return title && !asked.includes(title);
      }, asked);
      asked.push(await title.textContent());
      await page.keyboard.press('Space');
      await page.locator('.session-grade').nth(3).waitFor();
      assert.match(await page.locator('.session-grade').nth(3).innerText(), /day/);
      await page.keyboard.press(grade);
    }
    // Two of one topic do not follow each other while another waits.
    assert.match(asked[1], /Copy/);
    await page.locator('.session-end').waitFor();
    assert.match(await page.locator('.session-end').innerText(), /2 known, 1 /);
    assert.match(await page.locator('.session-end').innerText(), /Nothing is due now. Next: today at /);
    await page.getByRole('button', { name: 'Done' }).click();
    await page.locator('.review-figures').waitFor();
    assert.deepEqual(await figures(page), ['0', '0', '3']);
    assert.deepEqual(troubles, []);
    await close();
  }
});

test('a reload loses nothing: the session goes on where it was', async () => {
  for (const base of bases()) {
    const { page, close } = await review(base);
    await gradeBefore(page, [`${THREADS}#thread`, `${THREADS}#lock`, `${THREADS}#event`], 2);
    await page.evaluate(() => hotseat.setting('new-per-day', '0'));
    await show(page, base);
    await page.getByRole('button', { name: /^Start/ }).click();
    await page.locator('.session .question-title').waitFor();
    await page.keyboard.press('Space');
    await page.keyboard.press('4');
    await page.waitForFunction(() => document.querySelector('.session-count').textContent === '2 / 3');
    const asked = await page.locator('.session .question-title').innerText();
    await page.reload();
    await page.locator('.session .question-title').waitFor();
    assert.equal(await page.locator('.session .question-title').innerText(), asked);
    assert.equal(await page.locator('.session-count').innerText(), '2 / 3');
    assert.equal(await page.evaluate(() => hotseat.store.events().length), 4);
    await close();
  }
});

test('skip till tomorrow puts a question off, and undo brings it back', async () => {
  const { page, close } = await review(server.base);
  await gradeBefore(page, [`${THREADS}#thread`, `${THREADS}#lock`], 2);
  await page.evaluate(() => hotseat.setting('new-per-day', '0'));
  await show(page, server.base);
  await page.getByRole('button', { name: /^Start/ }).click();
  await page.locator('.session .question-title').waitFor();
  await page.keyboard.press('s');
  await page.waitForFunction(() => document.querySelector('.session-count').textContent === '1 / 1');
  await page.keyboard.press('u');
  await page.waitForFunction(() => document.querySelector('.session-count').textContent === '1 / 2');
  await page.keyboard.press('s');
  await page.waitForFunction(() => document.querySelector('.session-count').textContent === '1 / 1');
  await page.keyboard.press('Escape');
  await page.locator('.review-figures').waitFor();
  assert.deepEqual(await figures(page), ['1', '0', '0']);
  assert.match(await page.locator('.review-days tbody tr').nth(1).innerText(), /1/);
  await page.clock.setFixedTime(MORNING.getTime() + DAY);
  await show(page, server.base);
  assert.deepEqual(await figures(page), ['2', '0', '0']);
  await close();
});

test('new questions come mixed over the topics where the reader wants it so', async () => {
  const { page, close } = await review(fileBase(site));
  await page.getByLabel('New questions come').selectOption('mixed');
  await page.getByLabel('New questions a day').fill('3');
  await page.getByLabel('New questions a day').press('Tab');
  await page.waitForFunction(() => document.querySelector('[data-figure="fresh"]').textContent === '3');
  await page.getByRole('button', { name: /^Start/ }).click();
  await page.locator('.session .question-title').waitFor();
  const asked = await page.evaluate(() => JSON.parse(sessionStorage.getItem(`hotseat:${hotseat.site}:session:review`)).keys);
  assert.deepEqual(asked.map((key) => key.split('#')[0]), [THREADS, 'python/language/lists', 'rust/ownership/moves']);
  await close();
});

test('nothing due: says when the next is', async () => {
  const { page, close } = await review(server.base);
  await gradeBefore(page, [`${THREADS}#thread`], 0, 4);
  await page.evaluate(() => hotseat.setting('new-per-day', '0'));
  await show(page, server.base);
  assert.match(await page.locator('.review-say').innerText(), /Nothing is due (this week|now. Next: \w+, 1 question)\./);
  assert.equal(await page.getByRole('button', { name: /^Start/ }).isVisible(), false);
  await page.getByRole('button', { name: 'Study something new' }).click();
  await page.locator('.session .question-title').waitFor();
  await close();
});

test('exported in one profile and imported in another, everything is there', async () => {
  for (const base of bases()) {
    const { page, troubles, close } = await review(base);
    await gradeBefore(page, [`${THREADS}#thread`, `${THREADS}#lock`], 1);
    await page.evaluate((key) => hotseat.store.skip(key, Date.now() + 1e8), `${THREADS}#lock`);
    const before = await page.evaluate(() => JSON.stringify(hotseat.store.events()));
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export', exact: true }).click()]);
    const file = await download.path();
    const kept = `${file}.json`;
    writeFileSync(kept, readFileSync(file));
    assert.equal(JSON.parse(readFileSync(kept, 'utf8')).format, 'hotseat-progress');

    const other = await review(base);
    await gradeBefore(other.page, ['rust/ownership/moves#move'], 3);
    await other.page.getByRole('button', { name: 'Import', exact: true }).click();
    assert.ok(await other.page.getByRole('dialog').getByRole('button', { name: 'Back up first' }).isVisible());
    await other.page.getByLabel(/A file that was exported/).setInputFiles(kept);
    const result = other.page.locator('.transfer-result');
    await result.filter({ hasText: /./ }).waitFor();
    assert.equal(await result.innerText(), 'Added: 3 grades of 2 questions.');
    await other.page.getByLabel(/A file that was exported/).setInputFiles(kept);
    await result.filter({ hasText: 'already' }).waitFor();
    await other.page.keyboard.press('Escape');
    const after = await other.page.evaluate((key) => JSON.stringify(hotseat.store.events().filter((event) => event.key !== key)), 'rust/ownership/moves#move');
    assert.deepEqual(JSON.parse(after), JSON.parse(before));
    assert.deepEqual(await figures(other.page), ['2', '7', '0']);
    await show(other.page, base);
    assert.deepEqual(await figures(other.page), ['2', '7', '0']);
    await other.page.goto(`${base}index.html`);
    await other.page.locator('.home-today').filter({ hasText: '2 due, 7 new' }).waitFor();
    assert.equal(await other.page.locator('.home-page').innerText(), 'Threads: 2 of 3 graded');
    assert.equal(await other.page.locator('.header-due').innerText(), '2');
    assert.deepEqual([...troubles, ...other.troubles], []);
    await other.close();
    await close();
  }
});

test('a file that is malformed or foreign is refused with the reason, and changes nothing', async () => {
  const { page, close } = await review(fileBase(site));
  await gradeBefore(page, [`${THREADS}#thread`], 1);
  const good = JSON.parse(await page.evaluate(async () => {
    await hotseat.load('transfer');
    return hotseat.transfer.text(new Date());
  }));
  const event = { id: '0mabcdefghijkl', grade: 3 };
  const told = (questions) => JSON.stringify({ ...good, questions });
  const files = [
    ['{"format":"hotseat-pro', /not JSON/],
    [JSON.stringify(good, null, 1).slice(0, -20), /not JSON/],
    ['[]', /not a file of progress/],
    ['{"deck": 1}', /not a file of progress/],
    [JSON.stringify({ ...good, version: 2 }), /version 2/],
    [JSON.stringify({ ...good, site: 'other' }), /another guide \(other\)/],
    [told([event]), /something is wrong at/],
    [told({ 'p#a': event }), /p#a/],
    [told({ 'p#a': [{ ...event, grade: 5 }] }), /p#a/],
    [told({ 'p#a': [{ ...event, grade: '3' }] }), /p#a/],
    [told({ 'p#a': [{ id: event.id }] }), /p#a/],
    [told({ 'p#a': [{ ...event, undo: event.id }] }), /p#a/],
    [told({ 'p#a': [{ ...event, id: '<img src=x>' }] }), /p#a/],
    [told({ 'p#a': [{ ...event, id: 'zzzzzzzzzabcdef' }] }), /p#a/],
    [told({ 'p#a': [{ ...event, more: 1 }] }), /p#a/],
    [told({ '<b>x</b>': [null] }), /<b>x<\/b>/],
    [told({ 'p#a': [event], 'p#b': [{ ...event, hash: 1 }] }), /p#b/],
  ];
  const before = await page.evaluate(() => JSON.stringify(Object.entries(localStorage).sort()));
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  for (const [text, reason] of files) {
    await page.evaluate(() => document.querySelector('.transfer-result').replaceChildren());
    await page.getByLabel(/A file that was exported/).setInputFiles({ name: 'progress.json', mimeType: 'application/json', buffer: Buffer.from(text) });
    const result = page.locator('.transfer-result');
    await result.filter({ hasText: /./ }).waitFor();
    assert.match(await result.innerText(), /^progress.json was refused, and nothing has changed/);
    assert.match(await result.innerText(), reason);
  }
  assert.equal(await page.evaluate(() => JSON.stringify(Object.entries(localStorage).sort())), before);
  await close();
});

test('erase asks, offers a backup, and takes this guide alone', async () => {
  for (const base of bases()) {
    const { page, troubles, close } = await review(base);
    await gradeBefore(page, [`${THREADS}#thread`], 1);
    await page.evaluate(() => localStorage.setItem('hotseat:other:log:1', 'theirs'));
    await show(page, base);
    await page.getByRole('button', { name: 'Erase' }).click();
    const dialog = page.getByRole('dialog', { name: 'Erase your progress?' });
    const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Back up first' }).click()]);
    assert.equal(Object.keys(JSON.parse(readFileSync(await download.path(), 'utf8')).questions).length, 1);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    assert.deepEqual(await figures(page), ['1', '9', '0']);
    await page.getByRole('button', { name: 'Erase' }).click();
    await dialog.getByRole('button', { name: 'Erase' }).click();
    await page.waitForFunction(() => document.querySelector('[data-figure="due"]').textContent === '0');
    const left = await page.evaluate(() => Object.keys(localStorage).filter((name) => name.includes(':log:')));
    assert.deepEqual(left, ['hotseat:other:log:1']);
    assert.deepEqual(troubles, []);
    await close();
  }
});

test('with storage refused the review says that nothing is kept', async () => {
  const context = await browser.newContext();
  await context.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage'])
      Object.defineProperty(window, name, { get() { throw new DOMException('refused', 'SecurityError'); } });
  });
  const page = await context.newPage();
  await show(page, fileBase(site));
  await page.locator('.notice').waitFor();
  await page.getByRole('button', { name: /^Start/ }).click();
  await page.locator('.session .question-title').waitFor();
  await page.keyboard.press('Space');
  await page.keyboard.press('3');
  await page.waitForFunction(() => document.querySelector('.session-count').textContent.startsWith('2'));
  await context.close();
});

test('a question follows its alias and its page, and says when its answer has changed', async () => {
  const changed = buildGuide({
    'content/python/concurrency/threads.md': null,
    'content/python/concurrency/threading.md': GUIDE['content/python/concurrency/threads.md']
      .replace('title: Threads', 'title: Threads\naliases: [python/concurrency/threads]')
      .replace('id: lock -->', 'id: mutex, aliases: [lock] -->')
      .replace('It is thread.', 'It is a line of work.'),
  });
  const { page, close } = await review(fileBase(site));
  await page.goto(`${fileBase(site)}${THREADS}.html`);
  await ready(page);
  const hash = (id) => page.locator(`#${id}`).getAttribute('data-hash');
  await page.clock.setFixedTime(MORNING.getTime() - 2 * DAY);
  const hashes = { thread: await hash('thread'), lock: await hash('lock') };
  await page.evaluate((hashes) => {
    for (const [id, hash] of Object.entries(hashes)) hotseat.store.grade(`python/concurrency/threads#${id}`, { grade: 3, hash });
  }, hashes);
  await page.clock.setFixedTime(MORNING);
  // The same guide, built anew at another place: what is kept goes with the site's id.
  await show(page, fileBase(changed));
  await page.evaluate(() => hotseat.setting('new-per-day', '0'));
  await show(page, fileBase(changed));
  assert.deepEqual(await figures(page), ['2', '0', '0']);
  await page.getByRole('button', { name: /^Start/ }).click();
  await page.locator('.session .question-title').waitFor();
  assert.match(await page.locator('.session .question-title').innerText(), /thread/);
  await page.keyboard.press('Space');
  await page.locator('.session-grade').first().waitFor();
  assert.match(await page.locator('.session .question').innerText(), /changed since you learned it/i);
  await page.keyboard.press('3');
  await page.locator('.session .question-title').filter({ hasText: 'lock' }).waitFor();
  await page.keyboard.press('Space');
  await page.locator('.session-grade').first().waitFor();
  assert.doesNotMatch(await page.locator('.session .question').innerText(), /changed since you learned it/i);
  await page.keyboard.press('3');
  await page.locator('.session-end').waitFor();
  const known = await page.evaluate(() => [...hotseat.store.questions()].map(([key, events]) => [key, events.length]));
  assert.deepEqual(Object.fromEntries(known), {
    'python/concurrency/threading#thread': 2,
    'python/concurrency/threading#mutex': 2,
  });
  await close();
});

test('the home page says what is due and where the reader was, and nothing moves', async () => {
  for (const base of bases()) {
    const { page, troubles, close } = await review(base);
    await page.goto(`${base}index.html`);
    assert.equal(await page.locator('.home-today').innerText(), 'Questions that you grade come back here when it is time.');
    assert.equal(await page.locator('.home-page').innerText(), 'Python');
    await ready(page);
    await gradeBefore(page, ['rust/ownership/moves#move', `${THREADS}#thread`], 1);
    await page.addInitScript(() => {
      globalThis.moved = 0;
      new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (globalThis.moved += value)))
        .observe({ type: 'layout-shift', buffered: true });
    });
    await page.reload();
    await page.locator('.home-today').filter({ hasText: '2 due, 8 new' }).waitFor();
    assert.equal(await page.locator('.home-page').innerText(), 'Threads: 1 of 3 graded');
    const link = page.getByRole('link', { name: 'Continue' });
    await page.waitForFunction(() => document.querySelector('.home-link').hash === '#lock');
    assert.equal(await page.evaluate(() => globalThis.moved), 0);
    await link.click();
    await page.waitForURL(/threads\.html#lock$/);
    assert.deepEqual(troubles, []);
    await close();
  }
});

test('review has no accessibility problem in any state', async () => {
  for (const width of [390, 1280]) {
    for (const colorScheme of ['light', 'dark']) {
      const { page, close } = await review(fileBase(site), { viewport: { width, height: 900 }, colorScheme, reducedMotion: 'reduce' });
      const check = async (state) => {
        assert.deepEqual(await violations(page), [], `${state} at ${width}, ${colorScheme}`);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${state} does not pan at ${width}`);
      };
      await check('empty');
      await gradeBefore(page, [`${THREADS}#thread`, 'rust/ownership/moves#copy'], 1);
      await show(page, fileBase(site));
      await check('due');
      await page.getByRole('button', { name: 'Import', exact: true }).click();
      await check('import');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Erase' }).click();
      await check('erase');
      await page.keyboard.press('Escape');
      await page.evaluate(() => hotseat.load('transfer').then(() => hotseat.transfer.warn()));
      await check('not kept');
      await page.getByRole('button', { name: /^Start/ }).click();
      await page.locator('.session .question-title').waitFor();
      await page.keyboard.press('Space');
      await check('running');
      await close();
    }
  }
});
