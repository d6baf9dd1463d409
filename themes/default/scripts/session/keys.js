/** The keys of a session. */
(() => {
  const running = () => ("session" in document.documentElement.dataset ? hotseat.current : undefined);

  /** @param {string} combo @param {(session: any) => void} run */
  const key = (combo, run) => hotseat.key(combo, () => run(hotseat.current), { when: running });
  key("j", (session) => session.next());
  key("k", (session) => session.previous());
  key("o", (session) => session.reveal());
  key("u", (session) => session.undo());
  key("c", () => /** @type {HTMLElement | null} */ (document.querySelector(".session .question-link"))?.click());
  key("Escape", (session) => session.leave());
  hotseat.key("s", () => hotseat.current.skip(), { when: () => running()?.options.skip });
  for (const grade of [1, 2, 3, 4])
    hotseat.key(String(grade), () => hotseat.current.grade(grade), { when: () => running()?.options.graded });

  hotseat.key("Space", ({ target }) => {
    const session = hotseat.current;
    // On another control Space does what it always does; how sure the reader is has been said by then.
    const control = /** @type {Element} */ (target).closest("a, button, input, select, summary");
    if (control && !control.matches(".question-answer > summary, [data-sure][aria-pressed=true]")) return false;
    if (!session.isOpen()) session.reveal();
    else if (session.options.graded) session.grade(3);
    else session.next();
  }, { when: () => running()?.hasCard() });
})();
