// What the search finds, read from real files without a browser.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build, root } from './site.mjs';
import { search } from './search.mjs';

const FILES = {
  'hotseat.toml': 'title = "Drill"\n',
  'content/python/_index.md': '---\ntitle: Python\n---\n',
  'content/python/concurrency/_index.md': '---\ntitle: Concurrency\n---\n',
  'content/python/concurrency/asyncio.md': `---
title: asyncio
difficulty: hard
tags: [async]
---

## What does the event loop do?

It schedules callbacks. A coroutine is resumed by **zymurgy**.

## What does \`asyncio.gather\` return?
<!-- difficulty: easy -->

A list of results; with \`return_exceptions\` also exceptions.

## When is \`__init__\` called?
<!-- difficulty: medium -->

After \`__new__\`. See an event, then the loop of the parser.

## 事件循环是什么？

一个调度器。
`,
  'content/rust/_index.md': '---\ntitle: Rust\n---\n',
  'content/rust/sharing.md': `---
title: Sharing
---

## What is \`Arc<Mutex<T>>\` for?

A mutex that threads own together.

## What does E0382 say?

A value was used after a move.

## Is Rust a C++?

It is café.
`,
};

let folder, site, engine, loaded;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'hotseat-search-'));
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  site = build(folder);
  ({ search: engine, loaded } = search(root, site));
});
after(() => rmSync(folder, { recursive: true, force: true }));

const LOOP = 'What does the event loop do?', GATHER = 'What does asyncio.gather return?';
const INIT = 'When is __init__ called?', CHINESE = '事件循环是什么？';
const ARC = 'What is Arc<Mutex<T>> for?', MOVED = 'What does E0382 say?', CPP = 'Is Rust a C++?';

/** The titles of the questions found, best first. */
const titles = async (text, most = 20) => [...(await engine.find(text, most)).questions].map(({ title }) => title);

test('words of titles come before words of answers, and all words are wanted', async () => {
  assert.deepEqual(await titles('event loop'), [LOOP, INIT]);
  assert.deepEqual(await titles('LOOP event'), [LOOP, INIT]);
  assert.deepEqual(await titles('zymurgy'), [LOOP]);
  assert.deepEqual(await titles('what does the event loop do?'), [LOOP]);
});

test('where no text has all words, some are enough, and that is said', async () => {
  const { questions, isPartial } = await engine.find('zymurgy mutex', 20);
  assert.equal(isPartial, true);
  assert.deepEqual([...questions].map(({ title }) => title).sort(), [ARC, LOOP].sort());
  assert.equal((await engine.find('event loop', 20)).isPartial, false);
});

test('a word may be unfinished, anywhere', async () => {
  for (const text of ['zymu', 'corout', 'zymu sched', 'sched zymu']) {
    assert.deepEqual(await titles(text), [LOOP], text);
  }
});

test('one slip is forgiven in any place of a word, and two are not', async () => {
  for (const text of ['corutine', 'xoroutine', 'ocroutine', 'oroutine', 'ccoroutine', 'coroutinee', 'corouitne', 'coroutins', 'zxmurgy', 'symurgy']) {
    assert.deepEqual(await titles(text), [LOOP], text);
  }
  assert.deepEqual(await titles('xxroutine'), []);
  // The number of an error is another error.
  assert.deepEqual(await titles('E0381'), []);
});

test('every slip in every word of a title is forgiven', async () => {
  for (const word of ['event', 'gather', 'called', 'return']) {
    const [own] = await titles(word, 1);
    for (let at = 0; at <= word.length; at++) {
      const slips = [`${word.slice(0, at)}q${word.slice(at)}`];
      if (at < word.length) slips.push(`${word.slice(0, at)}q${word.slice(at + 1)}`, word.slice(0, at) + word.slice(at + 1));
      if (at + 1 < word.length) slips.push(word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2));
      for (const slip of slips.filter((slip) => slip.length > 3)) {
        assert.ok((await titles(slip)).includes(own), `${slip} for ${word}`);
      }
    }
  }
});

test('code words are found as written', async () => {
  assert.deepEqual(await titles('asyncio.gather', 1), [GATHER]);
  assert.deepEqual(await titles('Arc<Mutex<T>>'), [ARC]);
  assert.deepEqual(await titles('arc<mut'), [ARC]);
  assert.deepEqual(await titles('__init__'), [INIT]);
  assert.deepEqual(await titles('init'), [INIT]);
  assert.deepEqual(await titles('E0382'), [MOVED]);
  assert.deepEqual(await titles('C++'), [CPP]);
  assert.deepEqual(await titles('return_exceptions'), [GATHER]);
  assert.deepEqual(await titles('gather exceptions'), [GATHER]);
});

test('Chinese is found by any of its words, accents or not', async () => {
  for (const text of ['事件', '循环', '事件循环', '环', '调度器']) assert.deepEqual(await titles(text), [CHINESE], text);
  assert.deepEqual(await titles('cafe'), [CPP]);
  assert.deepEqual(await titles('CAFÉ'), [CPP]);
});

test('filters narrow, and stand alone', async () => {
  assert.deepEqual(await titles('d:hard'), [LOOP, CHINESE]);
  assert.deepEqual(await titles('d:hard in:rust'), []);
  assert.deepEqual(await titles('in:rust'), [ARC, MOVED, CPP]);
  assert.deepEqual(await titles('in:conc what d:easy'), [GATHER]);
  assert.deepEqual(await titles('tag:async event'), [LOOP, INIT]);
  assert.deepEqual(await titles('d:easy d:medium'), [GATHER, INIT]);
});

test('a result says where it is, and nothing of its answer', async () => {
  const { questions, topics } = await engine.find('event loop', 20);
  const { title, around, level, key } = questions[0];
  assert.deepEqual({ title, around, level, key }, {
    title: LOOP, around: 'asyncio', level: 3, key: 'python/concurrency/asyncio#what-does-the-event-loop-do',
  });
  const page = (await engine.find('asyncio', 20)).topics[0];
  assert.deepEqual([page.title, page.around, page.questions], ['asyncio', 'Python / Concurrency', 4]);
  assert.doesNotMatch(JSON.stringify([questions, topics]), /callbacks|zymurgy/);
});

test('what is typed is marked in a title', () => {
  const marked = (title, ...words) => Array.from(engine.marks(title, words), ([from, to]) => title.slice(from, to));
  assert.deepEqual(marked(LOOP, 'event', 'loo'), ['event', 'loo']);
  assert.deepEqual(marked(CHINESE, '事件', '件循', '循环'), ['事件循环']);
  assert.deepEqual(marked('Le café', 'cafe'), ['café']);
  assert.deepEqual(marked(LOOP, 'oop'), []);
});

test('only the files of the words and of the hits are read', async () => {
  const fresh = search(root, site);
  await fresh.search.find('zymurgy', 20);
  assert.deepEqual(fresh.loaded, ['index', 't-0', 'd-0']);
  await fresh.search.find('zymurgy', 20);
  assert.equal(fresh.loaded.length, 3);
  assert.ok(loaded.includes('w-0'), 'a slip needs the words from their ends');
});
