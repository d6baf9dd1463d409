// The reader's story in each browser engine, from file:// and with the keyboard: to find, to answer,
// to come back on the next day, to review, and to take everything along to another browser.

import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { By, Key } from 'selenium-webdriver';
import { engines } from './engines.mjs';
import { build, fileBase, KINDS } from './site.mjs';

const PATIENCE = 20_000;
const DAY = 86_400_000;

/** MiniBrowser keeps nothing when an automated session ends: there the reader closes the window only. */
const closesWindowOnly = (engine) => engine.name === 'WebKit';

/** Moves the clock of a built site: the core script runs before all others. */
function moveClock(site, by) {
  const assets = join(site, 'assets');
  const core = join(assets, readdirSync(assets).find((name) => /^script\.\w+\.js$/.test(name)));
  const shim = `globalThis.Date = class extends Date {
    constructor(...parts) { parts.length ? super(...parts) : super(new.target.now()); }
    static now() { return super.now() + ${by}; }
  };\n`;
  writeFileSync(core, shim + readFileSync(core, 'utf8'));
}

/** A reader with a browser, whose profile is kept when the browser is closed. */
class Reader {
  constructor(engine, site) {
    this.engine = engine;
    this.site = site;
    this.profile = mkdtempSync(join(tmpdir(), 'hotseat-story-'));
  }

  async startsBrowser() {
    this.driver = await this.engine.start(this.profile);
  }

  async quitsBrowser() {
    await this.driver?.quit();
    this.driver = undefined;
  }

  async closesAndComesBack() {
    if (!closesWindowOnly(this.engine)) {
      await this.quitsBrowser();
      return this.startsBrowser();
    }
    const old = await this.driver.getWindowHandle();
    await this.driver.switchTo().newWindow('window');
    const fresh = await this.driver.getWindowHandle();
    await this.driver.switchTo().window(old);
    await this.driver.close();
    await this.driver.switchTo().window(fresh);
  }

  async leavesForGood() {
    await this.quitsBrowser();
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }

  run(script, ...values) {
    return this.driver.executeScript(script, ...values);
  }

  /** Waits until something holds in the page, and gives what it came to. */
  async sees(what, script, ...values) {
    let seen;
    try {
      await this.driver.wait(async () => (seen = await this.run(script, ...values).catch(() => undefined)), PATIENCE);
    } catch {
      const shown = await this.text('main');
      assert.fail(`${this.engine.name}: not seen: ${what}, on ${await this.driver.getCurrentUrl()}, which shows:\n${shown.slice(0, 1000)}`);
    }
    return seen;
  }

  text(selector) {
    return this.run((selector) => document.querySelector(selector)?.innerText.trim() ?? '', selector);
  }

  seesText(selector, pattern) {
    return this.sees(`${pattern} in ${selector}`, (selector, pattern) => {
      const text = document.querySelector(selector)?.innerText.trim();
      return text && new RegExp(pattern).test(text) ? text : undefined;
    }, selector, pattern.source);
  }

  async opens(kind) {
    await this.driver.get(fileBase(this.site) + KINDS[kind]);
    await this.sees('the scripts at work', () => Boolean(document.querySelector('.header-search[aria-keyshortcuts]')));
  }

  presses(...keys) {
    return this.driver.actions().sendKeys(...keys).perform();
  }

  pressesShift(key) {
    return this.driver.actions().keyDown(Key.SHIFT).sendKeys(key).keyUp(Key.SHIFT).perform();
  }

  /** Goes with Tab, or back with Shift and Tab, to a control. */
  async goesTo(selector, { back = false } = {}) {
    for (let step = 0; step < 150; step++) {
      if (await this.run((selector) => document.activeElement?.matches(selector), selector)) return;
      await (back ? this.pressesShift(Key.TAB) : this.presses(Key.TAB));
    }
    assert.fail(`${this.engine.name}: ${selector} is not reached with Tab`);
  }

  async searches(text) {
    await this.presses('/');
    await this.sees('the search', () => document.activeElement?.matches('dialog[open] .search-input'));
    await this.presses(text);
    await this.sees('what was found', (text) => document.querySelector('.search-list')?.dataset.text === text, text);
  }

  chosen() {
    return this.text('.search-option[aria-selected="true"] .search-title');
  }

  /** Walks the results with the arrow until one is chosen, and goes there. */
  async choosesResult(title) {
    const first = await this.chosen();
    await this.presses(Key.ARROW_DOWN);
    assert.notEqual(await this.chosen(), first);
    await this.presses(Key.ARROW_UP);
    assert.equal(await this.chosen(), first);
    for (let step = 0; step < 20 && (await this.chosen()) !== title; step++) await this.presses(Key.ARROW_DOWN);
    assert.equal(await this.chosen(), title);
    await this.presses(Key.ENTER);
  }

  isOpen(id) {
    return this.sees(`the answer of ${id}`, (id) => document.getElementById(id)?.querySelector('.question-answer')?.open, id);
  }

  /** Opens the page of the story, and gives the status words of its questions, so many of which have one. */
  async readsStatuses(count) {
    await this.opens('qa');
    // Chromium on a busy machine gives about one page in a hundred an empty storage.
    if (count > 0 && !(await this.run(() => localStorage.length))) await this.opens('qa');
    return this.sees(`${count} questions with a status`, (count) => {
      const words = [...document.querySelectorAll('main .question-status')].map((status) => status.textContent.trim());
      return words.length > count && words.filter(Boolean).length === count && words;
    }, count);
  }

  async gradesOnPage(id, key, word) {
    await this.isOpen(id);
    await this.presses(key);
    await this.seesText(`[id="${id}"] .question-status`, word);
  }

  async opensNextOnPage(id) {
    await this.presses('j');
    await this.sees(`the focus on ${id}`, (id) => document.activeElement?.closest('.question')?.id === id, id);
    await this.presses('o');
  }

  async startsPractice() {
    await this.goesTo('a[href="#practice"]', { back: true });
    await this.presses(Key.ENTER);
    await this.seesText('.session-count', /^1 \//);
  }

  async stepsTo(number) {
    for (let at = 2; at <= number; at++) {
      await this.presses('j');
      await this.seesText('.session-count', new RegExp(`^${at} /`));
    }
  }

  /** In a session: reveals with Space, grades with a figure, and sees the next question or the end. */
  async answers(grade) {
    const before = await this.text('.session .question-title');
    await this.presses(' ');
    await this.sees('the grades', () => document.querySelectorAll('.session-grade').length === 4 && document.querySelector('.session-grade').offsetParent);
    await this.presses(grade);
    await this.sees('what comes next', (before) => {
      const title = document.querySelector('.session .question-title');
      return document.querySelector('.session-end') || (title && title.innerText.trim() !== before);
    }, before);
  }

  seesFigures(...figures) {
    return this.sees(`${figures.join(', ')} as what is due, new and done`, (figures) => {
      const screen = document.querySelector('.review-screen');
      return !screen.hidden && [...document.querySelectorAll('.review-figures dd')].map((figure) => figure.textContent).join() === figures;
    }, figures.join());
  }

  async wantsNothingNew() {
    await this.goesTo('[id="review.limit"]');
    await this.presses(Key.BACK_SPACE, Key.BACK_SPACE, Key.DELETE, Key.DELETE, '0', Key.TAB);
  }

  /** Gives the text of the file that the browser is offered. */
  async exports() {
    await this.run(() => {
      const { URL } = window;
      const make = URL.createObjectURL;
      URL.createObjectURL = (blob) => {
        blob.text().then((text) => { document.documentElement.dataset.exported = text; });
        return make.call(URL, blob);
      };
    });
    await this.goesTo('.transfer > p > [data-transfer="export"]');
    await this.presses(Key.ENTER);
    return this.sees('the exported file', () => document.documentElement.dataset.exported);
  }

  async imports(path) {
    await this.goesTo('.transfer > p > [data-transfer="import"]');
    await this.presses(Key.ENTER);
    await this.sees('the dialog', () => document.querySelector('.transfer-import-dialog')?.open);
    await this.driver.findElement(By.id('transfer.file')).sendKeys(path);
    await this.seesText('.transfer-result', /./);
    const said = await this.text('.transfer-result');
    await this.presses(Key.ESCAPE);
    return said;
  }
}

for (const engine of engines) {
  describe(engine.name, { skip: !engine.isHere && `${engine.name} is not on this machine` }, () => {
    const goes = closesWindowOnly(engine) ? 'closes the window' : 'quits the browser';
    test(`a reader searches, answers, ${goes}, reviews a day later, and moves to another browser`, async (story) => {
      const site = build();
      const reader = new Reader(engine, site);
      story.after(() => reader.leavesForGood());
      await reader.startsBrowser();

      await reader.opens('home');
      await reader.searches('event loop');
      await reader.choosesResult('What does the event loop do?');

      // Three answers on the page: the link has opened the first.
      await reader.gradesOnPage('event-loop', '3', /^Known$/);
      await reader.opensNextOnPage('coroutine-task-future');
      await reader.gradesOnPage('coroutine-task-future', '1', /^Needs review$/);
      await reader.opensNextOnPage('task-starts-later');
      await reader.gradesOnPage('task-starts-later', '3', /^Known$/);
      await reader.seesText('[id="study.done"]', /^3 \/ 9/);

      // Three in its practice; the last is so easy that it is not due for days.
      await reader.startsPractice();
      await reader.stepsTo(4);
      await reader.answers('3');
      await reader.answers('2');
      await reader.answers('4');
      await reader.seesText('.session-tally', /2 known, 1 /);
      await reader.presses(Key.ESCAPE);
      await reader.seesText('[id="study.done"]', /^6 \/ 9/);

      moveClock(site, DAY);
      await reader.closesAndComesBack();
      await reader.opens('home');
      await reader.seesText('.home-today', /^5 due/);
      await reader.seesText('.header-due', /^5$/);

      // Only what is due: nothing new today.
      await reader.presses('g');
      await reader.presses('r');
      await reader.seesFigures(5, 10, 0);
      await reader.wantsNothingNew();
      await reader.seesFigures(5, 0, 0);
      await reader.goesTo('[data-review="start"]', { back: true });
      await reader.presses(Key.ENTER);
      await reader.seesText('.session-count', /^1 \/ 5$/);
      for (const grade of ['3', '2', '3', ' ', '4']) await reader.answers(grade);
      await reader.seesText('.session-end', /4 known, 1 /);
      await reader.goesTo('.session-end button:last-child');
      await reader.presses(Key.ENTER);
      await reader.seesFigures(0, 0, 5);

      const exported = await reader.exports();
      const events = Object.values(JSON.parse(exported).questions);
      assert.equal(events.length, 6);
      assert.equal(events.flat().length, 11, 'six grades of the first day, five of the second');
      const known = await reader.readsStatuses(6);
      assert.equal(known.filter((word) => word === 'Known').length, 5);
      assert.equal(known.filter((word) => word === 'Needs review').length, 1);
      await reader.quitsBrowser();

      const other = new Reader(engine, site);
      story.after(() => other.leavesForGood());
      await other.startsBrowser();
      await other.readsStatuses(0);
      await other.opens('review');
      await other.seesFigures(0, 10, 0);
      const file = join(other.profile, 'progress.json');
      writeFileSync(file, exported);
      assert.equal(await other.imports(file), 'Added: 11 grades of 6 questions.');
      await other.seesFigures(0, 10, 5);
      assert.deepEqual(await other.readsStatuses(6), known);
      await other.seesText('[id="study.done"]', /^6 \/ 9/);
    });
  });
}
