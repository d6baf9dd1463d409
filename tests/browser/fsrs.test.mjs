// The schedule agrees with the published reference implementation.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { runInNewContext } from 'node:vm';
import { createEmptyCard, fsrs } from 'ts-fsrs';
import { random } from './random.mjs';
import { root } from './site.mjs';

const hotseat = {};
runInNewContext(readFileSync(join(root, 'themes/default/scripts/session/fsrs.js'), 'utf8'), { hotseat });

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const STATES = ['new', 'learning', 'review', 'relearning'];

/** From the same minute to years later, and often exactly when it is due. */
function delay(next, due, time) {
  const kind = next();
  if (kind < 0.2) return Math.floor(next() * 30 * MINUTE);
  if (kind < 0.35) return Math.floor(next() * DAY);
  if (kind < 0.55) return Math.max(0, due - time);
  if (kind < 0.95) return Math.floor(next() * 60 * DAY);
  return Math.floor(next() * 3000 * DAY);
}

test('random grades give the stability, difficulty and due time of the reference', () => {
  const next = random(20260101);
  const reference = fsrs({ enable_fuzz: false });
  let compared = 0;
  const seen = new Set();
  for (let run = 0; run < 2000; run++) {
    let time = Date.UTC(2026, 0, 1) + Math.floor(next() * 365 * DAY);
    let card = createEmptyCard(new Date(time));
    const events = [];
    const length = 1 + Math.floor(next() * 15);
    for (let index = 0; index < length; index++) {
      if (index) time += delay(next, card.due.getTime(), time);
      const expected = reference.repeat(card, new Date(time));
      const preview = hotseat.fsrs.preview(events, time);
      for (const grade of [1, 2, 3, 4]) {
        assert.equal(preview[grade - 1].due, expected[grade].card.due.getTime());
        assert.equal(preview[grade - 1].interval, expected[grade].card.due.getTime() - time);
      }
      const grade = 1 + Math.floor(next() * 4);
      card = expected[grade].card;
      events.push({ time, grade });
      const got = hotseat.fsrs.schedule(events);
      const shown = () => JSON.stringify({ events, got, expected: card });
      assert.ok(Math.abs(got.stability - card.stability) <= 1e-6, shown());
      assert.ok(Math.abs(got.difficulty - card.difficulty) <= 1e-6, shown());
      assert.equal(got.due, card.due.getTime(), shown());
      assert.equal(got.state, STATES[card.state], shown());
      assert.equal(got.lapses, card.lapses, shown());
      seen.add(`${got.state}${got.step}`);
      compared++;
    }
  }
  assert.deepEqual([...seen].sort(), ['learning0', 'learning1', 'relearning0', 'review0']);
  assert.ok(compared > 10_000, `${compared} grades compared`);
});

test('a clock set back counts as the same day, and gives numbers all the same', () => {
  const time = Date.UTC(2026, 5, 10);
  const back = hotseat.fsrs.schedule([{ time, grade: 4 }, { time: time - 3 * DAY, grade: 3 }]);
  const same = hotseat.fsrs.schedule([{ time, grade: 4 }, { time, grade: 3 }]);
  assert.equal(back.stability, same.stability);
  assert.equal(back.due - back.time, same.due - same.time);
  assert.equal(hotseat.fsrs.schedule([]), undefined);
});
