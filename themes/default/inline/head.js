// Before the first paint: scripts are on, the reader's colors, and the answer named by the hash.
(({ classList, dataset }) => {
classList.add("js");
try { const { "hotseat:theme": theme, "hotseat:setting:answers": open } = localStorage; if (theme) dataset.theme = theme; if (open) dataset.answers = "open" } catch {}
if (dataset.redirect) location.replace(dataset.redirect + location.hash);
const show = () => {
const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
let at = target, opened;
if (at?.matches("[class^=question]")) at = at.closest(".question")?.querySelector(".question-answer");
for (; at; at = at.parentElement) if (at.matches("details:not([open])")) opened = at.open = true;
if (opened) target.scrollIntoView();
};
addEventListener("DOMContentLoaded", show);
addEventListener("hashchange", show);
// After everything else and the first paint, so that no script competes with the text for the line.
addEventListener("load", () => dataset.script && requestAnimationFrame(() => setTimeout(() => (document.head.appendChild(document.createElement("script")).src = dataset.script))));
})(document.documentElement);
