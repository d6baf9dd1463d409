/**
 * When a question comes back: FSRS-6 with its published default parameters.
 *
 * The formulae and the names S (stability: the days after which recall has fallen to
 * 90 %), D (difficulty, 1 to 10) and R (chance of recall) are those of "The Algorithm",
 * https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm; steps, days and
 * rounding are those of the reference implementation `ts-fsrs`, which a test compares
 * this with. Nothing here looks at the clock.
 */
(() => {
  /** w0 to w20. */
  const W = [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629,
    1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
  ];
  const RETENTION = 0.9;
  const LONGEST = 36500;
  const MINUTE = 60_000;
  const DAY = 1440 * MINUTE;

  /** The reference rounds every step to eight places; so do we, lest an interval that ends in .5 tip over. @param {number} x */
  const round = (x) => Math.round(x * 1e8) / 1e8;
  /** @param {number} x @param {number} low @param {number} high */
  const clamp = (x, low, high) => Math.min(Math.max(x, low), high);

  // R(t, S) = (1 + FACTOR · t / S) ^ -w20, and its inverse for the retention wanted.
  const FACTOR = round(0.9 ** (-1 / W[20]) - 1);
  const SCALE = round((RETENTION ** (-1 / W[20]) - 1) / FACTOR);
  /** @param {number} days @param {number} stability */
  const recall = (days, stability) => round((1 + (FACTOR * days) / stability) ** -W[20]);
  /** In days. @param {number} stability */
  const interval = (stability) => clamp(Math.round(stability * SCALE), 1, LONGEST);
  /** D0(G) = w4 - e^((G - 1) · w5) + 1 @param {number} grade */
  const firstDifficulty = (grade) => round(W[4] - Math.exp((grade - 1) * W[5]) + 1);

  /** @param {number} d @param {number} grade */
  const nextDifficulty = (d, grade) => {
    const damped = d + round((-W[6] * (grade - 3) * (10 - d)) / 9);
    return clamp(round(W[7] * firstDifficulty(4) + (1 - W[7]) * damped), 1, 10);
  };

  /** @param {number} d @param {number} s @param {number} days @param {number} grade */
  const nextStability = (d, s, days, grade) => {
    if (!days) {
      const growth = s ** -W[19] * Math.exp(W[17] * (grade - 3 + W[18]));
      return round(clamp(s * (grade > 1 ? Math.max(growth, 1) : growth), 0.001, LONGEST));
    }
    const forgotten = 1 - recall(days, s);
    if (grade === 1) {
      const lapsed = W[11] * d ** -W[12] * ((s + 1) ** W[13] - 1) * Math.exp(forgotten * W[14]);
      return clamp(round(s / Math.exp(W[17] * W[18])), 0.001, round(clamp(lapsed, 0.001, LONGEST)));
    }
    const scale = grade === 2 ? W[15] : grade === 4 ? W[16] : 1;
    const growth = Math.exp(W[8]) * (11 - d) * s ** -W[9] * (Math.exp(forgotten * W[10]) - 1) * scale;
    return round(clamp(s * (1 + growth), 0.001, LONGEST));
  };

  /**
   * The minutes until a question being learned comes back, by grade; none: it is learned.
   * Steps are 1 and 10 minutes for a new question and 10 for a forgotten one; Hard lies between.
   * @type {Record<string, (number | undefined)[]>}
   */
  const STEPS = { learning0: [1, 6, 10], learning1: [1, 6], relearning0: [10, 15], review0: [10] };

  /**
   * @typedef {{ time: number, grade?: number }} Graded
   * @typedef {"learning" | "review" | "relearning"} State
   * @typedef {{ state: State, step: number, stability: number, difficulty: number, time: number, due: number, lapses: number }} Schedule
   */

  /** @param {Schedule | undefined} before @param {Graded} graded @returns {Schedule} */
  const next = (before, { time, grade = 1 }) => {
    // Days by the calendar of UTC, as the reference counts; a clock set back makes none.
    const days = before ? Math.max(0, Math.floor(time / DAY) - Math.floor(before.time / DAY)) : 0;
    const after = (/** @type {number} */ grade) =>
      before
        ? nextStability(before.difficulty, before.stability, days, grade)
        : Math.max(W[grade - 1], 0.1);
    const { state = "learning", step = 0, lapses = 0 } = before ?? {};
    const minutes = STEPS[state + step][grade - 1];
    let wait = interval(after(grade));
    if (state === "review" && grade > 1) {
      const hard = Math.min(interval(after(2)), interval(after(3)));
      const good = Math.max(interval(after(3)), hard + 1);
      wait = [hard, good, Math.max(wait, good + 1)][grade - 2];
    }
    return {
      state: minutes ? (state === "review" ? "relearning" : state) : "review",
      step: state !== "learning" || !minutes || grade === 1 ? 0 : grade === 3 ? 1 : step,
      stability: after(grade),
      difficulty: before ? nextDifficulty(before.difficulty, grade) : clamp(firstDifficulty(grade), 1, 10),
      time,
      due: time + (minutes ? minutes * MINUTE : wait * DAY),
      lapses: lapses + Number(state === "review" && grade === 1),
    };
  };

  hotseat.fsrs = {
    /** What the grades of one question come to, oldest first. @param {Graded[]} events */
    schedule: (events) => {
      /** @type {Schedule | undefined} */
      let schedule;
      for (const event of events) if (event.grade) schedule = next(schedule, event);
      return schedule;
    },
    /** What each of the four grades would bring now. @param {Graded[]} events @param {number} now */
    preview: (events, now) => {
      const before = hotseat.fsrs.schedule(events);
      return [1, 2, 3, 4].map((grade) => {
        const { due } = next(before, { time: now, grade });
        return { grade, due, interval: due - now };
      });
    },
  };
})();
