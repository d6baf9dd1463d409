// A small guide for tests of progress, built anew where a test changes it.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from './site.mjs';

const question = (id, text, answer = `It is ${id}.`) => `\n## ${text}\n<!-- id: ${id} -->\n\n${answer}\n`;
const page = (order, title, ...questions) => `---\ntitle: ${title}\norder: ${order}\n---\n${questions.join('')}`;

export const GUIDE = {
  'hotseat.toml': 'title = "Drill"\n',
  'content/_index.md': '---\ntitle: Drill\ndescription: To test with.\n---\n',
  'content/python/_index.md': '---\ntitle: Python\n---\n',
  'content/python/concurrency/_index.md': '---\ntitle: Concurrency\norder: 1\n---\n',
  'content/python/concurrency/threads.md': page(1, 'Threads',
    question('thread', 'What is a thread?'), question('lock', 'What is a lock?'), question('event', 'What is an event?')),
  'content/python/concurrency/tasks.md': page(2, 'Tasks',
    question('task', 'What is a task?'), question('gather', 'What is `gather`?')),
  'content/python/language/_index.md': '---\ntitle: Language\norder: 2\n---\n',
  'content/python/language/lists.md': page(1, 'Lists',
    question('list', 'What is a list?'), question('slice', 'What is a slice?')),
  'content/rust/_index.md': '---\ntitle: Rust\n---\n',
  'content/rust/ownership/_index.md': '---\ntitle: Ownership\n---\n',
  'content/rust/ownership/moves.md': page(1, 'Moves',
    question('move', 'What is a move?'), question('copy', 'What is `Copy`?'), question('drop', 'What is `Drop`?')),
};

/** Builds the guide, with some files other than usual; those that are `null` are left out. */
export function buildGuide(changes = {}) {
  const source = mkdtempSync(join(tmpdir(), 'hotseat-drill-'));
  for (const [path, text] of Object.entries({ ...GUIDE, ...changes })) {
    if (text === null) continue;
    mkdirSync(dirname(join(source, path)), { recursive: true });
    writeFileSync(join(source, path), text);
  }
  const site = build(source);
  rmSync(source, { recursive: true, force: true });
  return site;
}

/** Another page of an opened page's browser context, with the core at work. */
export async function another(context, url) {
  const page = await context.newPage();
  await page.goto(url, { waitUntil: 'load' });
  await ready(page);
  return page;
}

/** Waits for the core, which comes after the page. */
export const ready = (page) => page.waitForFunction(() => typeof hotseat !== 'undefined' && hotseat.store?.last);
