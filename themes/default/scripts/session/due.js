/** When questions come back, by the days of the reader's own clock. */
(() => {
  const DAY = 86_400_000;

  hotseat.midnight = (time, days = 0) => {
    const date = new Date(time);
    // Not 24 hours at a time: some days have 23 or 25.
    date.setHours(0, 0, 0, 0);
    date.setDate(date.getDate() + days);
    return date.getTime();
  };

  /** @typedef {{ time: number, due: number }} Coming when it was graded, and when it comes back */

  /** @param {StoreEvent[]} events @returns {Coming | undefined} */
  const coming = (events) => {
    const schedule = hotseat.fsrs.schedule(events);
    if (!schedule) return undefined;
    // What is learned comes with its day, so that a morning brings all of it.
    const due = schedule.state === "review" ? hotseat.midnight(schedule.due) : schedule.due;
    return { time: schedule.time, due: Math.max(events.at(-1)?.until ?? 0, due) };
  };

  /** A grade from the future was given by a wrong clock, which must not hold the question back. @param {Coming} coming @param {number} now */
  const at = ({ time, due }, now) => (time > now + DAY ? now : due);

  hotseat.dueTime = (events, now) => {
    const next = coming(events);
    return next && at(next, now);
  };

  /** @type {Map<string, StoreEvent[]> | undefined} what was scheduled last */
  let scheduled;
  /** @type {Map<string, Coming>} */
  let all;

  hotseat.dueTimes = (now) => {
    const questions = hotseat.store.questions();
    if (scheduled !== questions) {
      scheduled = questions;
      all = new Map();
      for (const [key, events] of questions) {
        const next = coming(events);
        if (next) all.set(key, next);
      }
    }
    const times = new Map();
    for (const [key, next] of all) times.set(key, at(next, now));
    return times;
  };
})();
