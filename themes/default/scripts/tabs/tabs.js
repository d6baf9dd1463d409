/** Turns labelled parts into tabs, and remembers the label chosen. */
(() => {
  const KEY = "hotseat:tab";
  /** @type {{ tabs: HTMLButtonElement[], panels: HTMLElement[] }[]} */
  let groups = [];
  let number = 0;

  /**
   * @param {{ tabs: HTMLButtonElement[], panels: HTMLElement[] }} group
   * @param {number} chosen
   */
  const select = (group, chosen) => {
    group.tabs.forEach((tab, index) => {
      tab.setAttribute("aria-selected", String(index === chosen));
      tab.tabIndex = index === chosen ? 0 : -1;
      group.panels[index].hidden = index !== chosen;
    });
  };

  /** @param {string} label */
  const selectEverywhere = (label) => {
    for (const group of groups) {
      const index = group.tabs.findIndex((tab) => tab.textContent === label);
      if (index >= 0) select(group, index);
    }
  };

  /** @param {HTMLButtonElement} tab */
  const choose = (tab) => {
    const before = tab.getBoundingClientRect().top;
    const label = tab.textContent || "";
    selectEverywhere(label);
    // Groups above may have changed their height; the reader's place should not move.
    scrollBy({ top: tab.getBoundingClientRect().top - before, behavior: "instant" });
    try {
      localStorage.setItem(KEY, label);
    } catch {}
  };

  /** @param {Element} element */
  const build = (element) => {
    number += 1;
    const panels = /** @type {HTMLElement[]} */ ([...element.children].filter((child) => child.matches(".tab")));
    const list = document.createElement("div");
    list.className = "tab-list";
    list.setAttribute("role", "tablist");
    const tabs = panels.map((panel, index) => {
      const tab = document.createElement("button");
      tab.type = "button";
      tab.id = `tab.${number}.${index}`;
      tab.textContent = panel.querySelector(".tab-label")?.textContent || "";
      tab.setAttribute("role", "tab");
      panel.id ||= `${tab.id}.panel`;
      tab.setAttribute("aria-controls", panel.id);
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", tab.id);
      tab.addEventListener("click", () => choose(tab));
      list.append(tab);
      return tab;
    });
    const group = { tabs, panels };
    list.addEventListener("keydown", (event) => {
      const at = tabs.indexOf(/** @type {HTMLButtonElement} */ (event.target));
      const forward = getComputedStyle(list).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
      const back = forward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
      const to = { [forward]: at + 1, [back]: at - 1, Home: 0, End: -1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      const next = /** @type {HTMLButtonElement} */ (tabs.at(to % tabs.length));
      next.focus();
      choose(next);
    });
    element.prepend(list);
    element.classList.add("tabs-ready");
    groups.push(group);
    select(group, 0);
  };

  hotseat.tabs = (root) => {
    // Cards that were shown one after the other are gone again.
    groups = groups.filter((group) => group.tabs[0].isConnected);
    root.querySelectorAll(".tabs:not(.tabs-ready)").forEach(build);
    try {
      selectEverywhere(localStorage.getItem(KEY) || "");
    } catch {}
  };
})();
