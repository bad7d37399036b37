// Small comforts of the workplace. Every page works without them.
(() => {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    const dialog = opener && document.getElementById(opener.dataset.dialog);
    if (!dialog || !dialog.showModal) return;
    event.preventDefault();
    dialog.showModal();
  });

  // A drawing wider than a phone opens at its newest end.
  for (const area of document.querySelectorAll(".drawn-scroll")) area.scrollLeft = area.scrollWidth;

  const summary = document.querySelector(".problem");
  if (summary) summary.focus();

  for (const area of document.querySelectorAll("textarea[data-limit]")) {
    const note = document.getElementById(`${area.id}_limit`);
    if (!note) continue;
    const words = note.dataset.left;
    if (!words) continue;
    const tell = () => { note.textContent = words.replace("{n}", area.dataset.limit - area.value.length); };
    area.addEventListener("input", tell);
  }
})();
