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

  hotseat.dueTime = (events, now) => {
    const schedule = hotseat.fsrs.schedule(events);
    const until = events.at(-1)?.until ?? 0;
    if (!schedule) return undefined;
    // A grade from the future was given by a wrong clock, which must not hold the question back.
    if (schedule.time > now + DAY) return now;
    // What is learned comes with its day, so that a morning brings all of it.
    return Math.max(until, schedule.state === "review" ? hotseat.midnight(schedule.due) : schedule.due);
  };

  hotseat.dueTimes = (now) => {
    const times = new Map();
    for (const [key, events] of hotseat.store.questions()) {
      const time = hotseat.dueTime(events, now);
      if (time !== undefined) times.set(key, time);
    }
    return times;
  };
})();
