/** Narrows the page of all questions while the reader types. */
(() => {
  const main = document.querySelector(".page-questions main");
  const head = main?.querySelector(".page-head");
  if (!main || !head) return;
  const { t } = hotseat;
  const field = document.createElement("input");
  field.type = "text";
  field.className = "search-input search-filter";
  field.autocomplete = "off";
  field.placeholder = t("search-filter");
  field.setAttribute("aria-label", t("search-filter"));
  head.append(field);

  field.addEventListener("input", () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    const items = [...main.querySelectorAll("li")].filter((item) => !item.querySelector("li"));
    for (const item of items) {
      const text = (item.textContent ?? "").toLowerCase();
      item.hidden = !words.every((word) => text.includes(word));
    }
    // A part whose entries are all hidden is hidden with its heading.
    for (const part of main.querySelectorAll("section, li:has(li)")) {
      part.toggleAttribute("hidden", !part.querySelector("li:not([hidden], :has(li))"));
    }
    hotseat.say(items.every((item) => item.hidden) ? t("search-nothing") : "");
  });
})();
