// What goes on paper: a page in three forms, and a whole topic.

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

/** Asks for a form by the dialog; what the printer would see is kept until it is looked at. */
async function print(page, form) {
  await page.evaluate(() => {
    // `print` blocks until a person has answered the system's dialog.
    window.print = () => { window.isPrinting = true; };
  });
  await page.locator('.print-open').click();
  await page.locator(`.print-dialog input[value="${form}"]`).check();
  await page.locator('.print-dialog [value="print"].button').click();
  await page.waitForFunction(() => window.isPrinting);
  await page.emulateMedia({ media: 'print' });
}

const shown = (page, selector) => page.locator(selector).evaluateAll((parts) => parts.filter((part) => part.checkVisibility()).length);

for (const where of ['file', 'http']) {
  const base = () => (where === 'file' ? fileBase(site) : server.base);

  test(`answers, questions alone, and a key at the end (${where})`, async () => {
    for (const [form, answers, key] of [['answers', true, 0], ['questions', false, 0], ['key', false, 1]]) {
      const { page, troubles, close } = await open(browser, base() + PAGE);
      await page.waitForFunction(() => typeof hotseat !== 'undefined');
      await print(page, form);
      const questions = await shown(page, '.question');
      assert.ok(questions >= 9, `${questions} questions`);
      const open_ = await shown(page, '.question .question-answer > .prose > *');
      assert.equal(open_ > 0, answers, `${form}: ${open_} parts of answers under their questions`);
      assert.equal(await shown(page, '.print-key'), key);
      if (key) {
        assert.equal(await shown(page, '.print-answer h3'), questions);
        assert.equal(await page.evaluate(() => document.querySelectorAll('.print-key [id]').length), 0);
      }
      await page.evaluate(() => dispatchEvent(new Event('afterprint')));
      assert.equal(await page.locator('.print-key').count(), 0);
      assert.equal(await page.evaluate(() => document.documentElement.dataset.print), undefined);
      assert.deepEqual(troubles, []);
      await close();
    }
  });

  test(`a whole topic on one page (${where})`, async () => {
    const { page, troubles, close } = await open(browser, `${base()}print/python/concurrency.html`);
    await page.waitForFunction(() => document.querySelectorAll('.question').length > 20);
    await page.waitForFunction(() => !document.querySelector('.print-pages li'));
    await print(page, 'answers');
    assert.ok((await shown(page, '.question .question-answer > .prose')) > 20);
    assert.deepEqual(troubles, []);
    await close();
  });
}

test('a topic without scripts lists its pages', async () => {
  const { page, close } = await open(browser, `${fileBase(site)}print/python/concurrency.html`, { javaScriptEnabled: false });
  assert.equal(await page.locator('.print-pages a').count(), 4);
  await close();
});
