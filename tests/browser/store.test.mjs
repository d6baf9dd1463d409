// The progress store by itself: what tabs write at the same time, and what stands in the end.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { runInNewContext } from 'node:vm';
import { random } from './random.mjs';
import { root } from './site.mjs';

const SCRIPTS = ['store.js', 'store_grades.js'].map((name) =>
  readFileSync(join(root, 'themes/default/scripts', name), 'utf8'));

/** A view of the storage as one tab has it: its own writes at once, those of others when they arrive. */
class View {
  setItem(name, value) { this.tell(name, String(value)); this[name] = String(value); }
  removeItem(name) { this.tell(name, null); delete this[name]; }
}

/** Tabs of one browser; `deliver` lets a view learn of the oldest write it has not seen. */
function browser(site = 'guide') {
  const written = [];
  const clock = { now: Date.UTC(2026, 5, 1) };
  const tabs = [];
  const open = () => {
    const view = new View();
    let seen = 0;
    const tab = { told: 0, refuses: false };
    Object.defineProperty(view, 'tell', { value: (name, value) => {
      if (tab.refuses) throw new Error('QuotaExceededError');
      written.push({ tab, name, value });
    } });
    const heard = {};
    tab.deliver = () => {
      if (seen === written.length) return false;
      const { tab: by, name, value } = written[seen++];
      if (by === tab) return true;
      if (value === null) delete view[name];
      else view[name] = value;
      heard.storage?.({ key: name });
      return true;
    };
    while (tab.deliver());
    const hotseat = { site, bundles: {}, load: () => Promise.resolve(), transfer: { warn: () => tab.told++ } };
    const FakeDate = class extends Date { static now() { return clock.now; } };
    const scope = { window: {}, setTimeout: () => {}, hotseat, localStorage: view, Date: FakeDate, addEventListener: (name, run) => (heard[name] = run) };
    for (const script of SCRIPTS) runInNewContext(script, scope);
    tab.store = hotseat.store;
    tab.view = view;
    tabs.push(tab);
    return tab;
  };
  return { open, clock, written, settle: () => { for (const tab of tabs) while (tab.deliver()); } };
}

const plain = (value) => JSON.parse(JSON.stringify(value));

test('no interleaving of tabs, outdated views and joined keys loses an event', () => {
  for (let seed = 1; seed <= 60; seed++) {
    const next = random(seed);
    const { open, clock, written, settle } = browser();
    const tabs = [open(), open(), open()];
    const given = [];
    for (let step = 0; step < 500; step++) {
      clock.now += Math.floor(next() * 3000) - 500;
      const tab = tabs[Math.floor(next() * tabs.length)];
      if (next() < 0.6) {
        const key = `page#q${Math.floor(next() * 40)}`;
        tab.store.grade(key, { grade: 1 + Math.floor(next() * 4), hash: String(step) });
        given.push(String(step));
      } else if (next() < 0.1) tabs[tabs.indexOf(tab)] = open();
      else for (let count = next() * 30; count > 0; count--) tab.deliver();
    }
    settle();
    const { store, view } = open();
    const kept = plain(store.events()).map((event) => event.hash);
    assert.deepEqual(kept.sort(), given.sort(), `seed ${seed}`);
    assert.ok(Object.keys(view).length < given.length, 'keys are joined');
    assert.ok(written.some(({ value }) => value === null), 'joined keys go');
  }
});

test('the newest grade stands, whatever the clock does', () => {
  const { open, clock } = browser();
  const { store } = open();
  clock.now = Date.UTC(2031, 0, 1);
  store.grade('p#a', { grade: 1, hash: 'x' });
  clock.now = Date.UTC(2026, 0, 1);
  store.grade('p#a', { grade: 4, hash: 'x', sure: true });
  assert.equal(store.last('p#a').grade, 4);
  assert.equal(store.last('p#a').time, Date.UTC(2026, 0, 1), 'the time is that of the clock');
  const again = open().store;
  assert.deepEqual(plain(again.last('p#a')), plain(store.last('p#a')));
});

test('a tab undoes its own events, one after the other', () => {
  const { open, settle } = browser();
  const one = open();
  const two = open();
  one.store.grade('p#a', { grade: 3 });
  settle();
  two.store.grade('p#b', { grade: 1 });
  settle();
  one.store.grade('p#a', { grade: 1 });
  one.store.skip('p#a', 5);
  assert.equal(one.store.questions().get('p#a').length, 3);
  assert.equal(one.store.undo(), 'p#a');
  assert.equal(one.store.last('p#a').grade, 1);
  assert.equal(one.store.undo(), 'p#a');
  assert.equal(one.store.last('p#a').grade, 3);
  assert.equal(one.store.undo(), 'p#a');
  assert.equal(one.store.last('p#a'), undefined);
  assert.equal(one.store.undo(), undefined);
  settle();
  assert.equal(one.store.last('p#b').grade, 1);
  assert.equal(two.store.last('p#a'), undefined);
});

test('a cleared question is unseen, and its history is gone with it', () => {
  const { open } = browser();
  const { store } = open();
  store.grade('p#a', { grade: 3 });
  store.clear('p#a');
  assert.equal(store.questions().has('p#a'), false);
  store.undo();
  assert.equal(store.last('p#a').grade, 3);
});

test('progress moves with a question to its new id, history in order', () => {
  const { open } = browser();
  const { store } = open();
  store.grade('p#old', { grade: 1, hash: '1' });
  store.grade('p#new', { grade: 2, hash: '2' });
  store.grade('p#old', { grade: 3, hash: '3' });
  store.move('p#old', 'p#new');
  store.move('p#old', 'p#new');
  store.move('p#never', 'p#new');
  const questions = open().store.questions();
  assert.deepEqual(plain(questions.get('p#new')).map((event) => event.grade), [1, 2, 3]);
  assert.equal(questions.has('p#old'), false);
  assert.equal(questions.has('p#never'), false);
  assert.equal(store.events().length, 4);
});

test('what the storage refuses stays in memory, is told, and is kept once there is room', () => {
  const { open } = browser();
  const tab = open();
  tab.store.grade('p#a', { grade: 3 });
  assert.equal(tab.store.isKept, true);
  tab.refuses = true;
  tab.store.grade('p#b', { grade: 2 });
  assert.equal(tab.store.isKept, false);
  assert.equal(tab.store.last('p#b').grade, 2);
  assert.equal(open().store.last('p#b'), undefined);
  tab.refuses = false;
  tab.store.grade('p#c', { grade: 1 });
  assert.equal(tab.store.isKept, true);
  const { store } = open();
  assert.deepEqual(['a', 'b', 'c'].map((id) => store.last(`p#${id}`).grade), [3, 2, 1]);
});

test('keys of other sites, and what is spoilt, are left alone', () => {
  const { open } = browser();
  const tab = open();
  const others = { 'hotseat:other:log:1': '{"p#a":[{"id":"1","grade":3}]}', 'hotseat:theme': 'dark', theirs: '1' };
  const spoilt = { 'hotseat:guide:log:1': '{"p#a":[{', 'hotseat:guide:log:2': 'null' };
  Object.assign(tab.view, others, spoilt);
  for (let index = 0; index < 200; index++) tab.store.grade('p#b', { grade: 3 });
  const kept = { ...tab.view };
  const reader = open();
  Object.assign(reader.view, others, spoilt);
  reader.store.forget();
  assert.equal(reader.store.questions().size, 1);
  for (const [name, value] of Object.entries({ ...others, ...spoilt })) {
    assert.equal(kept[name], value);
    assert.equal(reader.view[name], value);
  }
});
