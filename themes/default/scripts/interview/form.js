/** What a mock interview is to be about: topics, difficulty, how many questions, how long. */
(() => {
  const { element, t } = hotseat;
  const MINUTES = [0, 5, 10, 15, 20, 30, 45, 60, 90];

  /** @param {string} name @param {string} value @param {boolean} checked */
  const box = (name, value, checked) => {
    const input = element("input", { type: "checkbox", name, value });
    input.checked = checked;
    return input;
  };

  /** How many were asked for, how long, follow-ups or not: as the last time. */
  const before = () => {
    const [number = 5, minutes = 15, followUps = 1] = hotseat.setting("interview").split(" ").filter(Boolean).map(Number);
    return { number: number || 5, minutes: MINUTES.includes(minutes) ? minutes : 15, followUps: followUps !== 0 };
  };

  hotseat.interviewForm = (guide, wanted, start) => {
    const topics = hotseat.interviewTopics(guide);
    const asked = wanted.replace(/\/?$/, "/");
    // A track asks for its topics, a page for the topic it is in.
    const isAsked = (/** @type {InterviewTopic} */ { path, track }) => path.startsWith(asked) || (!!track && asked.startsWith(path));
    // A name that leads nowhere asks for everything.
    const isFound = topics.some(isAsked);
    const last = before();

    const boxes = topics.map((topic, index) => box("topic", String(index), !isFound || isAsked(topic)));
    /** @param {InterviewTopic} topic */
    const total = ({ pages }) => String(pages.reduce((sum, { count }) => sum + count, 0));
    const lists = [...new Set(topics.map(({ track }) => track))].map((track) => {
      const items = topics.flatMap((topic, index) => (topic.track === track ? [element("li", {},
        element("label", {}, boxes[index], element("span", {}, topic.title), " ",
          element("span", { class: "interview-number" }, total(topic))))] : []));
      const list = element("ul", {}, ...items);
      return track ? element("div", { role: "group", "aria-label": track }, element("p", { class: "interview-track" }, track), list) : list;
    });
    /** @param {boolean} checked */
    const setAll = (checked) => () => {
      for (const input of boxes) input.checked = checked;
      count();
    };

    const levels = hotseat.difficulties.map((_, index) => box("level", String(index + 1), true));
    const chips = hotseat.difficulties.map(({ label, role }, index) =>
      element("label", { class: `difficulty difficulty-${role} study-level interview-level` }, levels[index], label));
    const number = element("input", {
      id: "interview.number", type: "number", min: 1, max: 100, inputmode: "numeric", value: last.number, required: true,
    });
    const minutes = element("select", { id: "interview.minutes" }, ...MINUTES.map((count) =>
      element("option", { value: count, selected: count === last.minutes }, count ? t("interview-minutes", { count }) : t("interview-no-timer"))));
    const followUps = box("follow-ups", "1", last.followUps);
    const available = element("p", { class: "interview-available", role: "status" });

    const chosen = () => {
      const isOn = levels.map((input) => input.checked);
      // Questions without a difficulty are asked as long as none is left out.
      const wanted = isOn.flatMap((isOn, index) => (isOn ? [index + 1] : []));
      return { topics: topics.filter((_, index) => boxes[index].checked), levels: isOn.every(Boolean) ? [0, ...wanted] : wanted };
    };
    const count = () => {
      const { topics, levels } = chosen();
      const total = hotseat.interviewCount(topics, levels);
      available.textContent = total ? t("interview-available", { count: total }) : t("interview-none");
      return total;
    };
    const submit = (/** @type {Event} */ event) => {
      event.preventDefault();
      if (!count()) return boxes[0]?.focus();
      const options = { number: Number(number.value), minutes: Number(minutes.value), followUps: followUps.checked };
      hotseat.setting("interview", `${options.number} ${options.minutes} ${Number(options.followUps)}`);
      start({ ...chosen(), ...options });
    };
    const all = (/** @type {string} */ text, /** @type {boolean} */ checked) =>
      element("button", { class: "link-button", type: "button", click: setAll(checked) }, text);

    const form = element("form", { class: "interview-form", "aria-labelledby": "interview.title", submit, change: count },
      element("h2", { id: "interview.title", tabindex: -1 }, t("interview-title")),
      element("fieldset", { class: "interview-topics" }, element("legend", {}, t("topics")),
        element("p", { class: "interview-all" }, all(t("interview-all"), true), all(t("interview-no-topics"), false)), ...lists),
      chips.length ? element("fieldset", {}, element("legend", {}, t("difficulty")), element("div", { class: "interview-levels" }, ...chips)) : undefined,
      element("div", { class: "interview-fields" },
        element("p", {}, element("label", { for: "interview.number" }, t("questions-title")), number),
        element("p", {}, element("label", { for: "interview.minutes" }, t("interview-time")), minutes),
        element("label", { class: "interview-follow-ups" }, followUps, t("interview-follow-ups"))),
      element("div", { class: "interview-start" }, element("button", { class: "button button-primary" }, t("interview-start")), available));
    count();
    return form;
  };
})();
