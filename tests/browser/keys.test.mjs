// The keyboard alone: going from question to question, grading, the dialog of keys and its switch.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { build, fileBase, launch, open, serve } from './site.mjs';

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

async function start(url = fileBase(site) + PAGE, options = {}) {
  const opened = await open(browser, url, options);
  await opened.page.waitForFunction(() => typeof hotseat !== 'undefined' && hotseat.key && hotseat.setting);
  return opened;
}

const current = (page) => page.waitForSelector('.question[aria-current]').then((card) => card.getAttribute('id'));

test('j, k, o, 1, 3 and u go through the questions, reveal, grade and take back', async () => {
  for (const base of [fileBase(site), server.base]) {
    const { page, troubles, close } = await start(base + PAGE);
    await page.keyboard.press('j');
    assert.equal(await current(page), 'event-loop');
    assert.match(page.url(), /#event-loop$/);
    const focused = () => page.evaluate(() => document.activeElement.closest('.question')?.id);
    assert.equal(await focused(), 'event-loop');
    await page.keyboard.press('j');
    assert.equal(await focused(), 'coroutine-task-future');
    await page.keyboard.press('k');
    assert.equal(await focused(), 'event-loop');
    assert.equal(await page.locator('.question-answer[open]').count(), 0, 'going there opens nothing');
    await page.keyboard.press('o');
    assert.equal(await page.locator('#event-loop .question-answer[open]').count(), 1);
    await page.keyboard.press('3');
    await page.locator('#event-loop .status-known').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('1');
    await page.locator('#coroutine-task-future .status-review').waitFor();
    await page.keyboard.press('u');
    await page.waitForFunction(() => document.querySelector('#coroutine-task-future').dataset.status === 'unseen');
    await page.keyboard.press('a');
    assert.equal(await page.locator('.question-answer[open]').count(), 9);
    assert.deepEqual(troubles, []);
    await close();
  }
});

test('n, p, g h and g r lead to other pages', async () => {
  const { page, close } = await start();
  await page.keyboard.press('n');
  await page.waitForURL(/concurrent-futures/);
  await page.waitForFunction(() => typeof hotseat !== 'undefined' && hotseat.key);
  await page.keyboard.press('p');
  await page.waitForURL(/asyncio\.html/);
  await page.waitForFunction(() => typeof hotseat !== 'undefined' && hotseat.key);
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await page.waitForURL(/review\.html/);
  await page.waitForFunction(() => typeof hotseat !== 'undefined' && hotseat.key);
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  await page.waitForURL(/\/index\.html/);
  await close();
});

test('the dialog lists the keys that work here, and switches single keys off for good', async () => {
  const { page, troubles, close } = await start();
  await page.keyboard.press('?');
  const dialog = page.locator('dialog.shortcuts');
  await dialog.waitFor();
  const text = await dialog.innerText();
  assert.match(text, /Next, previous question/);
  assert.match(text, /Review again, I knew it/);
  assert.doesNotMatch(text, /Skip till tomorrow|Leave|Hard/);
  await page.keyboard.press('j');
  assert.equal(await page.locator('.question[aria-current]').count(), 0, 'keys rest while a dialog is open');
  await dialog.locator('input').uncheck();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await page.reload();
  await page.waitForFunction(() => typeof hotseat !== 'undefined' && hotseat.key);
  await page.keyboard.press('j');
  await page.keyboard.press('?');
  await page.waitForTimeout(200);
  assert.equal(await page.locator('.question[aria-current]').count(), 0);
  await page.locator('.keys-open').click();
  await dialog.locator('input').check();
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  assert.equal(await current(page), 'event-loop');
  assert.deepEqual(troubles, []);
  await close();
});

test('keys are left to fields, and to combinations that belong to others', async () => {
  const { page, close } = await start();
  await page.locator('.study-filter select').focus();
  await page.keyboard.press('a');
  await page.locator('main').focus();
  await page.keyboard.press('Alt+a');
  await page.keyboard.press('Control+a');
  assert.equal(await page.locator('.question-answer[open]').count(), 0);
  await close();
});

test('every key is told by the control that does the same', async () => {
  const { page, close } = await start();
  const keys = await page.locator('[aria-keyshortcuts]').evaluateAll((all) => [...new Set(all.flatMap((one) => one.getAttribute('aria-keyshortcuts').split(' ')))]);
  for (const key of ['o', 'a', 'c', '1', '3', 'n', 'p', '?']) assert.ok(keys.includes(key), key);
  await close();
});
