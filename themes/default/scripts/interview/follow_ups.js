/** Follow-ups as an interviewer presses them: asked one at a time, each when the one before is answered. */
(() => {
  const { element, t } = hotseat;

  hotseat.pressFollowUps = (place) => {
    const press = () => {
      const { waiting } = state();
      if (!waiting[0]) return;
      waiting[0].hidden = false;
      waiting[0].querySelector("summary")?.focus({ preventScroll: true });
      waiting[0].scrollIntoView({ block: "center" });
      show();
    };
    const button = element("button", {
      class: "button interview-press", type: "button", "aria-keyshortcuts": "f", hidden: true, click: press,
    });

    const state = () => {
      const all = /** @type {HTMLDetailsElement[]} */ ([...place.querySelectorAll(".session .question-follow-up")]);
      const waiting = all.filter((followUp) => followUp.hidden);
      const isAnswered = !!place.querySelector(".session .question-answer[open]") && all.every(({ hidden, open }) => hidden || open);
      return { all, waiting, isAnswered };
    };
    const show = () => {
      const { all, waiting, isAnswered } = state();
      button.hidden = !waiting.length || !isAnswered;
      button.textContent = t("interview-follow-up", { number: all.length - waiting.length + 1, count: all.length });
    };

    place.querySelector(".session-bar")?.prepend(button);
    place.addEventListener("toggle", show, true);
    hotseat.key("f", press, { when: () => button.isConnected && !button.hidden });
    return { show, stop: () => place.removeEventListener("toggle", show, true) };
  };
})();
