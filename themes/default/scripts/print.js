/** Prints as its reader wants it; what asks how is loaded when used. */
document.addEventListener("click", (event) => {
  if (/** @type {Element} */ (event.target).closest(".print-open")) hotseat.load("print").then(() => hotseat.print());
});
