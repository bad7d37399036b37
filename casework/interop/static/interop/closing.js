// The page is on its way to the provider's logout (Refresh header). When the provider answers 204
// the browser stays here: after a moment, go home.
(() => {
  const place = document.getElementById("closing");
  if (!place) return;
  const timer = setTimeout(() => location.replace(place.dataset.home), 2500);
  addEventListener("pagehide", () => clearTimeout(timer));
})();
