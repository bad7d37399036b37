// Several documents at once: dropped or chosen, each sent by itself with its progress and its own
// outcome; a refused one says why and can be tried again. Without this the form sends them all.
(() => {
  const form = document.querySelector("form[data-upload]");
  const list = form && form.querySelector("[data-list]");
  const place = form && form.querySelector("[data-drop]");
  if (!list || !window.FormData || !window.XMLHttpRequest) return;
  const QUIET = 60000; // no answer and no progress for so long: the connection is gone
  const words = form.dataset;
  const told = form.querySelector("[data-told]");
  const inputs = [...form.querySelectorAll("input[type=file]")];
  const items = [];
  let busy = false;

  function add(files) {
    for (const file of files) {
      const item = { file, row: document.createElement("li"), state: "chosen", words: "" };
      item.row.tabIndex = -1;
      items.push(item);
      list.append(item.row);
      draw(item);
    }
    shown();
  }

  function shown() {
    list.hidden = items.length === 0;
    if (items.some((one) => one.state !== "kept")) form.dataset.unsaved = "";
    else delete form.dataset.unsaved;
  }

  function line(text, kind) {
    const p = document.createElement("p");
    p.textContent = text;
    if (kind) p.className = kind;
    return p;
  }

  function press(item, text, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button link";
    button.textContent = text;
    button.setAttribute("aria-label", `${text}: ${item.file.name}`);
    button.addEventListener("click", act);
    return button;
  }

  // The bar moves by itself; the row is drawn anew only when its state changes.
  function draw(item) {
    const parts = [line(item.file.name, "name")];
    if (item.state === "sending") {
      item.bar = document.createElement("progress");
      item.bar.max = 1;
      item.bar.value = 0;
      item.bar.setAttribute("aria-label", item.file.name);
      item.note = line(words.sending);
      parts.push(item.bar, item.note);
    } else if (item.state === "queued") parts.push(line(words.queued));
    else if (item.state === "kept") parts.push(line(words.kept, "kept"));
    else {
      if (item.state === "refused") parts.push(line(item.words, "refused"), press(item, words.retry, () => again(item)));
      parts.push(press(item, words.remove, () => drop(item)));
    }
    item.row.replaceChildren(...parts);
  }

  function again(item) {
    item.state = "queued";
    draw(item);
    item.row.focus();
    next();
  }

  function drop(item) {
    const at = items.indexOf(item);
    items.splice(at, 1);
    item.row.remove();
    shown();
    const beside = items[at] || items[at - 1];
    if (beside) beside.row.focus();
    else inputs[0].focus();
    leave();
  }

  function finish(item, state, why = "") {
    item.state = state;
    item.words = why;
    draw(item);
    told.textContent = `${item.file.name}. ${why || words.kept}`;
    busy = false;
    shown();
    next();
  }

  function contents(item) {
    const data = new FormData(form);
    for (const input of inputs) data.delete(input.name);
    data.append("file", item.file);
    return data;
  }

  // A page that outlived its session asks for the seal of the new one, once.
  async function reseal() {
    const answer = form.dataset.draft && await fetch(`${form.dataset.draft}sello/`, { redirect: "manual" });
    if (!answer || !answer.ok) return false;
    const { seal } = await answer.json();
    for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = seal;
    return true;
  }

  function send(item, tried = false) {
    if (item.file.size > Number(words.limit) * 1048576) return finish(item, "refused", words.tooLarge);
    const call = new XMLHttpRequest();
    let over = false;
    let quiet;
    const done = (state, why) => { clearTimeout(quiet); if (!over) { over = true; finish(item, state, why); } };
    const alive = () => { clearTimeout(quiet); quiet = setTimeout(() => { done("refused", words.lost); call.abort(); }, QUIET); };
    call.open("POST", form.getAttribute("action") || location.href);
    call.setRequestHeader("Accept", "application/json");
    call.upload.addEventListener("progress", (event) => {
      alive();
      if (event.lengthComputable) item.bar.value = event.loaded / event.total;
    });
    call.upload.addEventListener("load", () => { alive(); item.bar.removeAttribute("value"); item.note.textContent = words.checking; });
    call.addEventListener("load", async () => {
      clearTimeout(quiet);
      const body = read(call);
      if (!body && !tried && closed(call) && (await reseal().catch(() => false))) return send(item, true);
      done(...outcome(call, body));
    });
    for (const name of ["error", "abort"]) call.addEventListener(name, () => done("refused", words.lost));
    alive();
    call.send(contents(item));
  }

  const read = (call) => { try { return JSON.parse(call.responseText); } catch { return null; } };
  const closed = (call) => call.status === 403 || call.status === 200;

  function outcome(call, body) {
    if (!body) return ["refused", call.status === 413 ? words.tooLarge : closed(call) ? words.ended : words.lost];
    const one = (body.results || [])[0];
    if (one && one.ok) return ["kept", ""];
    return ["refused", one ? one.words : (body.problems || []).join(" ") || words.lost];
  }

  function next() {
    if (busy) return;
    const item = items.find((one) => one.state === "queued");
    if (!item) return leave();
    busy = true;
    item.state = "sending";
    draw(item);
    send(item);
  }

  function leave() {
    if (items.length && items.every((one) => one.state === "kept")) location.assign(words.back);
  }

  for (const input of inputs) {
    input.addEventListener("change", () => { add(input.files); input.value = ""; });
  }
  // A file dropped beside the place would replace the page and all that was typed.
  for (const name of ["dragover", "drop"]) addEventListener(name, (event) => event.preventDefault());
  for (const name of ["dragenter", "dragover"]) place.addEventListener(name, () => place.classList.add("over"));
  for (const name of ["dragleave", "drop"]) place.addEventListener(name, () => place.classList.remove("over"));
  place.addEventListener("drop", (event) => add(event.dataTransfer.files));
  addEventListener("beforeunload", (event) => { if (busy) event.preventDefault(); });
  form.addEventListener("submit", (event) => {
    if (!items.length) return;
    event.preventDefault();
    for (const item of items) {
      if (item.state !== "chosen" && item.state !== "refused") continue;
      item.state = "queued";
      draw(item);
    }
    next();
    leave();
  }, { capture: true }); // before the keeper of drafts, which stops when a form leaves
})();
