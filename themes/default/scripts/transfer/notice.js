/** Tells that the browser does not keep what is graded, and offers to save it as a file. */
(() => {
  let told = false;

  /** Says it once on a page, without taking the reader from the question. */
  const warn = () => {
    if (told) return;
    told = true;
    const notice = document.createElement("div");
    notice.className = "notice";
    const text = document.createElement("p");
    const save = document.createElement("button");
    const close = document.createElement("button");
    for (const button of [save, close]) {
      button.type = "button";
      button.className = "button";
    }
    text.textContent = hotseat.t("not-kept");
    save.textContent = hotseat.t("export");
    save.addEventListener("click", () => hotseat.transfer.save());
    close.textContent = hotseat.t("close");
    close.addEventListener("click", () => notice.remove());
    notice.append(text, save, close);
    document.querySelector("main")?.append(notice);
    hotseat.say(text.textContent);
  };
  hotseat.transfer = { ...hotseat.transfer, warn };
})();
