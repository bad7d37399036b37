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
  let called = false;

  function start(left, may) {
    until = Date.now() + left * 1000;
    more = may;
    called = false;
    show("");
  }

  // What was typed in kept forms is on the server, unless they say otherwise.
  const written = () => typed || document.querySelector("form[data-unsaved]");
  const back = () => (document.querySelector("form[data-draft]") ? `${end}?next=${encodeURIComponent(location.pathname)}` : end);

  function show(name) {
    state = name;
    const words = name && document.getElementById(`sesion-${name}`);
    if (name === "fin" && !(written() && words)) return location.replace(back());
    place.replaceChildren(...(words ? [words.content.cloneNode(true)] : []));
  }

  function look() {
    const left = (until - Date.now()) / 1000;
    if (left <= 10 && !called) {
      called = true;
      document.dispatchEvent(new CustomEvent("sesion:pronto"));
    }
    const next = left <= 0 ? "fin" : left > 120 ? "" : more ? "aviso" : "ultimo";
    if (next !== state && state !== "fin") show(next);
  }

  function goOn(told) {
    start(told.left, told.more);
    if (tabs) tabs.postMessage(told);
  }

  place.addEventListener("submit", (event) => {
    event.preventDefault();
    fetch(keep, { method: "POST", body: new FormData(event.target), redirect: "manual" })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer)))
      .then(goOn)
      .catch((problem) => { if (problem instanceof Response) show("fin"); });
  });
  document.addEventListener("input", (event) => {
    if (!event.target.closest("form[data-draft]")) typed = true;
  });
  document.addEventListener("sesion:sigue", ({ detail }) => goOn(detail));
  document.addEventListener("visibilitychange", look);
  if (tabs) tabs.onmessage = ({ data }) => {
    if (state !== "fin") start(data.left, data.more);
    else document.dispatchEvent(new CustomEvent("sesion:pronto")); // she came in again elsewhere
  };
  start(Number(place.dataset.left), "more" in place.dataset);
  if (tabs) tabs.postMessage({ left: Number(place.dataset.left), more });
  setInterval(look, 1000);
})();
