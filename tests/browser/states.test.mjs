// What no page is when it is opened: chosen, answered, graded, asked for help. In these states too
// axe finds nothing, nothing pans, and with forced colors what is chosen can be told from the rest.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { build, KINDS, launch, open, serve, violations } from './site.mjs';

let browser, server;
before(async () => {
  browser = await launch();
  server = await serve(build());
});
after(async () => {
  await browser?.close();
  server?.close();
});

const ready = (page) => page.waitForFunction(() => typeof hotseat !== 'undefined' && hotseat.store);

/** A question's second option is chosen and checked, so that its reason is read. */
async function choose(page) {
  await ready(page);
  const question = page.locator('.question:has(.choice-input)').first();
  await question.locator('.choice-input').nth(1).check();
  await question.locator('.choice-check').click();
  await question.locator('.choice-verdict').first().waitFor();
}

const STATES = {
  'a choice with its reason': choose,
  'grades and rings': async (page) => {
    await ready(page);
    await page.evaluate(() => [...document.querySelectorAll('main .question')].forEach((card, at) =>
      hotseat.store.grade(`${hotseat.page}#${card.id}`, { grade: at % 2 ? 1 : 3 })));
    await page.reload();
    await page.waitForSelector('.sidebar .ring', { state: 'attached' });
    await page.waitForSelector('.status-known');
  },
  'a filter that leaves some out': async (page) => {
    await ready(page);
    await page.locator('.study-levels [name]').first().press('Space');
  },
  'the keys': async (page) => {
    await ready(page);
    await page.keyboard.press('?');
    await page.waitForSelector('dialog[open]');
  },
  'a question gone to with j': async (page) => {
    await ready(page);
    await page.keyboard.press('j');
    await page.waitForSelector('.question[aria-current]');
  },
};

for (const [state, steps] of Object.entries(STATES)) {
  test(`${state}: axe finds nothing and nothing pans, at both widths, in both color schemes`, async () => {
    for (const viewport of [{ width: 390, height: 844 }, { width: 1280, height: 860 }]) {
      for (const colorScheme of ['light', 'dark']) {
        const { page, troubles, close } = await open(browser, server.base + KINDS.qa, { viewport, colorScheme, reducedMotion: 'reduce' });
        await steps(page);
        assert.deepEqual(await violations(page), [], `${viewport.width} ${colorScheme}`);
        const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
        assert.ok(width <= viewport.width, `${width} px`);
        assert.deepEqual(troubles, []);
        await close();
      }
    }
  });
}

test('with forced colors the bar of progress, the current page and pressed buttons are seen', async () => {
  const { page, close } = await open(browser, server.base + KINDS.qa, { viewport: { width: 1280, height: 860 }, forcedColors: 'active' });
  await STATES['grades and rings'](page);
  const seen = await page.evaluate(() => {
    const style = (selector, pseudo) => getComputedStyle(document.querySelector(selector), pseudo);
    const canvas = getComputedStyle(document.body).backgroundColor;
    return {
      bar: style('progress', '::-webkit-progress-value').backgroundColor !== canvas && style('progress').borderTopWidth !== '0px',
      current: style('.sidebar [aria-current]').outlineStyle !== 'none',
      crumb: style('.breadcrumbs [aria-current]').outlineStyle === 'none',
      ring: style('.ring circle:last-child').stroke !== canvas,
      label: style('.diagram').getPropertyValue('--diagram-back'),
    };
  });
  assert.deepEqual(seen, { bar: true, current: true, crumb: true, ring: true, label: 'Canvas' });
  await close();
});

test('icons that are drawn by lines are not filled, wherever they are drawn', async () => {
  for (const path of [KINDS.home, KINDS.qa]) {
    const { page, close } = await open(browser, server.base + path);
    const filled = await page.locator('.icon[fill="none"]').evaluateAll((all) =>
      all.filter((icon) => getComputedStyle(icon).fill !== 'none').map((icon) => icon.outerHTML));
    assert.deepEqual(filled, []);
    await close();
  }
});

for (const [kind, path] of Object.entries(KINDS)) {
  test(`${kind}: 400 % zoom, wider spacing and reduced motion lose nothing`, async () => {
    // A window of 1280 × 1024 at 400 %.
    const { page, close } = await open(browser, server.base + path, { viewport: { width: 320, height: 256 }, reducedMotion: 'reduce' });
    await page.evaluate(() => document.querySelectorAll('main details').forEach((d) => { d.open = true; }));
    const sticky = () => page.evaluate(() => {
      scrollTo(0, 600);
      const stuck = [...document.querySelectorAll('body *')].filter((one) => ['sticky', 'fixed'].includes(getComputedStyle(one).position));
      return stuck.map((one) => one.getBoundingClientRect()).filter(({ top, bottom, height }) => height && bottom > 0 && top < innerHeight)
        .reduce((sum, { height }) => sum + height, 0) / innerHeight;
    });
    assert.ok(await sticky() <= 0.15, 'what sticks leaves the window to the text');
    const moving = await page.evaluate(() => [...document.querySelectorAll('*')].filter((one) => {
      const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(one);
      return transitionDuration.split(', ').some((time) => time !== '0s') || animationName !== 'none' || scrollBehavior === 'smooth';
    }).length);
    assert.equal(moving, 0);
    await page.evaluate(() => {
      // As WCAG 1.4.12 has it; by the script's own sheet, which the policy lets pass.
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }');
      document.adoptedStyleSheets = [sheet];
    });
    const clipped = await page.evaluate(() => [...document.querySelectorAll('main a, main button, main summary, main p, main h1, main h2, main h3, .header *')]
      .filter((one) => one.clientHeight > 2 && getComputedStyle(one).overflow === 'hidden' && one.scrollHeight > one.clientHeight + 2 && !one.closest('.visually-hidden'))
      .map((one) => one.outerHTML.slice(0, 100)));
    assert.deepEqual(clipped, []);
    assert.ok(await page.evaluate(() => document.scrollingElement.scrollWidth) <= 320, 'the page pans');
    await close();
  });
}
