// What a reader's line has to carry: the limits of every page kind, and of the page that shows all features.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { build, KINDS, launch, serve } from './site.mjs';

const KIB = 1024;
/** Six questions with choices, tabs, a table, a diagram, a hidden answer, a hint, a follow-up and outputs. */
const FULL = 'python/asyncio-in-practice/queues.html';
const NEXT = 'python/asyncio-in-practice/five-minute-drill.html';
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

const packed = (/** @type {string} */ path) => gzipSync(readFileSync(join(site, path)), { level: 9 }).length;

/** The files of the site that a page asks for, cold. */
async function asked(path) {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  const files = new Set();
  page.on('request', (request) => files.add(decodeURIComponent(new URL(request.url()).pathname.slice(1))));
  await page.goto(server.base + path);
  await page.waitForFunction(() => document.querySelector('script[src]'));
  await page.waitForTimeout(300);
  await page.close();
  return [...files];
}

test('every page kind has one stylesheet and one script within their limits', async () => {
  for (const path of Object.values(KINDS)) {
    const html = readFileSync(join(site, path), 'utf8');
    const style = html.match(/<link rel=stylesheet href="[./]*([^"]+)"/)?.[1] ?? '';
    const script = html.match(/data-script="[./]*([^"]+)"/)?.[1] ?? '';
    assert.ok(packed(style) <= 8 * KIB, `${path}: ${packed(style)} bytes of styles`);
    assert.ok(packed(script) <= 6 * KIB, `${path}: ${packed(script)} bytes of scripts`);
  }
});

test('around its text every page kind is at most 3 KiB', () => {
  for (const path of Object.values(KINDS)) {
    const html = readFileSync(join(site, path), 'utf8');
    const text = [/<main.*<\/main>/s, /<ol class=contents>.*?<\/ol>/s].map((part) => html.match(part)?.[0] ?? '');
    assert.notEqual(text[0], '', path);
    const around = packed(path) - gzipSync(text.join(''), { level: 9 }).length;
    assert.ok(around <= 3 * KIB, `${path}: ${around} bytes around its text`);
  }
});

test('a page of six questions with all features is four requests and 24 KiB', async () => {
  const html = readFileSync(join(site, FULL), 'utf8');
  assert.equal(html.match(/<article class=question/g)?.length, 6);
  for (const part of ['question-choices', 'class=tabs', '<table', 'class="diagram', 'callout-answer', 'question-hint', 'question-follow-up', 'class="output"']) {
    assert.ok(html.includes(part), `no ${part}`);
  }
  const files = await asked(FULL);
  assert.ok(files.length <= 4, files.join(' '));
  // Headers are a quarter of a KiB each.
  const bytes = files.reduce((sum, file) => sum + packed(file) + KIB / 4, 0);
  assert.ok(bytes <= 24 * KIB, `${bytes} bytes`);
  assert.ok(packed(FULL) <= 6 * KIB, `${packed(FULL)} bytes of HTML`);
  assert.ok(packed(NEXT) + KIB / 4 <= 8 * KIB, `${packed(NEXT)} bytes for the next page`);
});
