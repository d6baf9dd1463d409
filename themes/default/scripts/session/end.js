/** The end of a session: what was known, and first of all what the reader was wrong about while sure. */
(() => {
  const { element, t } = hotseat;

  hotseat.sessionEnd = (session, state) => {
    const { options } = session;
    const results = state.keys.flatMap((key) => (state.results[key] ? [{ key, ...state.results[key] }] : []));
    const weak = results.filter(({ grade }) => grade < 3);
    const misled = weak.filter(({ sure }) => sure);
    const others = weak.filter(({ sure }) => !sure);

    /** @param {string} title @param {SessionResult[]} results */
    const list = (title, results) =>
      results.length
        ? [
            element("h3", {}, title),
            element("ul", { class: "links" }, ...results.map(({ title, href }) => element("li", {}, element("a", { href }, title)))),
          ]
        : [];

    const actions = element("p", { class: "session-actions" });
    const add = (/** @type {string} */ text, /** @type {() => void} */ click) =>
      actions.append(element("button", { class: actions.childElementCount ? "button" : "button button-primary", type: "button", click }, text));
    if (weak.length) add(t("session-repeat", { count: weak.length }), () => session.restart(weak.map(({ key }) => key)));
    if (options.next) {
      const kind = actions.childElementCount ? "button" : "button button-primary";
      actions.append(element("a", { class: kind, href: options.next.href }, options.next.label));
    }
    add(t("done"), session.leave);

    const known = results.length - weak.length;
    return element("div", { class: "session-end" },
      element("h2", { tabindex: -1 }, t("session-done", { number: results.length, count: state.keys.length })),
      options.graded ? element("p", {}, t("session-tally", { known, again: weak.length })) : undefined,
      ...list(t("sure-but-wrong"), misled),
      ...list(t("review-again"), others),
      actions);
  };
})();
