/** What came of a mock interview, the weak questions first; made to be printed. */
(() => {
  const { element, t } = hotseat;

  hotseat.interviewSummary = (interview, actions) => {
    const { keys, results = {}, spent } = interview;
    const rows = keys.map((key) => ({ key, ...interview.titles[key], time: spent[key], ...results[key] }));
    const names = () => [t("grade-again"), t("grade-hard"), t("grade-good"), t("grade-easy")];
    const weak = rows.filter(({ grade }) => grade && grade < 3);
    // Wrong while sure is what an interviewer remembers.
    weak.sort((a, b) => Number(!!b.sure) - Number(!!a.sure));
    const known = rows.filter(({ grade }) => grade && grade > 2);
    const open = rows.filter(({ grade }) => !grade);

    /** @param {typeof rows[number]} row */
    const line = ({ key, title, href, grade, sure, time }) =>
      element("tr", {},
        element("th", { scope: "row" }, element("a", { href: href || hotseat.url(key) }, title || key)),
        element("td", {}, grade ? names()[grade - 1] : "–"),
        element("td", {}, sure === undefined ? "–" : sure ? t("sure") : t("unsure")),
        element("td", { class: "interview-digits" }, time === undefined ? "–" : hotseat.clockTime(time)));
    /** @param {string} title @param {typeof rows} part */
    const group = (title, part) =>
      part.length
        ? [element("tbody", {}, element("tr", {}, element("th", { class: "interview-group", scope: "rowgroup", colspan: 4 }, title)), ...part.map(line))]
        : [];
    const head = [t("interview-question"), t("interview-grade"), t("interview-confidence"), t("interview-time")];

    const button = (/** @type {string} */ text, /** @type {() => void} */ click, kind = "") =>
      element("button", { class: `button ${kind}`, type: "button", click }, text);
    const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" }).format(interview.started);
    const total = Object.values(spent).reduce((sum, time) => sum + time, 0);

    return element("section", { class: "interview-summary", "aria-labelledby": "interview.title" },
      element("h2", { id: "interview.title", tabindex: -1 }, t("interview-summary")),
      element("p", {}, t("session-done", { number: known.length + weak.length, count: keys.length }), " · ",
        t("session-tally", { known: known.length, again: weak.length }), " · ",
        t("interview-took", { time: hotseat.clockTime(total) }), " · ", day),
      element("table", {},
        element("thead", {}, element("tr", {}, ...head.map((text) => element("th", { scope: "col" }, text)))),
        ...group(t("review-again"), weak), ...group(t("interview-not-graded"), open), ...group(t("status-known"), known)),
      element("p", { class: "session-actions" },
        weak.length ? button(t("session-repeat", { count: weak.length }), () => actions.repeat(weak.map(({ key }) => key)), "button-primary") : undefined,
        button(t("interview-print"), () => print()),
        button(t("interview-new"), actions.again)));
  };
})();
