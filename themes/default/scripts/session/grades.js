/** The four grades of a session, each with the time after which the question would come back. */
(() => {
  const { element, t } = hotseat;
  const MINUTE = 60_000;
  const DAY = 1440 * MINUTE;

  /** "10 min", "4 days", "3 months" in the page's language. @param {number} interval */
  const inWords = (interval) => {
    const minutes = interval / MINUTE;
    const days = interval / DAY;
    const [unit, count] =
      minutes < 60 ? ["minute", minutes]
      : days < 1 ? ["hour", minutes / 60]
      : days < 30 ? ["day", days]
      : days < 365 ? ["month", days / 30.4]
      : ["year", days / 365];
    return new Intl.NumberFormat(document.documentElement.lang, {
      style: "unit",
      unit: String(unit),
      unitDisplay: unit === "minute" ? "short" : "long",
      maximumFractionDigits: unit === "year" ? 1 : 0,
    }).format(Number(count));
  };

  /** @param {Session} session @param {string} key */
  hotseat.gradeButtons = (session, key) => {
    const names = [t("grade-again"), t("grade-hard"), t("grade-good"), t("grade-easy")];
    return hotseat.fsrs.preview(hotseat.store.history(key), Date.now()).map(({ grade, interval }) =>
      element(
        "button",
        {
          class: "session-grade",
          type: "button",
          "data-grade-offered": grade,
          "aria-keyshortcuts": grade === 3 ? "3 Space" : grade,
          click: () => session.grade(grade),
        },
        element("b", {}, names[grade - 1]),
        element("kbd", { "aria-hidden": "true" }, String(grade)),
        element("span", {}, inWords(interval)),
      ));
  };

  /** A link for each question, to see how far it is and to go there. */
  hotseat.sessionDots = (session, state) => {
    // Very many dots say less than the number.
    if (state.keys.length > 24) return [];
    return state.keys.map((key, index) => {
      const grade = state.results[key]?.grade;
      const status = !grade ? t("status-unseen") : grade > 2 ? t("status-known") : t("status-review");
      /** @param {MouseEvent} event */
      const click = (event) => {
        // With a key held the link opens elsewhere, as links do.
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        session.go(index);
      };
      return element("li", {}, element("a", {
        href: hotseat.url(key),
        "aria-label": t("session-dot", { number: index + 1, status }),
        "aria-current": index === state.at && "step",
        "data-result": grade && (grade > 2 ? "known" : "review"),
        click,
      }));
    });
  };
})();
