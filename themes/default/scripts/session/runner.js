/**
 * One question at a time: what a page's practice, the review and the mock interview have in common.
 *
 * `hotseat.session(options)` puts a session into `place`, hides what else is there by
 * `<html data-session>`, and takes over the keys. Each grade is kept at once by the store, and the
 * queue by sessionStorage under `id`, so a reload goes on where it was. Needs the bundle `study`.
 * What the options mean is said in tests/browser/types.d.ts.
 */
(() => {
  const root = document.documentElement;

  /** @param {string} name @returns {SessionState | undefined} */
  const kept = (name) => {
    try {
      const state = JSON.parse(sessionStorage.getItem(name) ?? "");
      return Array.isArray(state.keys) && state.at < state.keys.length ? state : undefined;
    } catch {}
  };

  hotseat.session = (options) => {
    const name = `hotseat:${hotseat.site}:session:${options.id}`;
    /** @type {SessionState} */
    let state = kept(name) ?? { keys: options.keys, at: 0, order: options.orders?.[0][0] ?? "", results: {} };
    /** @type {HTMLElement | undefined} */
    let card;
    let isLeft = false;

    const save = () => {
      try {
        sessionStorage.setItem(name, JSON.stringify(state));
      } catch {}
    };

    const show = async () => {
      save();
      const key = state.keys[state.at];
      if (key === undefined) {
        card = undefined;
        stage.end(state);
        options.onend?.(state);
        return;
      }
      /** @type {HTMLElement | undefined} */
      let next;
      try {
        next = await options.card(key);
      } catch {}
      if (isLeft || state.keys[state.at] !== key) return;
      card = next;
      // A question that has a new key by now goes by it from here on.
      if (card) state.keys[state.at] = card.dataset.key ??= key;
      const failed = () => hotseat.element("p", { class: "session-end" }, hotseat.t("question-not-loaded"));
      stage.show(card ?? failed(), state.keys[state.at], state);
    };

    /** @param {number} at */
    const go = (at) => {
      if (at < 0 || at > state.keys.length) return;
      state.at = at;
      show();
    };

    /** @type {Session} */
    const session = {
      options,
      go,
      previous: () => go(state.at - 1),
      next: () => go(Math.min(state.at + 1, state.keys.length)),
      hasCard: () => !!card,
      isOpen: () => !!card?.querySelector(".question-answer[open]"),
      reveal: () => {
        const answer = /** @type {HTMLDetailsElement | null | undefined} */ (card?.querySelector(".question-answer"));
        if (answer) answer.open = !answer.open;
      },
      grade: (grade) => {
        if (!card || !options.graded) return;
        const { hash, sure } = card.dataset;
        const said = sure ? { sure: sure === "1" } : {};
        const href = /** @type {HTMLAnchorElement | null} */ (card.querySelector(".anchor"))?.href ?? "";
        state.results[state.keys[state.at]] = { grade, ...said, title: hotseat.titleOf(card), href };
        hotseat.store.grade(state.keys[state.at], { grade, hash, ...said });
        session.next();
      },
      undo: () => {
        const key = hotseat.store.undo();
        hotseat.say(key ? hotseat.t("undone") : hotseat.t("nothing-to-undo"));
        // What was skipped comes back.
        if (key && options.skip && !state.keys.includes(key)) state.keys.splice(state.at, 0, key);
        if (!key || !state.keys.includes(key)) return;
        delete state.results[key];
        go(state.keys.indexOf(key));
      },
      skip: () => {
        if (!card || !options.skip) return;
        options.skip(state.keys[state.at]);
        state.keys.splice(state.at, 1);
        show();
      },
      restart: (keys, order = state.order) => {
        state = { keys, at: 0, order, results: {} };
        show();
      },
      leave: () => {
        if (isLeft) return;
        isLeft = true;
        stage.element.remove();
        delete root.dataset.session;
        options.onleave(state);
      },
    };

    const stage = hotseat.stage(session);
    hotseat.current = session;
    root.dataset.session = "";
    options.place.prepend(stage.element);
    show();
    return session;
  };
})();
