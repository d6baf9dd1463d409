// Practice on a page: one question at a time, graded, taken back, gone on with after a reload, left by Back.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { build, fileBase, launch, open, serve, violations } from './site.mjs';

const PAGE = 'python/concurrency/asyncio.html';
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

async function start(base = fileBase(site), options = {}) {
  const opened = await open(browser, base + PAGE, options);
  await opened.page.waitForFunction(() => typeof hotseat !== 'undefined' && hotseat.key && hotseat.setting);
  await opened.page.locator('a[href="#practice"]').click();
  await opened.page.locator('.session .question').waitFor();
  return opened;
}

const at = (page) => page.locator('.session-count').innerText();
const title = (page) => page.locator('.session .question-title').innerText();
const grade = async (page, key) => {
  const before = await at(page);
  await page.keyboard.press('Space');
  await page.locator('.session-grade').first().waitFor();
  await page.keyboard.press(key);
  await page.waitForFunction((before) => document.querySelector('.session-end') || document.querySelector('.session-count').innerText !== before, before);
};

test('with the keyboard alone: reveal, grade, take back, to the end, and the weak once more', async () => {
  for (const base of [fileBase(site), server.base]) {
    const { page, troubles, close } = await start(base);
    assert.equal(await at(page), '1 / 9');
    assert.equal(await page.locator('.question:visible').count(), 1);
    assert.equal(await page.locator('.session .question-answer').evaluate((answer) => answer.open), false);
    assert.equal(await page.locator('.session-grade').count(), 0);

    await page.keyboard.press('Space');
    await page.locator('.session-grade').first().waitFor();
    const grades = await page.locator('.session-grade').allInnerTexts();
    assert.deepEqual(grades.map((text) => text.split(/\s/)[0]), ['Again', 'Hard', 'Good', 'Easy']);
    for (const text of grades) assert.match(text, /\d+ (min|days?)/);
    await page.keyboard.press('Space');
    await page.waitForFunction(() => document.querySelector('.session-count').innerText === '2 / 9');
    assert.equal(await page.evaluate(() => hotseat.store.last('python/concurrency/asyncio#event-loop').grade), 3);
    assert.match(await page.evaluate(() => document.activeElement.className), /question-title/);

    await page.keyboard.press('u');
    await page.waitForFunction(() => document.querySelector('.session-count').innerText === '1 / 9');
    assert.equal(await page.evaluate(() => hotseat.store.last('python/concurrency/asyncio#event-loop')), undefined);

    await grade(page, '3');
    await page.locator('.session button[data-sure="1"]').click();
    await grade(page, '1');
    for (let index = 0; index < 6; index += 1) await grade(page, '3');
    await grade(page, '2');
    assert.match(await page.locator('.session-end').innerText(), /9 of 9 done\s+7 known, 2 again\s+Sure, but wrong\s+What is the difference.*\s+Review again\s+Why should/s);
    assert.match(await page.evaluate(() => document.activeElement.innerText), /9 of 9 done/);

    await page.locator('.session-actions button', { hasText: 'Repeat the 2' }).click();
    await page.waitForFunction(() => document.querySelector('.session-count').innerText === '1 / 2');
    assert.match(await title(page), /What is the difference/);
    await page.keyboard.press('Escape');
    await page.locator('.session').waitFor({ state: 'detached' });
    assert.equal(await page.locator('.question:visible').count(), 9);
    assert.equal(await page.locator('#study\\.done').innerText(), '9 / 9 completed');
    assert.doesNotMatch(page.url(), /practice/);
    assert.deepEqual(troubles, []);
    await close();
  }
});

test('previous, next and the dots lead to any question; each says how it went', async () => {
  const { page, close } = await start();
  await page.keyboard.press('j');
  await page.waitForFunction(() => document.querySelector('.session-count').innerText === '2 / 9');
  await page.keyboard.press('k');
  await page.waitForFunction(() => document.querySelector('.session-count').innerText === '1 / 9');
  await grade(page, '4');
  const dots = page.locator('.session-dots a');
  assert.equal(await dots.nth(0).getAttribute('aria-label'), 'Question 1, Known');
  assert.equal(await dots.nth(1).getAttribute('aria-current'), 'step');
  assert.match(await dots.nth(4).getAttribute('href'), /asyncio\.html#same-fan-out$/);
  await dots.nth(4).click();
  await page.waitForFunction(() => document.querySelector('.session-count').innerText === '5 / 9');
  assert.match(page.url(), /#practice$/);
  await close();
});

test('a reload loses nothing, and Back leaves', async () => {
  for (const base of [fileBase(site), server.base]) {
    const { page, troubles, close } = await start(base);
    await grade(page, '3');
    await grade(page, '1');
    const third = await title(page);
    await page.reload();
    await page.locator('.session .question').waitFor();
    assert.equal(await at(page), '3 / 9');
    assert.equal(await title(page), third);
    assert.equal(await page.locator('.session-tally').innerText(), '1 known, 1 again');
    await page.goBack();
    await page.locator('.session').waitFor({ state: 'detached' });
    assert.equal(await page.locator('.question:visible').count(), 9);
    const order = await page.locator('.question').evaluateAll((cards) => cards.map((card) => card.querySelector('.question-number').textContent));
    assert.deepEqual(order, Array.from({ length: 9 }, (_, index) => `${index + 1} / 9`));
    assert.deepEqual(troubles, []);
    await close();
  }
});

test('mixed asks each question once, and only the weak those that need review', async () => {
  const { page, close } = await start();
  const select = page.locator('.session-tools select');
  assert.equal(await select.locator('option[value=weak]').isDisabled(), true);
  await grade(page, '1');
  await select.selectOption('mixed');
  await page.waitForFunction(() => document.querySelector('.session-count').innerText === '1 / 9');
  const keys = await page.locator('.session-dots a').evaluateAll((dots) => dots.map((dot) => dot.hash));
  assert.equal(new Set(keys).size, 9);
  await select.selectOption('weak');
  await page.waitForFunction(() => document.querySelector('.session-count').innerText === '1 / 1');
  assert.match(await title(page), /What does the event loop do/);
  await close();
});

test('only what the filter shows is practised', async () => {
  const { page, close } = await open(browser, `${fileBase(site)}${PAGE}?d=hard`);
  await page.waitForFunction(() => document.querySelector('main[data-filtered]'));
  await page.locator('a[href="#practice"]').click();
  await page.locator('.session .question').waitFor();
  assert.equal(await at(page), '1 / 4');
  await close();
});

test('a link to a question leaves practice and leads there', async () => {
  const { page, close } = await start();
  await page.evaluate(() => { location.hash = '#locks-in-asyncio'; });
  await page.locator('.session').waitFor({ state: 'detached' });
  await page.waitForSelector('#locks-in-asyncio .question-answer[open]');
  const top = await page.locator('#locks-in-asyncio').evaluate((card) => card.getBoundingClientRect().top);
  assert.ok(top >= 0 && top < 200, `${top}`);
  await close();
});

test('choices are answered in practice, and are new at the next visit', async () => {
  const { page, close } = await start();
  await page.locator('.session-dots a').nth(6).click();
  await page.waitForFunction(() => document.querySelector('.session-count').innerText === '7 / 9');
  await page.locator('.session .choice-input').nth(1).check();
  await page.locator('.session .choice-check').click();
  await page.locator('.session [data-answered=right], .session[data-answered=right], [data-answered=right]').first().waitFor();
  await page.locator('.session-grade').first().waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await page.waitForFunction(() => document.querySelector('.session-count').innerText === '7 / 9');
  await page.waitForFunction(() => !document.querySelector('.choice-reason'));
  assert.equal(await page.locator('.session .choice-input:checked').count(), 0);
  await close();
});

test('axe finds nothing in practice: closed, open, at the end; at both widths, in both color schemes', async () => {
  for (const viewport of [{ width: 390, height: 844 }, { width: 1280, height: 900 }]) {
    for (const colorScheme of ['light', 'dark']) {
      const { page, close } = await start(server.base, { viewport, colorScheme, reducedMotion: 'reduce' });
      const check = async (state) => {
        assert.deepEqual(await violations(page), [], `${state} ${viewport.width} ${colorScheme}`);
      };
      await check('closed');
      await page.keyboard.press('Space');
      await page.locator('.session details').evaluateAll((all) => all.forEach((details) => { details.open = true; }));
      await check('open');
      for (let index = 0; index < 9; index += 1) {
        await page.keyboard.press('j');
        await page.waitForTimeout(20);
      }
      await page.locator('.session-end').waitFor();
      await check('end');
      await close();
    }
  }
});

test('at 320 px nothing is wider than the window, and at 400 % zoom nothing sticks', async () => {
  const { page, close } = await start(fileBase(site), { viewport: { width: 320, height: 256 } });
  await page.keyboard.press('Space');
  await page.locator('.session-grade').first().waitFor();
  assert.ok(await page.evaluate(() => document.scrollingElement.scrollWidth) <= 320);
  assert.equal(await page.locator('.session-bar').evaluate((bar) => getComputedStyle(bar).position), 'static');
  await page.setViewportSize({ width: 390, height: 844 });
  // The grades stay at the bottom edge, once the page has settled in its new size.
  await page.waitForFunction(() => {
    const { bottom } = document.querySelector('.session-bar').getBoundingClientRect();
    return Math.abs(bottom - innerHeight) < 2;
  });
  await close();
});

test('a topic is practised on its own page, with cards of all its pages', async () => {
  for (const base of [fileBase(site), server.base]) {
    const { page, troubles, close } = await open(browser, `${base}python/concurrency/index.html`);
    await page.waitForFunction(() => typeof hotseat !== 'undefined' && hotseat.key && hotseat.setting);
    await page.locator('a[href="#practice"]').click();
    await page.locator('.session .question').waitFor();
    const total = await page.locator('[data-key]:not(.question)').count();
    assert.equal(await at(page), `1 / ${total}`);
    assert.equal(await page.locator('.session-trail').innerText(), await page.locator('.page-card-title').first().textContent());
    const key = await page.locator('[data-key]:not(.question)').first().getAttribute('data-key');
    await grade(page, '3');
    assert.equal(await page.evaluate((key) => hotseat.store.last(key).grade, key), 3);
    await page.goBack();
    await page.locator('.session').waitFor({ state: 'detached' });
    await page.locator(`[data-key="${key}"] .status-known`).waitFor();
    assert.deepEqual(troubles, []);
    await close();
  }
});
