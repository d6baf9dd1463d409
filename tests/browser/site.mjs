// What the browser tests share: a built site, a server for it, and a browser.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
export const hotseat = process.env.HOTSEAT ?? join(root, 'target/debug/hotseat');

/** Every kind of page, by a page of the bundled guide. */
export const KINDS = {
  home: 'index.html',
  track: 'python/index.html',
  topic: 'python/concurrency/index.html',
  qa: 'python/concurrency/asyncio.html',
  drill: 'python/asyncio-in-practice/five-minute-drill.html',
  notes: 'python/asyncio-in-practice/study-notes.html',
  rust: 'rust/ownership/moves-and-copies.html',
  article: 'articles/inside-the-event-loop.html',
  mathematics: 'articles/big-o-by-counting.html',
  guide: 'guides/asyncio-workbook.html',
  tags: 'tags/index.html',
  questions: 'questions/index.html',
  practice: 'practice.html',
  review: 'review.html',
  print: 'print/python/concurrency.html',
  'not-found': '404.html',
};

/** Chromium as Debian installs it; the flags keep it from calling home. */
export async function launch() {
  return chromium.launch({
    executablePath: process.env.CHROME ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox', '--disable-gpu', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync',
    ],
  });
}

/** Builds a site into a folder of its own, removed when the process ends. */
export function build(source = root, ...args) {
  const folder = mkdtempSync(join(tmpdir(), 'hotseat-browser-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const output = join(folder, 'site');
  execFileSync(hotseat, ['build', '--quiet', '--root', source, '--output', output, ...args]);
  return output;
}

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript',
  '.svg': 'image/svg+xml', '.json': 'application/json', '.md': 'text/markdown; charset=utf-8',
};

/** Serves a folder on loopback. */
export async function serve(folder) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
    if (!file.startsWith(folder) || !statSync(file, { throwIfNoEntry: false })?.isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    response.end(readFileSync(file));
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const base = `http://127.0.0.1:${server.address().port}/`;
  return { base, close: () => server.close() };
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong with a page as it stands, a line for each rule. */
export async function violations(page) {
  // Put in by the debugger, which the page's own policy does not rule.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

export const fileBase = (folder) => `${pathToFileURL(folder)}/`;

/** Opens a page and gathers everything that goes wrong on it. */
export async function open(browser, url, options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const troubles = [];
  page.on('console', (message) => troubles.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText;
    // A page that reloads gives up what it was still loading: no failure.
    if (reason !== 'net::ERR_ABORTED') troubles.push(`failed: ${request.url()} ${reason}`);
  });
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol !== 'file:' && hostname !== '127.0.0.1') troubles.push(`third party: ${request.url()}`);
  });
  await page.goto(url, { waitUntil: 'load' });
  return { page, troubles, close: () => context.close() };
}
