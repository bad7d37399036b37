// Keys for frequent acts: what carries data-key. Off in fields, and off for good when she says so.
(() => {
  const OFF = "atajos=no";
  const list = document.getElementById("atajos");
  if (!list) return;
  const turn = list.querySelector("[data-keys-switch]");
  const opener = document.querySelector("[data-dialog=atajos]");
  const off = () => document.cookie.split("; ").includes(OFF);
  const name = () => { turn.textContent = off() ? turn.dataset.on : turn.dataset.off; };
  let first = "";
  let timer;

  opener.hidden = false;
  name();
  turn.addEventListener("click", () => {
    document.cookie = `${OFF}; path=/gestion; samesite=strict; max-age=${off() ? 0 : 31536000}`;
    name();
  });

  const writes = (place) => place.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
  const shown = (one) => one.getClientRects().length > 0;

  function save(place) {
    const form = place.closest("form[method=post]") || document.querySelector("main form[data-draft]");
    if (!form || form.id === "act" || !form.closest("main")) return false;
    form.requestSubmit(form.querySelector("button[type=submit]:not([formaction])"));
    return true;
  }

  function act(keys) {
    const found = [...document.querySelectorAll(`[data-key="${keys}"]`)];
    const one = found.find((each) => shown(each) || each.closest("dialog"));
    if (!one) return false;
    if (one.matches("input, textarea")) one.focus();
    else one.click();
    return true;
  }

  const search = () => act("/") || act("g b");

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.repeat) return;
    const place = event.target instanceof Element ? event.target : document.body;
    if (event.key === "Enter" && event.ctrlKey) {
      if (save(place)) event.preventDefault();
      return;
    }
    const other = event.ctrlKey || event.metaKey || event.altKey;
    if (other || event.key.length !== 1 || off() || writes(place) || document.querySelector("dialog[open]")) return;
    const keys = first ? `${first} ${event.key}` : event.key;
    clearTimeout(timer);
    first = "";
    if (keys === "g") {
      first = "g";
      timer = setTimeout(() => { first = ""; }, 1500);
      return;
    }
    const done = keys === "s" ? save(place) : keys === "/" ? search() : /^(g [a-z]|n|\?)$/.test(keys) && act(keys);
    if (done) event.preventDefault();
  });
})();
