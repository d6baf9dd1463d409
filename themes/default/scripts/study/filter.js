/** Shows the questions of chosen difficulties and status; the choice is kept in the address. */
(() => {
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector(".study-filter"));
  const cards = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("main .question, main [data-key]")]);
  const levels = /** @type {HTMLInputElement[]} */ ([...(form?.querySelectorAll("[name=d]") ?? [])]);
  const status = /** @type {HTMLSelectElement | null | undefined} */ (form?.querySelector("[name=s]"));

  const apply = () => {
    const off = new Set(levels.filter((level) => !level.checked).map((level) => level.dataset.level));
    const wanted = status?.value ?? "";
    let count = 0;
    for (const card of cards) {
      const is = card.dataset.status ?? "unseen";
      // What is due was known or not; it stays in its group.
      const grade = hotseat.store.last(hotseat.keyOf(card))?.grade ?? 0;
      const fits = !wanted || is === wanted || (is === "due" && wanted === (grade > 2 ? "known" : "review"));
      card.hidden = off.has(card.dataset.level) || !fits;
      count += Number(!card.hidden);
    }
    const isFiltered = off.size > 0 || wanted !== "";
    document.querySelector("main")?.toggleAttribute("data-filtered", isFiltered);
    const note = /** @type {HTMLElement | null | undefined} */ (form?.querySelector(".study-shown"));
    if (note?.firstElementChild) {
      note.hidden = !isFiltered;
      note.firstElementChild.textContent = hotseat.t("shown", { count });
    }
    return { count, off, wanted };
  };

  hotseat.filter = (isReset = false) => {
    if (isReset) {
      for (const level of levels) level.checked = true;
      if (status) status.value = "";
      // The button that was pressed is about to go.
      (levels[0] ?? status)?.focus();
    }
    const { count, off, wanted } = apply();
    hotseat.say(hotseat.t("shown", { count }));
    const url = new URL(location.href);
    url.searchParams.delete("d");
    url.searchParams.delete("s");
    if (off.size) url.searchParams.set("d", levels.filter((level) => level.checked).map((level) => level.value).join(","));
    if (wanted) url.searchParams.set("s", wanted);
    url.search = url.search.replaceAll("%2C", ",");
    history.replaceState(history.state, "", url);
  };

  // A link to a question shows it, whatever the filter says.
  const showTarget = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const card = /** @type {HTMLElement | null | undefined} */ (target?.closest(".question[hidden]"));
    if (!card) return;
    card.hidden = false;
    target?.scrollIntoView();
  };
  addEventListener("hashchange", showTarget);

  const asked = new URLSearchParams(location.search);
  const wanted = asked.get("d")?.split(",");
  if (wanted) for (const level of levels) level.checked = wanted.includes(level.value);
  if (status) status.value = asked.get("s") ?? "";
  if (status && !status.value) status.value = "";
  // When the bundle's other files have run too.
  queueMicrotask(() => {
    if (!asked.has("d") && !asked.has("s")) return;
    apply();
    showTarget();
  });
})();
