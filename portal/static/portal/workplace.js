// Starts the repeated forms of an editing page: the page itself carries no script.
document.addEventListener("DOMContentLoaded", () => {
  for (const mark of document.querySelectorAll("[data-inline-panel]")) {
    new window.InlinePanel(JSON.parse(mark.dataset.inlinePanel));
  }
});
