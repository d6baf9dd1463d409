// What stays readable without a network, and how a site takes that back.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { hotseat, launch, root, serve } from './site.mjs';

const PAGE = 'python/concurrency/asyncio.html';
let browser, folder, server;

/** Builds the bundled guide with or without a service worker. */
function rebuild(isWanted, title = 'Guide') {
  const config = `format = 1\ntitle = "${title}"\n[offline]\nservice_worker = ${isWanted}\n`;
  writeFileSync(join(folder, 'hotseat.toml'), config);
  execFileSync(hotseat, ['build', '--quiet', '--root', folder, '--output', join(folder, 'public')]);
}

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hotseat-offline-'));
  cpSync(join(root, 'content'), join(folder, 'content'), { recursive: true });
  rebuild(true);
  browser = await launch();
  server = await serve(join(folder, 'public'));
});
after(async () => {
  await browser?.close();
  server?.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const controlled = (page) => page.waitForFunction(() => navigator.serviceWorker.controller);

test('a page that was read is there without a network; one that changed is never stale with one', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(server.base);
  await controlled(page);
  await page.goto(server.base + PAGE);

  await context.setOffline(true);
  await page.goto(`${server.base}${PAGE}?d=hard`);
  assert.equal(await page.locator('h1').textContent(), 'asyncio and async/await');
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.querySelector('.question')).borderRadius), '0px', 'styled');
  await page.goto(`${server.base}review.html`);
  assert.ok(await page.locator('h1').textContent());
  await context.setOffline(false);

  rebuild(true, 'Another name');
  await page.goto(server.base + PAGE);
  assert.match(await page.title(), /Another name/);
  await context.close();
});

test('a site that wants it no more removes what its worker kept, and the worker', async () => {
  rebuild(true);
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(server.base);
  await controlled(page);
  rebuild(false);
  await page.goto(server.base);
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  await page.waitForFunction(async () =>
    !(await navigator.serviceWorker.getRegistration()) && !(await caches.keys()).length);
  await context.close();
});

test('a site that never wanted one registers none', async () => {
  rebuild(false);
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(server.base, { waitUntil: 'networkidle' });
  assert.equal(await page.evaluate(async () => Boolean(await navigator.serviceWorker.getRegistration())), false);
  assert.ok(readFileSync(join(folder, 'public/sw.js'), 'utf8').includes('unregister'));
  await context.close();
});
