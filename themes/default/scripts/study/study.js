/** Hands what was clicked or changed to what it is for. */
hotseat.use = (control) => {
  const card = /** @type {HTMLElement | null} */ (control.closest(".question"));
  const { grade, sure } = /** @type {HTMLElement} */ (control).dataset;
  if (control.matches(".keys-open")) hotseat.showKeys();
  else if (control.matches(".choice-input")) hotseat.choose(control);
  else if (control.closest(".study-shown")) hotseat.filter(true);
  else if (control.closest(".study-filter")) hotseat.filter();
  else if (card && grade) hotseat.grade(card, Number(grade));
  else if (card && sure) hotseat.setSure(card, sure);
};
