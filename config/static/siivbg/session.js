// Two minutes before the session ends, ask. Nothing is extended unasked; pages work without this.
(() => {
  const place = document.getElementById("sesion");
  if (!place) return;
  const { keep, end } = place.dataset;
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel("sesion") : null;
  let until = 0;
  let more = true;
  let state = "";
  let typed = false;

  function start(left, may) {
    until = Date.now() + left * 1000;
    more = may;
    show("");
  }

  function show(name) {
    state = name;
    const words = name && document.getElementById(`sesion-${name}`);
    if (name === "fin" && !(typed && words)) return location.replace(end);
    place.replaceChildren(...(words ? [words.content.cloneNode(true)] : []));
  }

  function look() {
    const left = (until - Date.now()) / 1000;
    const next = left <= 0 ? "fin" : left > 120 ? "" : more ? "aviso" : "ultimo";
    if (next !== state && state !== "fin") show(next);
  }

  place.addEventListener("submit", (event) => {
    event.preventDefault();
    fetch(keep, { method: "POST", body: new FormData(event.target), redirect: "manual" })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer)))
      .then((told) => {
        start(told.left, told.more);
        if (tabs) tabs.postMessage(told);
      })
      .catch((problem) => { if (problem instanceof Response) show("fin"); });
  });
  document.addEventListener("input", () => { typed = true; });
  document.addEventListener("visibilitychange", look);
  if (tabs) tabs.onmessage = ({ data }) => { if (state !== "fin") start(data.left, data.more); };
  start(Number(place.dataset.left), "more" in place.dataset);
  if (tabs) tabs.postMessage({ left: Number(place.dataset.left), more });
  setInterval(look, 1000);
})();
