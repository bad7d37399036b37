// Starts the repeated forms of an editing page: the page itself carries no script.
// Gives the framework's scripts the words they have no Spanish for.
const said = document.currentScript.dataset;
Object.assign(window.django.catalog, JSON.parse(said.words));
document.addEventListener("DOMContentLoaded", () => {
  document.getElementById("w-slim-header-buttons")?.setAttribute("aria-label", said.actions);
  for (const mark of document.querySelectorAll("[data-inline-panel]")) {
    new window.InlinePanel(JSON.parse(mark.dataset.inlinePanel));
  }
});
