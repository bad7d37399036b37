// Leave quickly: blank at once, end the visit in the background, take this page out of the history.
(() => {
  const box = document.getElementById("salida");
  if (!box) return;
  const { leave: address, target } = box.dataset;
  let presses = 0;
  let timer;

  function leave(event) {
    if (event) event.preventDefault();
    document.documentElement.className = "gone";
    document.title = "\u200b";
    document.cookie = "salida=1; path=/; samesite=lax"; // going back may be faster than the end of the visit
    const sent = address && navigator.sendBeacon && navigator.sendBeacon(address);
    if (address && !sent) fetch(address, { method: "POST", keepalive: true, redirect: "manual" });
    location.replace(target);
  }

  box.addEventListener("click", leave);
  document.addEventListener("keyup", (event) => {
    clearTimeout(timer);
    presses = event.key === "Shift" ? presses + 1 : 0;
    if (presses === 3) leave();
    timer = setTimeout(() => { presses = 0; }, 5000);
  });
  // A page brought back from memory must ask the server again.
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
})();
