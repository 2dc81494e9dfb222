// The button of a page made for paper: without a script there is none, for it would do nothing.
for (const button of document.querySelectorAll(".print button")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
