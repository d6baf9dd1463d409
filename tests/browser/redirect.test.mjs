// Former addresses lead on, from a folder too, and keep the hash.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build, fileBase, launch, open } from './site.mjs';

let browser, folder;

before(async () => {
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), 'hotseat-redirect-'));
  mkdirSync(join(folder, 'content/new'), { recursive: true });
  writeFileSync(join(folder, 'hotseat.toml'), 'title = "T"\n');
  for (const index of ['content/_index.md', 'content/new/_index.md']) {
    writeFileSync(join(folder, index), '---\ntitle: T\n---\n');
  }
  const page = '---\ntitle: Page\naliases: [old/place]\n---\n\n## Why?\n<!-- id: why -->\n\nBecause.\n';
  writeFileSync(join(folder, 'content/new/page.md'), page);
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

for (const javaScriptEnabled of [true, false]) {
  test(`a former address leads to the page, scripts ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
    const site = build(folder);
    const { page, close } = await open(browser, `${fileBase(site)}old/place.html#why`, { javaScriptEnabled });
    await page.waitForURL(/new\/page\.html/);
    if (javaScriptEnabled) {
      assert.match(page.url(), /#why$/);
      await page.waitForSelector('#why .question-answer[open]');
    }
    await close();
  });
}
