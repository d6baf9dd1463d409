/** A review: what is due, a few new questions in between, one card at a time. */
(() => {
  const { element, store, t } = hotseat;
  const kept = () => `hotseat:${hotseat.site}:session:review`;

  /** New questions evenly among those that are due. @param {string[]} due @param {string[]} fresh */
  hotseat.spread = (due, fresh) => {
    const all = [...due];
    const gap = (due.length + 1) / (fresh.length + 1);
    fresh.forEach((key, index) => all.splice(Math.round((index + 1) * gap) + index, 0, key));
    return all;
  };

  /** Whether a reload has interrupted one. */
  hotseat.isReviewing = () => {
    try {
      return !!sessionStorage.getItem(kept());
    } catch {
      return false;
    }
  };

  hotseat.review = ({ place, guide, keys, whenNext, onleave }) => {
    const pages = new Map(guide.pages.map((page) => [page.path, page]));

    /** @param {string} key */
    const card = async (key) => {
      try {
        const card = await hotseat.card(key);
        if (card.dataset.key && card.dataset.key !== key) store.move(key, card.dataset.key);
        return card;
      } catch (error) {
        const isGone = await hotseat.shard(key.split("#")[0]).then(() => true, () => false);
        if (!isGone) throw error;
        // Its progress stays, should it come back; but it is not asked for again soon.
        store.skip(key, hotseat.midnight(Date.now(), 30));
        return element("article", { class: "question" }, element("h2", { class: "question-title" }, t("question-gone")));
      }
    };

    hotseat.session({
      id: "review",
      title: t("review-title"),
      keys,
      place,
      graded: true,
      card,
      trail: (key) => {
        const page = pages.get(key.split("#")[0]);
        return page ? [...page.trail, page.title].join(" / ") : "";
      },
      skip: (key) => store.skip(key, hotseat.midnight(Date.now(), 1)),
      onend: () => place.querySelector(".session-end > p")?.after(element("p", {}, whenNext())),
      onleave: () => {
        try {
          sessionStorage.removeItem(kept());
        } catch {}
        onleave();
      },
    });
  };
})();
