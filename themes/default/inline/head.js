// Before the first paint: scripts are on, the reader's colors, and the answer named by the hash.
(({ classList, dataset }) => {
classList.add("js");
try { const theme = localStorage.getItem("hotseat:theme"); if (theme) dataset.theme = theme; if (localStorage.getItem("hotseat:setting:answers")) dataset.answers = "open" } catch {}
if (dataset.redirect) location.replace(dataset.redirect + location.hash);
const show = () => {
const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
const answer = target?.matches(".question, .question-anchor") && target.closest(".question").querySelector(".question-answer");
if (answer) answer.open = true;
let at = target, opened;
for (; at; at = at.parentElement) if (at.matches("details:not([open])")) opened = at.open = true;
if (opened) target.scrollIntoView();
};
addEventListener("DOMContentLoaded", show);
addEventListener("hashchange", show);
})(document.documentElement);
