// An open page follows the edits: it keeps the reader's place, and shows what is wrong.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { hotseat, launch, open } from './site.mjs';

let browser, folder, server, base;

/** Puts a file in place by renaming, so that no build sees half of it. */
function write(path, text) {
  const staged = join(folder, 'staged');
  writeFileSync(staged, text);
  mkdirSync(join(folder, path, '..'), { recursive: true });
  renameSync(staged, join(folder, path));
}

/** A page of many questions; the first has `answer`. */
function page(answer, difficulty = 'easy') {
  const questions = Array.from({ length: 40 }, (_, number) =>
    `## Question ${number}?\n<!-- id: q${number} -->\n\n${number === 0 ? answer : 'An answer.\n\nWith a second line.'}\n`);
  return `---\ntitle: Page\ndifficulty: ${difficulty}\n---\n\n${questions.join('\n')}`;
}

/** Starts the server and waits for the line with its address. */
async function start(port) {
  const args = ['serve', '--root', folder, '--port', port];
  server = spawn(hotseat, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  for await (const line of createInterface({ input: server.stdout })) {
    const [, address] = /^Serving (.*)$/.exec(line) ?? [];
    if (address) return address;
  }
  throw new Error('the server ended before it served');
}

/** Stops it as Ctrl-C does. */
async function stop() {
  const ended = new Promise((done) => server.once('exit', done));
  server.kill('SIGINT');
  return ended;
}

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hotseat-reload-'));
  write('hotseat.toml', 'title = "T"\n');
  write('content/_index.md', '---\ntitle: T\n---\n');
  write('content/topic/_index.md', '---\ntitle: Topic\n---\n');
  write('content/topic/page.md', page('The first answer.'));
  base = await start('0');
  browser = await launch();
});
after(async () => {
  await browser?.close();
  server?.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens the page. A stream of events that a reload cuts off counts as failed, and is no trouble. */
async function visit(hash = '') {
  const opened = await open(browser, `${base}topic/page.html${hash}`);
  const troubles = () => opened.troubles.filter((trouble) => !/^failed: .*__hotseat.events$/.test(trouble));
  return { ...opened, troubles };
}

const text = (page, words) => page.waitForFunction((words) =>
  document.querySelector('#q0')?.textContent.includes(words), words);

for (const hash of ['', '#q3']) {
  test(`a reload keeps scroll position, open answers and focus, address with "${hash}"`, async () => {
    write('content/topic/page.md', page('Before.'));
    const { page: tab, troubles, close } = await visit(hash);
    await text(tab, 'Before.');
    await tab.click('#q30 summary');
    await tab.click('#q35 summary');
    // In the middle of the page, where neither end can hide a wrong position.
    await tab.evaluate(() => scrollTo({ top: 700, behavior: 'instant' }));
    await tab.evaluate(() => { window.isOld = true; });
    write('content/topic/page.md', page('After.'));
    await tab.waitForFunction(() => !window.isOld && document.readyState === 'complete');
    await text(tab, 'After.');
    await tab.evaluate(() => new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); }));
    const place = await tab.evaluate(() => ({
      top: Math.round(scrollY),
      open: [...document.querySelectorAll('details[open]')]
        .map((details) => details.closest('[id]')?.id).filter((id) => /^q/.test(id)),
      focus: document.activeElement.closest('[id]')?.id,
    }));
    const opened = hash ? ['q3', 'q30', 'q35'] : ['q30', 'q35'];
    assert.deepEqual(place, { top: 700, open: opened, focus: 'q35' });
    assert.deepEqual(troubles(), []);
    await close();
  });
}

test('errors lie over the page until they are hidden or mended', async () => {
  write('content/topic/page.md', page('Right.'));
  const { page: tab, troubles, close } = await visit();
  await text(tab, 'Right.');
  const dialog = tab.locator('hotseat-overlay dialog');

  write('content/topic/page.md', page('Right.', 'hrad'));
  await dialog.waitFor();
  const words = await dialog.innerText();
  assert.match(words, /error\[unknown-difficulty\] unknown difficulty/);
  assert.match(words, /content\/topic\/page\.md:3:13/);
  assert.match(words, /difficulty: hrad/);
  assert.match(words, /help: did you mean `hard`\?/);
  const [mark, caret] = await Promise.all(['mark', '.caret'].map((part) =>
    dialog.locator(part).boundingBox()));
  assert.equal(Math.round(caret.x), Math.round(mark.x), 'the caret stands below the word');

  await tab.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  write('content/topic/page.md', page('Right.', 'esay'));
  await dialog.waitFor();

  write('content/topic/page.md', page('Mended.'));
  await text(tab, 'Mended.');
  await dialog.waitFor({ state: 'detached' });
  assert.deepEqual(troubles(), []);
  await close();
});

test('a page of another topic stays as it is', async () => {
  write('content/other/_index.md', '---\ntitle: Other\n---\n');
  write('content/other/page.md', page('Other.'));
  write('content/topic/page.md', page('Kept.'));
  const { page: tab, close } = await visit();
  const other = await open(browser, base);
  await text(tab, 'Kept.');
  await tab.evaluate(() => { window.isOld = true; });
  await other.page.goto(`${base}other/page.html`);
  write('content/other/page.md', page('Other, edited.'));
  await text(other.page, 'Other, edited.');
  assert.equal(await tab.evaluate(() => window.isOld), true);
  await other.close();
  await close();
});

test('an open page finds a server that has come back', async () => {
  write('content/topic/page.md', page('Before the end.'));
  const { page: tab, close } = await visit();
  await text(tab, 'Before the end.');
  await stop();
  write('content/topic/page.md', page('After the end.'));
  assert.equal(await start(new URL(base).port), base);
  await text(tab, 'After the end.');
  await close();
});
