// Several documents at once: dropped or chosen, each sent by itself with its progress and its own
// outcome; a refused one says why and can be tried again. Without this the form sends them all.
(() => {
  const form = document.querySelector("form[data-upload]");
  const list = form && form.querySelector("[data-list]");
  const place = form && form.querySelector("[data-drop]");
  if (!list || !window.FormData || !window.XMLHttpRequest) return;
  const words = form.dataset;
  const inputs = [...form.querySelectorAll("input[type=file]")];
  const waiting = [];
  let busy = false;

  function add(files) {
    for (const file of files) {
      const item = { file, row: document.createElement("li"), state: "waiting" };
      waiting.push(item);
      list.append(item.row);
      draw(item);
    }
    list.hidden = waiting.length === 0;
  }

  function line(text, kind) {
    const p = document.createElement("p");
    p.textContent = text;
    if (kind) p.className = kind;
    return p;
  }

  function press(text, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button link";
    button.textContent = text;
    button.addEventListener("click", act);
    return button;
  }

  function draw(item, told = "", done = 0) {
    item.row.replaceChildren(line(item.file.name));
    if (item.state === "sending") {
      const bar = document.createElement("progress");
      bar.max = 1;
      bar.value = done;
      item.row.append(bar, line(done < 1 ? words.sending : words.checking));
    } else if (item.state === "kept") item.row.append(line(words.kept, "kept"));
    else if (item.state === "refused") {
      const retry = press(words.retry, () => { item.state = "waiting"; draw(item); next(); });
      item.row.append(line(told, "refused"), retry, press(words.remove, () => drop(item)));
    } else item.row.append(press(words.remove, () => drop(item)));
  }

  function drop(item) {
    waiting.splice(waiting.indexOf(item), 1);
    item.row.remove();
    list.hidden = waiting.length === 0;
  }

  function finish(item, state, told) {
    item.state = state;
    draw(item, told);
    busy = false;
    next();
  }

  function send(item) {
    if (item.file.size > Number(words.limit) * 1048576) return finish(item, "refused", words.tooLarge);
    const data = new FormData(form);
    for (const input of inputs) data.delete(input.name);
    if (waiting.length > 1) data.set("title", ""); // one title is for one document
    data.append("file", item.file);
    const call = new XMLHttpRequest();
    call.open("POST", form.action || location.href);
    call.setRequestHeader("Accept", "application/json");
    call.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) draw(item, "", event.loaded / event.total);
    });
    call.addEventListener("load", () => answered(item, call));
    call.addEventListener("error", () => finish(item, "refused", words.lost));
    call.send(data);
  }

  function answered(item, call) {
    let told;
    try { told = JSON.parse(call.responseText); } catch { return finish(item, "refused", words.ended); }
    const one = (told.results || [])[0];
    if (one && one.ok) return finish(item, "kept", "");
    finish(item, "refused", one ? one.words : (told.problems || [words.lost]).join(" "));
  }

  function next() {
    if (busy) return;
    const item = waiting.find((one) => one.state === "waiting");
    if (item) {
      busy = true;
      item.state = "sending";
      draw(item);
      send(item);
    } else if (waiting.length && waiting.every((one) => one.state === "kept")) {
      location.assign(words.back);
    }
  }

  for (const input of inputs) {
    input.addEventListener("change", () => { add(input.files); input.value = ""; });
  }
  for (const name of ["dragenter", "dragover"]) {
    place.addEventListener(name, (event) => { event.preventDefault(); place.classList.add("over"); });
  }
  for (const name of ["dragleave", "drop"]) {
    place.addEventListener(name, () => place.classList.remove("over"));
  }
  place.addEventListener("drop", (event) => { event.preventDefault(); add(event.dataTransfer.files); });
  form.addEventListener("submit", (event) => {
    if (!waiting.length) return;
    event.preventDefault();
    next();
  });
})();
