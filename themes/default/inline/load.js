// After everything else, so that no script competes with the text for the line.
addEventListener("load", () => {
const script = document.createElement("script");
script.src = document.documentElement.dataset.script;
document.head.append(script);
});
