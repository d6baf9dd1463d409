// Every kind of page is read in each browser engine, from file:// and with the keyboard.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { By, Key } from 'selenium-webdriver';
import { engines } from './engines.mjs';
import { build, fileBase, KINDS } from './site.mjs';

/** What a reader sees, gathered in the page. */
const reading = () => {
  const root = document.documentElement;
  const colors = new Set([...document.querySelectorAll('main pre code *')].map((token) => getComputedStyle(token).color));
  return {
    scripts: root.classList.contains('js'),
    pans: root.scrollWidth > root.clientWidth,
    title: document.querySelector('h1')?.textContent.trim() ?? '',
    links: document.querySelectorAll('main a[href], .sidebar a[href]').length,
    samples: document.querySelectorAll('main .sample[data-language="python"], main .sample[data-language="rust"]').length,
    colors: colors.size,
    answers: document.querySelectorAll('.question-answer').length,
  };
};

for (const engine of engines) {
  describe(engine.name, { skip: !engine.isHere && `${engine.name} is not on this machine` }, () => {
    let driver, profile, site;

    before(async () => {
      profile = mkdtempSync(join(tmpdir(), 'hotseat-profile-'));
      site = build();
      driver = await engine.start(profile);
    });
    after(async () => {
      await driver?.quit();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    });

    for (const [kind, path] of Object.entries(KINDS)) {
      // The 404 page is for servers: its links begin at the host's root.
      if (kind === 'not-found') continue;
      test(`${kind} is read`, async () => {
        await driver.get(fileBase(site) + path);
        const seen = await driver.executeScript(reading);
        assert.equal(seen.scripts, true);
        assert.equal(seen.pans, false, 'the page pans sideways');
        assert.notEqual(seen.title, '');
        assert.ok(seen.links > 3, `${seen.links} links`);
        if (seen.samples > 0) assert.ok(seen.colors >= 3, `${seen.colors} colors in code`);
        if (seen.answers === 0) return;

        const summary = await driver.findElement(By.css('.question-answer > summary'));
        const answer = await driver.findElement(By.css('.question-answer'));
        const isOpen = () => answer.getAttribute('open').then((open) => open !== null);
        assert.equal(await isOpen(), false, 'an answer is open before it was asked for');
        await driver.executeScript((element) => element.focus(), summary);
        await driver.switchTo().activeElement().sendKeys(Key.ENTER);
        assert.equal(await isOpen(), true, 'Enter opens the answer');
      });
    }

    test('a link to a question opens its answer', async () => {
      await driver.get(`${fileBase(site)}${KINDS.qa}`);
      const id = await driver.executeScript(() => [...document.querySelectorAll('.question')].at(2).id);
      await driver.get('about:blank');
      await driver.get(`${fileBase(site)}${KINDS.qa}#${id}`);
      const isOpen = (name) => document.getElementById(name)?.querySelector('.question-answer').open;
      await driver.wait(() => driver.executeScript(isOpen, id), 5000, 'the answer stayed closed');
    });

    test('the colors that a reader chose stay on the next page', async () => {
      await driver.get(fileBase(site) + KINDS.qa);
      await driver.wait(() => driver.executeScript(() => Boolean(document.querySelector('.theme-toggle')?.title)), 5000);
      const button = await driver.findElement(By.css('.theme-toggle'));
      await button.click();
      await button.click();
      await driver.get(fileBase(site) + KINDS.home);
      assert.equal(await driver.executeScript(() => document.documentElement.dataset.theme), 'dark');
    });
  });
}
