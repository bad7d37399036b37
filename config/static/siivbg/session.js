// Two minutes before the session ends, ask. Nothing is extended unasked.
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
    const words = document.getElementById(`sesion-${name}`);
    if (name === "fin" && !(words && (typed || document.querySelector("[data-unsaved]")))) return location.replace(place.dataset.back || end);
    place.replaceChildren(...(words ? [words.content.cloneNode(true)] : []));
  }

  const hurry = () => document.dispatchEvent(new Event("sesion:pronto"));

  function look() {
    const left = (until - Date.now()) / 1000;
    if (left < 10) hurry();
    const next = left <= 0 ? "fin" : left > 120 ? "" : more ? "aviso" : "ultimo";
    if (next !== state && state !== "fin") show(next);
  }

  const goOn = (told) => {
    start(told.left, told.more);
    if (tabs) tabs.postMessage(told);
  };

  place.addEventListener("submit", (event) => {
    event.preventDefault();
    fetch(keep, { method: "POST", body: new FormData(event.target), redirect: "manual" })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer)))
      .then(goOn)
      .catch((problem) => { if (problem instanceof Response) show("fin"); });
  });
  document.addEventListener("input", ({ target }) => { typed ||= !target.closest("[data-draft]"); });
  document.addEventListener("sesion:sigue", ({ detail }) => goOn(detail));
  document.addEventListener("visibilitychange", look);
  if (tabs) tabs.onmessage = ({ data }) => (state === "fin" ? hurry() : start(data.left, data.more));
  goOn({ left: Number(place.dataset.left), more: "more" in place.dataset });
  setInterval(look, 1000);
})();
