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

  // R(t, S) = (1 + FACTOR · t / S) ^ -w20, and its inverse.
  const FACTOR = round(0.9 ** (-1 / W[20]) - 1);
  const SCALE = round((RETENTION ** (-1 / W[20]) - 1) / FACTOR);
  /** @param {number} days @param {number} stability */
  const recall = (days, stability) => round((1 + (FACTOR * days) / stability) ** -W[20]);
  /** In days. @param {number} stability */
  const interval = (stability) => clamp(Math.round(stability * SCALE), 1, LONGEST);
  /** D0(G) = w4 - e^((G - 1) · w5) + 1 @param {number} grade */
  const firstDifficulty = (grade) => round(W[4] - Math.exp((grade - 1) * W[5]) + 1);

  const EASIEST = firstDifficulty(4), GROWTH = Math.exp(W[8]), LAPSE = Math.exp(W[17] * W[18]);

  /** @param {number} d @param {number} grade */
  const nextDifficulty = (d, grade) => {
    const damped = d + round((-W[6] * (grade - 3) * (10 - d)) / 9);
    return clamp(round(W[7] * EASIEST + (1 - W[7]) * damped), 1, 10);
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
      return clamp(round(s / LAPSE), 0.001, round(clamp(lapsed, 0.001, LONGEST)));
    }
    const scale = grade === 2 ? W[15] : grade === 4 ? W[16] : 1;
    const growth = GROWTH * (11 - d) * s ** -W[9] * (Math.exp(forgotten * W[10]) - 1) * scale;
    return round(clamp(s * (1 + growth), 0.001, LONGEST));
  };

  // The minutes until a question being learned comes back, by step and grade; none: it is learned. A new one
  // has steps of 1 and 10 minutes, a forgotten one of 10; Hard lies between.
  /** @type {Record<string, (number | undefined)[][]>} */
  const STEPS = { learning: [[1, 6, 10], [1, 6]], relearning: [[10, 15]], review: [[10]] };

  /** @typedef {Omit<Schedule, "due">} Learned */

  /** @param {Learned | undefined} before @param {number} time @param {number} grade */
  const stability = (before, time, grade) => {
    if (!before) return Math.max(W[grade - 1], 0.1);
    // Days by the calendar of UTC, as the reference counts; a clock set back makes none.
    const days = Math.max(0, Math.floor(time / DAY) - Math.floor(before.time / DAY));
    return nextStability(before.difficulty, before.stability, days, grade);
  };

  /** @param {Learned | undefined} before @param {number} grade */
  const stepAfter = (before, grade) => STEPS[before?.state ?? "learning"][before?.step ?? 0][grade - 1];

  /** What a grade leaves behind. @param {Learned | undefined} before @param {Graded} graded @returns {Learned} */
  const learn = (before, { time, grade = 1 }) => {
    const { state = "learning", step = 0, lapses = 0 } = before ?? {};
    const minutes = stepAfter(before, grade);
    return {
      state: minutes ? (state === "review" ? "relearning" : state) : "review",
      step: state !== "learning" || !minutes || grade === 1 ? 0 : grade === 3 ? 1 : step,
      stability: stability(before, time, grade),
      difficulty: before ? nextDifficulty(before.difficulty, grade) : clamp(firstDifficulty(grade), 1, 10),
      time,
      lapses: lapses + Number(state === "review" && grade === 1),
    };
  };

  /** When it comes back after that, which matters for the last grade alone. @param {Learned | undefined} before @param {Graded} graded */
  const dueAfter = (before, { time, grade = 1 }) => {
    const minutes = stepAfter(before, grade);
    if (minutes) return time + minutes * MINUTE;
    const wait = (/** @type {number} */ grade) => interval(stability(before, time, grade));
    if (before?.state !== "review") return time + wait(grade) * DAY;
    const hard = Math.min(wait(2), wait(3)), good = Math.max(wait(3), hard + 1);
    return time + [hard, good, Math.max(wait(4), good + 1)][grade - 2] * DAY;
  };

  hotseat.fsrs = {
    /** What the grades of one question come to, oldest first. @param {Graded[]} events */
    schedule: (events) => {
      const graded = events.filter((event) => event.grade);
      const last = graded.pop();
      const before = graded.reduce(learn, undefined);
      return last && { ...learn(before, last), due: dueAfter(before, last) };
    },
    /** What each of the four grades would bring now. @param {Graded[]} events @param {number} now */
    preview: (events, now) => {
      const before = events.filter((event) => event.grade).reduce(learn, undefined);
      return [1, 2, 3, 4].map((grade) => {
        const due = dueAfter(before, { time: now, grade });
        return { grade, due, interval: due - now };
      });
    },
  };
})();
