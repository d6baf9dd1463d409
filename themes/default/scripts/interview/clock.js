/** The clock of a mock interview: what is left, or plainly that the time is up. Nothing rings, nothing ends. */
(() => {
  const { element, t } = hotseat;

  hotseat.clockTime = (time) => {
    const seconds = Math.max(0, Math.round(time / 1000));
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  };

  hotseat.interviewClock = (end) => {
    const digits = element("span", { class: "interview-digits" });
    const clock = element("p", { class: "interview-clock", role: "timer", "aria-label": t("interview-time-left"), "aria-live": "off" },
      t("interview-time-left"), " ", digits);
    let isUp = end <= Date.now();

    const up = () => {
      clock.textContent = t("interview-time-up");
      clock.setAttribute("aria-label", t("interview-time"));
      clearInterval(ticking);
    };
    const tick = () => {
      if (Date.now() < end) digits.textContent = hotseat.clockTime(end - Date.now());
      else {
        // Once, and not again after a reload.
        if (!isUp) hotseat.say(t("interview-time-up"));
        isUp = true;
        up();
      }
    };
    const ticking = setInterval(tick, 1000);
    tick();
    return { element: clock, stop: () => clearInterval(ticking) };
  };
})();
