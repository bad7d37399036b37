// What is typed in a marked form is kept on the server every few seconds, and nowhere on this device.
(() => {
  const PAUSE = 2500; // after the last key
  const AGAIN = 5000; // after a save that failed
  const forms = [...document.querySelectorAll("form[data-draft]")];
  if (!forms.length) return;

  const words = (form) => {
    const data = new FormData(form);
    for (const control of form.elements) {
      if (control.name && (control.type === "password" || control.type === "file")) data.delete(control.name);
    }
    const heading = document.querySelector("main h2") || document.querySelector("main h1");
    data.set("_heading", heading ? heading.textContent.trim() : "");
    return data;
  };

  // A page that outlived its session asks for the seal of the new one.
  const reseal = async (form) => {
    const answer = await fetch(`${form.dataset.draft}sello/`, { redirect: "manual" });
    if (!answer.ok) return false;
    const { seal } = await answer.json();
    for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = seal;
    return true;
  };

  function keep(form) {
    const place = document.querySelector(`template[data-kept-for="${form.id}"]`);
    if (!place) return;
    form.append(place.content.cloneNode(true));
    const told = form.querySelector(".kept-told");
    const trouble = form.querySelector(".kept-trouble");
    let timer;
    let busy = null;
    let again = false;
    let over = false;

    const tell = (name) => {
      const text = name ? trouble.dataset[name] : "";
      if (trouble.textContent !== text) trouble.textContent = text;
      trouble.classList.toggle("notice", Boolean(text));
      trouble.classList.toggle("warning", Boolean(text));
    };
    const soon = (wait) => { clearTimeout(timer); timer = setTimeout(save, wait); };

    function taken({ at, left, more }) {
      tell("");
      if (!again) delete form.dataset.unsaved;
      if (at) told.textContent = told.dataset.saved.replace("{t}", at);
      document.dispatchEvent(new CustomEvent("sesion:sigue", { detail: { left, more } }));
    }

    async function refused(answer, tried) {
      const closed = answer.type === "opaqueredirect" || answer.status === 403;
      if (closed && !tried && (await reseal(form))) return send(true);
      tell(closed ? "ended" : "refused");
      if (closed || answer.status === 429 || answer.status >= 500) soon(closed ? 4 * AGAIN : AGAIN);
    }

    async function send(tried) {
      const answer = await fetch(form.dataset.draft, {
        method: "POST", body: words(form), redirect: "manual", signal: busy.signal,
      });
      if (answer.ok) return taken(await answer.json());
      return refused(answer, tried);
    }

    async function save() {
      clearTimeout(timer);
      if (over || !("unsaved" in form.dataset)) return;
      if (busy) { again = true; return; }
      busy = new AbortController();
      again = false;
      try {
        await send(false);
      } catch (problem) {
        if (!over) { tell("offline"); soon(AGAIN); }
      }
      busy = null;
      if (again && !over) soon(PAUSE);
    }

    const typed = () => {
      form.dataset.unsaved = "";
      if (busy) again = true;
      if (!over) soon(PAUSE);
    };
    form.addEventListener("input", typed);
    form.addEventListener("change", typed);
    form.addEventListener("focusout", () => { if ("unsaved" in form.dataset) save(); });
    document.addEventListener("sesion:pronto", save);
    addEventListener("online", save);
    addEventListener("focus", () => { if (trouble.textContent) save(); });
    addEventListener("pagehide", () => {
      if (over || !("unsaved" in form.dataset)) return;
      const sent = navigator.sendBeacon && navigator.sendBeacon(form.dataset.draft, words(form));
      if (!sent) fetch(form.dataset.draft, { method: "POST", body: words(form), keepalive: true });
    });
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return;
      over = true; // the form itself is on its way: nothing kept may arrive after it
      clearTimeout(timer);
      if (busy) busy.abort();
      delete form.dataset.unsaved;
    });
    addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  }

  const clock = document.getElementById("sesion");
  if (clock) clock.dataset.back = `${clock.dataset.end}&next=${encodeURIComponent(location.pathname)}`;
  forms.forEach(keep);
})();
