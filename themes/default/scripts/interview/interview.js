/** The mock interview: from the form over the questions to the summary. A reload goes on where it was. */
(() => {
  const place = /** @type {HTMLElement | null} */ (document.querySelector('[data-bundle="interview"]'));
  if (!place) return;
  const { t } = hotseat;
  const topicAsked = () => decodeURIComponent(location.hash.slice(1));

  /** @param {HTMLElement} content */
  const show = (content) => {
    place.replaceChildren(content);
    content.querySelector("h2")?.focus({ preventScroll: true });
    scrollTo({ top: 0, behavior: "instant" });
  };

  const ask = async (isFocused = true) => {
    hotseat.keepInterview();
    const form = hotseat.interviewForm(await hotseat.guide(), topicAsked(), begin);
    if (isFocused) show(form);
    else place.replaceChildren(form);
  };

  /** @param {Interview} interview */
  const sumUp = (interview) =>
    show(hotseat.interviewSummary(interview, {
      again: () => ask(),
      repeat: (keys) => {
        const minutes = Math.ceil((interview.minutes * keys.length) / interview.keys.length);
        run(fresh({ ...interview, keys, minutes }));
      },
    }));

  /** @param {Pick<Interview, "keys" | "seed" | "minutes" | "followUps">} of @returns {Interview} */
  const fresh = ({ keys, seed, minutes, followUps }) =>
    ({ keys, seed, minutes, followUps, hash: location.hash, started: Date.now(), spent: {}, titles: {} });

  /** @param {InterviewChoice} choice */
  const begin = async (choice) => {
    const seed = Math.floor(Math.random() * 2 ** 32);
    try {
      const keys = await hotseat.interviewDraw(choice.topics, { ...choice, seed });
      if (keys.length) run(fresh({ ...choice, keys, seed }));
    } catch (error) {
      const said = /** @type {HTMLElement} */ (place.querySelector(".interview-available"));
      said.textContent = error instanceof Error ? error.message : String(error);
    }
  };

  /** @param {Interview} interview */
  const run = (interview) => {
    const id = `interview:${interview.seed}:${interview.started}`;
    const clock = interview.minutes ? hotseat.interviewClock(interview.started + interview.minutes * 60_000) : undefined;
    let asked = "";
    let since = 0;
    /** Adds the time since the last look to the question that is on the stage. */
    const note = () => {
      if (asked) interview.spent[asked] = (interview.spent[asked] ?? 0) + Date.now() - since;
      since = Date.now();
      if (!interview.results) hotseat.keepInterview(interview);
    };
    addEventListener("pagehide", note);
    place.replaceChildren();
    hotseat.keepInterview(interview);

    hotseat.session({
      id, place, title: t("interview-title"), keys: interview.keys, graded: true, extra: clock?.element,
      trail: (key) => interview.titles[key]?.trail ?? "",
      card: async (key) => {
        note();
        asked = "";
        const [card, shard] = await Promise.all([hotseat.card(key), hotseat.shard(key.split("#")[0])]);
        asked = card.dataset.key ?? key;
        since = Date.now();
        const href = /** @type {HTMLAnchorElement | null} */ (card.querySelector(".anchor"))?.href ?? "";
        interview.titles[asked] = { title: hotseat.titleOf(card), href, trail: [...shard.trail, shard.title].join(" / ") };
        for (const followUp of card.querySelectorAll(".question-follow-up"))
          interview.followUps ? followUp.setAttribute("hidden", "") : followUp.remove();
        setTimeout(() => pressed?.show());
        return card;
      },
      onend: () => hotseat.current.leave(),
      onleave: ({ keys, results }) => {
        note();
        removeEventListener("pagehide", note);
        clock?.stop();
        pressed?.stop();
        try {
          sessionStorage.removeItem(`hotseat:${hotseat.site}:session:${id}`);
        } catch {}
        if (!Object.keys(results).length && !keys.every((key) => key in interview.spent)) return void ask();
        Object.assign(interview, { keys, results });
        hotseat.keepInterview(interview);
        sumUp(interview);
      },
    });
    const pressed = interview.followUps ? hotseat.pressFollowUps(place) : undefined;
  };

  Promise.all([hotseat.load("session"), hotseat.load("study")]).then(async () => {
    const interview = hotseat.keptInterview();
    if (interview?.results) sumUp(interview);
    else if (interview) run(interview);
    else await ask(false);
    addEventListener("hashchange", () => place.querySelector(".interview-form") && ask());
    if (!hotseat.store.isKept) hotseat.load("transfer").then(() => hotseat.transfer.warn());
  }).catch((error) => {
    place.textContent = error.message;
  });
})();
