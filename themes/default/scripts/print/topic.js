/** Puts the questions of a topic's pages on one page, to be printed. */
(async () => {
  const list = document.querySelector(".print-pages");
  if (!list) return;
  await hotseat.load("session");
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (list.querySelectorAll("[data-page]"))) {
    const path = link.dataset.page ?? "";
    try {
      const { title, questions } = await hotseat.shard(path);
      const section = document.createElement("section");
      const heading = document.createElement("h2");
      heading.textContent = title;
      section.append(heading);
      for (const { id } of questions) {
        const card = await hotseat.card(`${path}#${id}`);
        const title = card.querySelector(".question-title");
        if (title) title.id = `${path}.${id}.title`;
        card.setAttribute("aria-labelledby", title?.id ?? "");
        card.id = `${path}.${id}`;
        // Named by their number on a page, of which there are several here.
        for (const region of card.querySelectorAll('[role="region"]')) {
          region.removeAttribute("role");
          region.removeAttribute("aria-label");
        }
        section.append(card);
      }
      list.before(section);
      hotseat.enhance(section);
      link.closest("li")?.remove();
    } catch (error) {
      // Its link stays in the list, and leads to the page.
      hotseat.say(error instanceof Error ? error.message : String(error));
    }
  }
})();
