/** What the reader has done: the status of each question on the page, how many are completed, grading. */
(() => {
  const { store } = hotseat;
  const { element, t } = hotseat;
  const meter = /** @type {HTMLProgressElement | null} */ (document.querySelector(".study-progress progress"));
  // Questions of a page, or those that a topic lists.
  const cards = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("main .question, main [data-key]")]);

  hotseat.keyOf = (card) => card.dataset.key || `${hotseat.page}#${card.id}`;

  hotseat.statusOf = (key) => {
    const grade = store.last(key)?.grade;
    if (!grade) return "unseen";
    const now = Date.now();
    const due = hotseat.dueTime?.(store.history(key), now) ?? Infinity;
    return due <= now ? "due" : grade > 2 ? "known" : "review";
  };

  /** @param {HTMLElement} card */
  const paint = (card) => {
    const key = hotseat.keyOf(card);
    const last = store.last(key);
    const status = hotseat.statusOf(key);
    if (card.dataset.status !== status) {
      card.dataset.status = status;
      /** @type {Record<string, string>} */
      const words = { known: t("status-known"), review: t("status-review"), due: t("status-due") };
      const word = words[status];
      const place = card.querySelector(".question-status") ?? element("span", { class: "question-status" });
      if (!place.parentElement) card.querySelector(".question-list-text")?.after(place);
      place.replaceChildren(...(word ? [element("span", { class: `status-${status}` }, element("span", {}, word))] : []));
    }
    const pressed = last?.grade ? (last.grade > 2 ? "3" : "1") : "";
    for (const button of card.querySelectorAll("[data-grade]"))
      button.setAttribute("aria-pressed", String(button.getAttribute("data-grade") === pressed));

    const { hash } = card.dataset;
    const hasChanged = !!hash && !!last?.hash && last.hash !== hash;
    const note = card.querySelector(".question-changed");
    if (!hasChanged) note?.remove();
    else if (!note) card.querySelector(".question-answer > summary")?.after(element("p", { class: "question-changed" }, t("answer-changed")));
  };

  const paintAll = () => {
    cards.forEach(paint);
    const text = document.getElementById("study.done");
    if (!meter || !text) return;
    const done = cards.filter((card) => card.dataset.status !== "unseen").length;
    meter.value = done;
    text.textContent = hotseat.t("completed", { number: done, count: cards.length });
  };

  hotseat.grade = (card, grade) => {
    const key = hotseat.keyOf(card);
    const { hash, sure } = card.dataset;
    const isPressed = !!card.querySelector(`[data-grade="${grade}"][aria-pressed="true"]`);
    if (isPressed) store.clear(key);
    else store.grade(key, { grade, hash, ...(sure && { sure: sure === "1" }) });
    if (isPressed) hotseat.say(hotseat.t("cleared"));
    else hotseat.say(grade > 2 ? hotseat.t("status-known") : hotseat.t("status-review"));
  };

  /** Before the reveal: sure or unsure; the same again takes it back. @param {HTMLElement} card @param {string} sure */
  hotseat.setSure = (card, sure) => {
    card.dataset.sure = card.dataset.sure === sure ? "" : sure;
    for (const button of card.querySelectorAll("[data-sure]"))
      button.setAttribute("aria-pressed", String(button.getAttribute("data-sure") === card.dataset.sure));
  };

  // Of the page when it had another path, then of questions that had another id.
  const page = /** @type {HTMLElement | null} */ (document.querySelector("[data-former]"));
  for (const former of page?.dataset.former?.split(" ") ?? [])
    for (const key of [...store.questions().keys()])
      if (key.startsWith(`${former}#`)) store.move(key, hotseat.page + key.slice(former.length));
  for (const card of cards)
    for (const former of card.dataset.aliases?.split(" ") ?? [])
      store.move(`${hotseat.page}#${former}`, hotseat.keyOf(card));
  paintAll();
  store.onchange(paintAll);
  hotseat.enhancers.push((root) => {
    if (root instanceof HTMLElement) paint(root);
  });
  // "Due" is a matter of the schedule, which nobody waits for.
  const isBegun = cards.some((card) => card.dataset.status !== "unseen");
  if (isBegun && hotseat.bundles.session) hotseat.load("session").then(paintAll);
})();
