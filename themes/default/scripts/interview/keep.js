/** The mock interview of this tab, kept so that a reload goes on with it. */
(() => {
  const name = `hotseat:${hotseat.site}:interview`;

  hotseat.keptInterview = () => {
    try {
      const interview = JSON.parse(sessionStorage.getItem(name) ?? "");
      const [navigation] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
      // Who comes with another wish, or anew after the end, gets the form.
      const isWanted = interview.hash === location.hash && (!interview.results || navigation?.type !== "navigate");
      return isWanted && Array.isArray(interview.keys) ? interview : undefined;
    } catch {}
  };

  hotseat.keepInterview = (interview) => {
    try {
      if (interview) sessionStorage.setItem(name, JSON.stringify(interview));
      else sessionStorage.removeItem(name);
    } catch {}
  };
})();
