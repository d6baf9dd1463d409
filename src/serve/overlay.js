// Shows the problems of the last build over the page, until they are mended or Esc is pressed.
"use strict";

customElements.define("hotseat-overlay", class extends HTMLElement {
  constructor() {
    super();
    // A shadow tree, so that no theme's rules change how problems look.
    const style = element("link", { rel: "stylesheet", href: "/__hotseat/overlay.css" });
    this.dialog = element("dialog", { role: "alertdialog", "aria-labelledby": "title" });
    this.attachShadow({ mode: "open" }).append(style, this.dialog);
    this.styled = new Promise((done) => { style.onload = style.onerror = done; });

    function element(name, attributes) {
      const made = document.createElement(name);
      for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
      return made;
    }
  }

  /** Shows a report of the server, in the place of the one before. */
  async show(report) {
    this.dialog.replaceChildren(...this.content(report));
    await this.styled;
    // It may have been cleared while the style was loading.
    if (this.isConnected && !this.dialog.open) this.dialog.showModal();
  }

  content({ count, problems, failure }) {
    const title = failure ? "The build could not run" : count === 1 ? "1 error" : `${count} errors`;
    const heading = this.text("h1", "", title);
    heading.id = "title";
    const close = this.text("button", "close", "Hide (Esc)");
    close.onclick = () => this.dialog.close();
    const parts = [heading, close, ...problems.map((problem) => this.problem(problem))];
    if (failure) parts.push(this.text("pre", "failure", failure));
    const hidden = count - problems.length;
    if (hidden > 0) parts.push(this.text("p", "", `and ${hidden} more, see the terminal`));
    parts.push(this.text("p", "footer", "This goes away by itself when the files are mended."));
    return parts;
  }

  problem({ code, severity, message, path, line, column, label, line_text, help, notes, related }) {
    const article = this.text("article", "problem", "");
    const heading = this.text("h2", "", "");
    heading.append(this.text("span", "code", `${severity}[${code}]`), ` ${message}`);
    const place = this.text("p", "place", `${path}:${line}:${column}`);
    article.append(heading, place, this.excerpt(line_text, label));
    for (const other of related) {
      const words = other.label ? ` ${other.label}` : "";
      article.append(this.text("p", "place", `${other.path}:${other.line}:${other.column}${words}`));
    }
    for (const note of notes) article.append(this.text("p", "note", `note: ${note}`));
    if (help) article.append(this.text("p", "help", `help: ${help}`));
    return article;
  }

  excerpt({ before, marked, after }, label) {
    const pre = this.text("pre", "excerpt", before);
    pre.tabIndex = 0;
    pre.append(this.text("mark", "", marked), after, "\n");
    // The same text again, unseen, moves the caret by the true width of tabs and wide letters.
    const carets = "^".repeat([...marked].length || 1);
    pre.append(this.text("span", "indent", before), this.text("span", "caret", `${carets} ${label}`));
    return pre;
  }

  text(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.textContent = text;
    return made;
  }
});
