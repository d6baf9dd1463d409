/** What is seen of a session: its head, the card, the grades with their intervals, the way on. */
(() => {
  const { element, t } = hotseat;

  /** Closed and unanswered, as if seen for the first time. @param {HTMLElement} card */
  const close = (card) => {
    for (const details of card.querySelectorAll("details")) details.open = false;
    for (const input of card.querySelectorAll("input")) input.checked = input.disabled = false;
    if (card.dataset.sure) hotseat.setSure(card, card.dataset.sure);
  };

  hotseat.stage = (session) => {
    const { options } = session;
    const button = (/** @type {string} */ text, /** @type {string} */ keys, /** @type {() => void} */ click, kind = "") =>
      element("button", { class: `button ${kind}`, type: "button", "aria-keyshortcuts": keys, click }, text);

    const count = element("span", { class: "session-count" });
    const meter = element("progress", { "aria-label": t("session-progress") });
    const tally = element("span", { class: "session-tally" });
    const orders = element("select", { "aria-label": t("session-order"), change: () => {
      const order = options.orders?.find(([name]) => name === orders.value);
      if (order) session.restart(order[2](), order[0]);
    } }, ...(options.orders ?? []).map(([value, text]) => element("option", { value }, text)));
    const trail = element("p", { class: "session-trail" });
    const cardPlace = element("div", { class: "session-card" });
    const hint = element("p", { class: "session-hint" }, t("say-it-first"), " ", element("kbd", {}, t("key-space-name")));
    const grades = element("div", { class: "session-grades", role: "group", "aria-label": t("how-well") });
    const dots = element("ol", { class: "session-dots", "aria-label": t("questions-title") });
    const previous = button(t("previous"), "k", session.previous);
    const next = button(t("next"), "j", session.next);
    const bar = element("div", { class: "session-bar" }, hint, grades);
    const foot = element("nav", { class: "session-foot", "aria-label": t("session-steps") }, previous, dots, next);

    /** @param {SessionState} state */
    const paint = (state) => {
      const results = Object.values(state.results);
      const known = results.filter(({ grade }) => grade > 2).length;
      const total = state.keys.length;
      count.textContent = `${Math.min(state.at + 1, total)} / ${total}`;
      meter.max = total;
      meter.value = results.length || state.at;
      tally.textContent = results.length ? t("session-tally", { known, again: results.length - known }) : "";
      options.orders?.forEach(([, , keys], index) => {
        orders.options[index].disabled = !keys().length;
      });
      orders.value = state.order;
      previous.disabled = state.at === 0;
      dots.replaceChildren(...hotseat.sessionDots(session, state));
    };

    let asked = "";
    const offerGrades = () => {
      const isOpen = session.isOpen();
      hint.hidden = isOpen;
      grades.hidden = !isOpen;
      if (!isOpen) return;
      if (options.graded) grades.replaceChildren(...hotseat.gradeButtons(session, asked));
      else grades.replaceChildren(button(t("next"), "Space", session.next, "button-primary"));
    };
    cardPlace.addEventListener("toggle", offerGrades, true);

    return {
      element: element("section", { class: "session", "aria-labelledby": "session.title" },
        element("header", { class: "session-head" },
          element("h1", { id: "session.title", tabindex: -1 }, options.title), options.extra,
          element("div", { class: "session-tools" }, options.orders && orders,
            options.graded ? button(t("undo"), "u", session.undo) : undefined,
            options.skip && button(t("skip"), "s", session.skip),
            button(t("leave"), "Escape", session.leave)),
          element("p", { class: "session-progress" }, tally, meter, count)),
        trail, cardPlace, bar, foot),

      show: (card, key, state) => {
        close(card);
        cardPlace.replaceChildren(card);
        bar.hidden = foot.hidden = false;
        trail.textContent = options.trail?.(key) ?? "";
        paint(state);
        hotseat.enhance(card);
        asked = key;
        offerGrades();
        const title = /** @type {HTMLElement | null} */ (card.querySelector(".question-title"));
        title?.setAttribute("tabindex", "-1");
        title?.focus({ preventScroll: true });
        scrollTo({ top: 0, behavior: "instant" });
        hotseat.say(t("session-at", { number: state.at + 1, count: state.keys.length }));
      },

      end: (state) => {
        paint(state);
        trail.textContent = "";
        bar.hidden = foot.hidden = true;
        const end = hotseat.sessionEnd(session, state);
        cardPlace.replaceChildren(end);
        scrollTo({ top: 0, behavior: "instant" });
        end.querySelector("h2")?.focus();
      },
    };
  };
})();
