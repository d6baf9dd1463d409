// Pictures of every kind of page and of what is done on it, to be looked at: in target/screenshots/,
// with a sheet of all of them in index.html.
//
//     node tests/browser/shots.mjs [only those whose name contains this]

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, KINDS, launch, open, root, serve } from './site.mjs';

const only = process.argv[2] ?? '';
const folder = join(root, 'target/screenshots');
const DAY = 86_400_000;
const { mathematics, rust, drill, notes, ...kinds } = KINDS;
kinds.tag = 'tags/asyncio.html';

const wait = (page) => page.waitForTimeout(150);
const openAll = (page) => page.evaluate(() => document.querySelectorAll('main details').forEach((d) => { d.open = true; }));

/** Twelve graded questions, of which some are due, as a reader has them who comes back. */
const progress = async (page) => {
  await page.waitForFunction(() => typeof hotseat !== 'undefined' && hotseat.store);
  await page.evaluate(async ({ now, day }) => {
    await hotseat.load('session');
    const packed = {};
    const paths = ['python/concurrency/asyncio', 'python/concurrency/threading', 'rust/ownership/moves-and-copies'];
    for (const [turn, path] of paths.entries()) {
      const shard = await hotseat.shard(path).catch(() => ({ questions: [] }));
      for (const [at, { id, hash }] of shard.questions.slice(0, 4).entries()) {
        const time = now - (1 + turn + at) * day + at;
        packed[`${path}#${id}`] = [{ id: `${time.toString(36).padStart(9, '0')}shots${at}`, grade: at === 2 ? 1 : 3, hash }];
      }
    }
    localStorage.setItem(`hotseat:${hotseat.site}:log:shots`, JSON.stringify(packed));
  }, { now: Date.now(), day: DAY });
  await page.reload();
  await page.waitForFunction(() => typeof hotseat !== 'undefined' && hotseat.store);
  await page.waitForTimeout(800);
};

/** What is done on a page before the picture is taken: its path, and the steps. */
const STATES = {
  'qa-open': [KINDS.qa, openAll],
  'qa-progress': [KINDS.qa, progress],
  'home-progress': [KINDS.home, progress],
  'topic-progress': [KINDS.topic, progress],
  'choice-answered': [KINDS.qa, async (page) => {
    const question = page.locator('.question:has(.choice-input)').first();
    await question.locator('.choice-input').nth(1).check();
    await question.locator('.choice-check').click();
    await question.scrollIntoViewIfNeeded();
    await wait(page);
  }],
  'review-due': [KINDS.review, progress],
  'review-session': [KINDS.review, async (page) => {
    await progress(page);
    await page.locator('[data-review="start"]').click();
    await page.waitForSelector('.session .question');
    await page.keyboard.press('Space');
  }],
  'practice-session': [`${KINDS.qa}#practice`, async (page) => {
    await page.waitForSelector('.session .question');
    await page.keyboard.press('Space');
  }],
  'session-end': [`${KINDS.drill}#practice`, async (page) => {
    await page.waitForSelector('.session .question');
    for (let turn = 0; turn < 40 && !(await page.locator('.session-end').count()); turn += 1) {
      await page.keyboard.press('Space');
      await page.locator('.session-grade').first().waitFor();
      await page.keyboard.press(turn % 3 ? '3' : '1');
      await wait(page);
    }
  }],
  'interview-running': [KINDS.practice, async (page) => {
    await page.locator('.interview button[type=submit], .practice .button-primary').first().click();
    await page.waitForSelector('.session .question');
    await page.keyboard.press('Space');
  }],
  'interview-summary': [KINDS.practice, async (page) => {
    await page.locator('.interview button[type=submit], .practice .button-primary').first().click();
    for (let turn = 0; turn < 5; turn += 1) {
      await page.waitForSelector('.session .question');
      await page.keyboard.press('Space');
      await page.locator('.session-grade').first().waitFor();
      await page.keyboard.press(turn % 2 ? '3' : '1');
      await wait(page);
    }
  }],
  'search-open': [KINDS.home, async (page) => {
    await page.waitForSelector('.header-search[aria-keyshortcuts]');
    await page.keyboard.press('/');
    await page.waitForSelector('.search-option');
    await page.locator('.search-input').fill('event loop');
    await page.waitForSelector('.search-list[data-text="event loop"]');
  }],
  'keys-open': [KINDS.qa, async (page) => {
    await page.waitForFunction(() => typeof hotseat !== 'undefined' && hotseat.key);
    await page.keyboard.press('?');
    await page.waitForSelector('dialog[open]');
  }],
  'import-open': [KINDS.review, async (page) => {
    await page.waitForSelector('.transfer button:visible');
    await page.locator('.transfer button', { hasText: /^Import/ }).click();
    await page.waitForSelector('dialog[open]');
  }],
  'drawer-open': [KINDS.qa, async (page) => {
    const button = page.locator('[popovertarget="page.sidebar"]').first();
    if (await button.isVisible()) await button.click();
  }],
};

/** The same guide in Arabic. */
function arabic() {
  const source = mkdtempSync(join(tmpdir(), 'hotseat-arabic-'));
  process.on('exit', () => rmSync(source, { recursive: true, force: true }));
  for (const name of ['content', 'verified.lock']) cpSync(join(root, name), join(source, name), { recursive: true });
  for (const name of ['templates', 'themes']) symlinkSync(join(root, name), join(source, name));
  const settings = readFileSync(join(root, 'hotseat.toml'), 'utf8');
  writeFileSync(join(source, 'hotseat.toml'), settings.replace('language = "en"', 'language = "ar"'));
  return build(source);
}

const NARROW = { width: 390, height: 844 }, WIDE = { width: 1280, height: 860 };
const SCHEMES = ['light', 'dark'].flatMap((colorScheme) => [
  [`390-${colorScheme}`, { viewport: NARROW, colorScheme }], [`1280-${colorScheme}`, { viewport: WIDE, colorScheme }],
]);
const SPECIAL = [
  ['no-script', { viewport: WIDE, javaScriptEnabled: false }],
  ['forced-colors', { viewport: WIDE, forcedColors: 'active' }],
  ['forced-colors-dark', { viewport: WIDE, forcedColors: 'active', colorScheme: 'dark' }],
];
const pages = [...Object.entries(kinds).map(([kind, path]) => [kind, path, async () => {}]),
  ...Object.entries(STATES).map(([state, [path, steps]]) => [state, path, steps])];

mkdirSync(folder, { recursive: true });
const browser = await launch();
const [english, rtl] = [await serve(build()), await serve(arabic())];
const taken = [], failed = [];

/** Not whole guides: what is seen of the first screens tells enough. */
const take = async (name, base, path, options, steps, print) => {
  if (!name.includes(only)) return;
  const { page, close } = await open(browser, base + path, { reducedMotion: 'reduce', ...options });
  page.setDefaultTimeout(10_000);
  try {
    await steps(page);
    await wait(page);
    if (print) {
      await page.pdf({ path: join(folder, `${name}.pdf`), preferCSSPageSize: true });
      await page.emulateMedia({ media: 'print' });
    }
    const { width } = options.viewport;
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    const clip = { x: 0, y: 0, width, height: Math.min(height, width < 400 ? 2400 : 1800) };
    // What is over the page or sticks to the window is seen in the window alone.
    const isWindow = await page.locator('dialog[open], :popover-open, .session, .choice-right').count() > 0;
    await page.screenshot({ path: join(folder, `${name}.png`), ...(isWindow ? {} : { clip, fullPage: true }) });
    taken.push(name);
  } catch (error) {
    failed.push(`${name}: ${error.message.split('\n')[0]}`);
  }
  await close();
};

for (const [kind, path, steps] of pages) {
  for (const [look, options] of SCHEMES) await take(`${kind}-${look}`, english.base, path, options, steps);
  for (const [look, options] of SPECIAL) {
    if (look === 'no-script' && kind in STATES) continue;
    await take(`${kind}-${look}`, english.base, path, options, steps);
  }
  if (kind === 'import-open') continue; // its button is found by its English name
  await take(`${kind}-rtl-390`, rtl.base, path, { viewport: NARROW }, steps);
  await take(`${kind}-rtl-1280`, rtl.base, path, { viewport: WIDE, colorScheme: 'dark' }, steps);
}
for (const kind of ['qa', 'article', 'print', 'interview-summary'])
  await take(`${kind}-printed`, english.base, ...[pages.find(([name]) => name === kind)].flatMap(([, path, steps]) => [path, { viewport: { width: 794, height: 1123 } }, steps]), true);

const escaped = (name) => `<figure><a href="${name}.png"><img src="${name}.png" alt="" loading="lazy"></a><figcaption>${name}</figcaption></figure>`;
writeFileSync(join(folder, 'index.html'), `<!doctype html><html lang="en"><meta charset="utf-8"><title>Screenshots</title>
<style>body{font:14px system-ui;margin:1rem;display:flex;flex-wrap:wrap;gap:1rem}figure{margin:0}img{height:20rem;border:1px solid #888}</style>
${taken.map(escaped).join('\n')}\n`);
await browser.close();
english.close();
rtl.close();
console.log(`${taken.length} pictures in target/screenshots, with a sheet in index.html`);
for (const line of failed) console.log(`not taken: ${line}`);
if (failed.length) process.exitCode = 1;
