// The mock interview: what it is about, the questions with a clock and follow-ups, and a summary that prints.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { build, fileBase, launch, open, serve, violations } from './site.mjs';

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

async function form(base, hash = '', options = {}) {
  const opened = await open(browser, `${base}practice.html${hash}`, options);
  await opened.page.locator('.interview-form').waitFor();
  return opened;
}

const chosen = (page) => page.locator('.interview-topics label:has(:checked) > span:first-of-type').allInnerTexts();
const counted = (page, at) => page.waitForFunction((at) => document.querySelector('.session-count')?.innerText === at, at);

/** Starts with so many questions. */
async function start(page, number, minutes = '0') {
  await page.getByLabel('Questions').fill(String(number));
  await page.getByLabel('Time').selectOption(minutes);
  await page.getByRole('button', { name: 'Start' }).click();
  await page.locator('.session .question').waitFor();
}

/** Reveals, and grades; the last grade leads to the summary. */
async function grade(page, key) {
  const before = await page.locator('.session-count').innerText();
  await page.keyboard.press('Space');
  await page.locator('.session-grade').first().waitFor();
  await page.keyboard.press(key);
  await page.waitForFunction((before) => (document.querySelector('.session-count')?.innerText ?? '') !== before, before);
}

test('with the keyboard alone, from the form to the summary, the weak first, and those once more', async () => {
  for (const base of [fileBase(site), server.base]) {
    const { page, troubles, close } = await form(base);
    assert.equal(await page.locator('.interview-topics :checked').count(), await page.locator('.interview-topics input').count());
    await page.getByLabel('Questions').focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('4');
    await page.getByRole('button', { name: 'Start' }).focus();
    await page.keyboard.press('Enter');
    await counted(page, '1 / 4');
    const trails = new Set();
    trails.add(await page.locator('.session-trail').innerText());
    await grade(page, '3');
    trails.add(await page.locator('.session-trail').innerText());
    await grade(page, '2');
    await page.keyboard.press('j');
    await counted(page, '4 / 4');
    trails.add(await page.locator('.session-trail').innerText());
    assert.equal(trails.size, 3, 'topics are mixed');
    await page.locator('.session button[data-sure="1"]').focus();
    await page.keyboard.press('Enter');
    await page.locator('.session [data-sure="1"][aria-pressed=true]').waitFor();
    const last = await page.evaluate(() => hotseat.titleOf(document.querySelector('.session .question')));
    await grade(page, '1');
    await page.locator('.interview-summary').waitFor();
    const text = await page.locator('.interview-summary').innerText();
    assert.match(text, /3 of 4 done · 1 known, 2 again · Time taken: \d+:\d\d/);
    assert.match(text, /Review again[^]*Again\s+Sure\s+\d+:\d\d[^]*Hard\s+–[^]*Not graded[^]*Known[^]*Good/);
    assert.equal(await page.locator('.interview-summary tbody a').first().innerText(), last);
    assert.equal(await page.evaluate(() => document.activeElement.innerText), 'Your mock interview');
    for (const href of await page.locator('.interview-summary tbody a').evaluateAll((links) => links.map((link) => link.href)))
      assert.match(href, /^(file|http):.*\.html#./);

    await page.getByRole('button', { name: 'Repeat the 2' }).press('Enter');
    await counted(page, '1 / 2');
    assert.equal(await page.evaluate(() => hotseat.titleOf(document.querySelector('.session .question'))), last);
    await page.keyboard.press('Escape');
    await page.locator('.interview-form').waitFor();
    assert.deepEqual(troubles, []);
    await close();
  }
});

test('the address chooses the topic, and a topic\'s button leads there', async () => {
  for (const base of [fileBase(site), server.base]) {
    const { page, troubles, close } = await open(browser, `${base}python/concurrency/index.html`);
    await page.getByRole('link', { name: 'Practise this topic' }).click();
    await page.locator('.interview-form').waitFor();
    assert.deepEqual(await chosen(page), ['Concurrency & Parallelism']);
    await page.evaluate(() => { location.hash = '#rust'; });
    await page.waitForFunction(() => document.querySelectorAll('.interview-topics :checked').length === 2);
    assert.deepEqual(await chosen(page), ['Ownership & borrowing', 'Concurrency']);
    await page.evaluate(() => { location.hash = '#no/such'; });
    await page.waitForFunction(() => !document.querySelector('.interview-topics input:not(:checked)'));
    assert.deepEqual(troubles, []);
    await close();
  }
});

test('only what is chosen is asked, and only its pages are loaded', async () => {
  const { page, close } = await form(server.base, '#python/language');
  const loaded = [];
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
  await page.getByLabel('Easy').uncheck();
  await page.getByLabel('Medium').uncheck();
  assert.equal(await page.locator('.interview-available').innerText(), '3 questions to draw from');
  await start(page, 9);
  await counted(page, '1 / 3');
  for (let index = 0; index < 3; index += 1) {
    assert.equal(await page.locator('.session .question').getAttribute('data-level'), '3');
    await page.keyboard.press('j');
    await page.waitForTimeout(50);
  }
  await page.locator('.interview-summary').waitFor();
  const shards = loaded.filter((path) => path.startsWith('/questions/'));
  assert.ok(shards.length && shards.every((path) => path.startsWith('/questions/python/language/')), shards.join(' '));
  await page.getByRole('button', { name: 'New interview' }).click();
  await page.getByRole('button', { name: 'None' }).click();
  await page.getByRole('button', { name: 'Start' }).click();
  assert.match(await page.locator('.interview-available').innerText(), /No question fits/);
  assert.equal(await page.locator('.session').count(), 0);
  await close();
});

test('the same seed draws the same questions, none twice, one topic after the other', async () => {
  const { page, close } = await form(fileBase(site));
  const draw = (seed, number) => page.evaluate(async ([seed, number]) => {
    const topics = hotseat.interviewTopics(await hotseat.guide());
    return hotseat.interviewDraw(topics, { levels: [0, 1, 2, 3], number, seed });
  }, [seed, number]);
  assert.deepEqual(await draw(7, 10), await draw(7, 10));
  assert.notDeepEqual(await draw(7, 10), await draw(8, 10));
  const all = await draw(7, 1000);
  assert.equal(new Set(all).size, all.length);
  const total = await page.evaluate(async () => (await hotseat.guide()).pages.reduce((sum, { count }) => sum + count, 0));
  assert.equal(all.length, total);
  assert.equal(new Set((await draw(7, 7)).map((key) => key.split('/').slice(0, -1).join('/'))).size, 7);
  await close();
});

test('the clock runs down in silence, survives a reload, says once that the time is up, and stops nothing', async () => {
  const { page, troubles, close } = await open(browser, 'about:blank');
  await page.clock.install({ time: new Date(2026, 5, 10, 9) });
  await page.goto(`${server.base}practice.html`);
  await page.locator('.interview-form').waitFor();
  await start(page, 3, '5');
  const timer = page.getByRole('timer');
  await page.clock.runFor(61_000);
  assert.match(await timer.innerText(), /^Time left 3:5\d$/);
  assert.equal(await timer.getAttribute('aria-live'), 'off');
  assert.doesNotMatch(await page.locator('.status').innerText(), /time/i);
  const asked = await page.locator('.session .question-title').innerText();
  await page.reload();
  await page.locator('.session .question').waitFor();
  assert.equal(await page.locator('.session .question-title').innerText(), asked);
  await page.clock.runFor(60_000);
  assert.match(await timer.innerText(), /^Time left 2:5\d$/);
  await page.clock.runFor(190_000);
  assert.equal(await timer.innerText(), 'The time is up. Finish at your own pace.');
  assert.equal(await page.locator('.status').innerText(), 'The time is up. Finish at your own pace.');
  assert.equal(await page.locator('.session .question-title').innerText(), asked);
  for (const key of ['3', '3', '3']) await grade(page, key);
  assert.match(await page.locator('.interview-summary').innerText(), /3 of 3 done · 3 known, 0 again · Time taken: 5:1\d · June 10, 2026/);
  assert.deepEqual(troubles, []);
  await close();
});

test('no timer shows no clock', async () => {
  const { page, close } = await form(fileBase(site));
  await start(page, 2);
  assert.equal(await page.getByRole('timer').count(), 0);
  await close();
});

test('a reload goes on with the questions and grades, and keeps the summary', async () => {
  for (const base of [fileBase(site), server.base]) {
    const { page, troubles, close } = await form(base);
    await start(page, 3);
    await grade(page, '1');
    const second = await page.locator('.session .question-title').innerText();
    await page.reload();
    await counted(page, '2 / 3');
    await page.locator('.session .question').waitFor();
    assert.equal(await page.locator('.session .question-title').innerText(), second);
    assert.equal(await page.locator('.session-tally').innerText(), '0 known, 1 again');
    await grade(page, '3');
    await page.keyboard.press('Escape');
    const summary = await page.locator('.interview-summary').innerText();
    assert.match(summary, /2 of 3 done/);
    await page.reload();
    await page.locator('.interview-summary').waitFor();
    assert.equal(await page.locator('.interview-summary').innerText(), summary);
    await page.goto(`${base}index.html`);
    await page.goto(`${base}practice.html`);
    await page.locator('.interview-form').waitFor();
    assert.deepEqual(troubles, []);
    await close();
  }
});

test('follow-ups are asked one at a time when the answer is out, or not at all', async () => {
  for (const isOn of [true, false]) {
    const { page, close } = await form(fileBase(site));
    const key = await page.evaluate(async () => {
      for (const { path } of (await hotseat.guide()).pages) {
        const found = (await hotseat.shard(path)).questions.find(({ followUps }) => followUps > 1);
        if (found) return `${path}#${found.id}`;
      }
    });
    assert.ok(key, 'the guide has a question with two follow-ups');
    // An interview with this question alone, as one that a reload has interrupted.
    await page.evaluate(([key, followUps]) => hotseat.keepInterview({
      seed: 1, keys: [key], minutes: 0, followUps, hash: '', started: Date.now(), spent: {}, titles: {},
    }), [key, isOn]);
    await page.reload();
    await page.locator('.session .question').waitFor();
    assert.equal(await page.locator('.interview-press:visible').count(), 0);
    await page.keyboard.press('Space');
    await page.locator('.session-grade').first().waitFor();
    const followUps = page.locator('.session .question-follow-up');
    if (isOn) {
      assert.equal(await followUps.filter({ visible: true }).count(), 0);
      await page.getByRole('button', { name: 'Ask follow-up 1 of' }).waitFor();
      await page.keyboard.press('f');
      assert.equal(await followUps.filter({ visible: true }).count(), 1);
      assert.equal(await page.locator('.interview-press:visible').count(), 0);
      assert.equal(await page.evaluate(() => document.activeElement.closest('details').className), 'question-follow-up');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Ask follow-up 2 of' }).click();
      assert.equal(await followUps.filter({ visible: true }).count(), 2);
    } else {
      assert.equal(await followUps.count(), 0);
      assert.equal(await page.locator('.interview-press').count(), 0);
    }
    await close();
  }
});

test('a question of an article is a heading of the second level, as all are', async () => {
  const { page, close } = await form(fileBase(site), '#articles');
  await start(page, 5);
  const levels = [];
  for (let index = 1; index <= 5; index += 1) {
    await counted(page, `${index} / 5`);
    levels.push(await page.locator('.session .question-title').evaluate((title) => title.ariaLevel ?? title.tagName[1]));
    await page.keyboard.press('j');
  }
  assert.deepEqual(levels, ['2', '2', '2', '2', '2']);
  await close();
});

test('the summary prints without anything around it', async () => {
  const { page, close } = await form(fileBase(site));
  await page.evaluate(() => { globalThis.print = () => { globalThis.printed = true; }; });
  await start(page, 2);
  await grade(page, '1');
  await grade(page, '3');
  await page.getByRole('button', { name: 'Print' }).click();
  assert.equal(await page.evaluate(() => globalThis.printed), true);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('button:visible').count(), 0);
  assert.equal(await page.locator('h1:visible').count(), 0);
  assert.equal(await page.locator('.interview-summary tbody a:visible').count(), 2);
  await close();
});

test('with storage refused it works all the same, and says that nothing is kept', async () => {
  const { page, troubles, close } = await open(browser, 'about:blank');
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage'])
      Object.defineProperty(window, name, { get() { throw new DOMException('refused', 'SecurityError'); } });
  });
  await page.goto(`${fileBase(site)}practice.html`);
  await page.locator('.interview-form').waitFor();
  await page.getByText('Your browser keeps no data for this page.').first().waitFor();
  await start(page, 2, '5');
  await grade(page, '1');
  await grade(page, '3');
  assert.match(await page.locator('.interview-summary').innerText(), /2 of 2 done · 1 known, 1 again/);
  assert.deepEqual(troubles, []);
  await close();
});

test('without scripts it says so and leads to the topics', async () => {
  const { page, close } = await open(browser, `${fileBase(site)}practice.html`, { javaScriptEnabled: false });
  assert.match(await page.locator('main').innerText(), /Practice needs scripts/);
  assert.ok(await page.locator('main .card a').count() > 1);
  await close();
});

test('axe finds nothing in the form, while it runs, in the summary; nothing pans, in both color schemes', async () => {
  for (const width of [320, 390, 1280]) {
    for (const colorScheme of ['light', 'dark']) {
      const { page, close } = await form(server.base, '', { viewport: { width, height: 900 }, colorScheme, reducedMotion: 'reduce' });
      const check = async (state) => {
        assert.deepEqual(await violations(page), [], `${state} ${width} ${colorScheme}`);
        assert.ok(await page.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth), `${state} pans at ${width}`);
      };
      await page.getByLabel('Hard').uncheck();
      await check('form');
      await start(page, 3, '15');
      await page.keyboard.press('Space');
      await page.locator('.session-grade').first().waitFor();
      await check('running');
      await page.keyboard.press('1');
      await counted(page, '2 / 3');
      await grade(page, '3');
      await page.keyboard.press('j');
      await page.locator('.interview-summary').waitFor();
      await check('summary');
      await close();
    }
  }
});
