// While a text is written, says under each field how it reads. The server measures.
(function () {
  "use strict";
  var waiting;

  function fields() {
    return Array.prototype.filter.call(
      document.querySelectorAll("form textarea[name]"),
      function (field) { return !/__prefix__/.test(field.name); }
    );
  }

  function note(field, reading) {
    var id = field.id + "-legibility";
    var line = document.getElementById(id);
    if (!line) {
      line = document.createElement("output");
      line.id = id;
      line.className = "legibility";
      field.insertAdjacentElement("afterend", line);
    }
    line.textContent = reading ? "INFLESZ " + reading.score + " · " + reading.band : "";
    line.classList.toggle("hard", Boolean(reading) && !reading.plain);
  }

  function ask() {
    var token = document.querySelector("input[name=csrfmiddlewaretoken]");
    if (!token) { return; }
    var written = new FormData();
    fields().forEach(function (field) { written.append(field.name, field.value); });
    fetch(address(), {
      method: "POST", body: written, credentials: "same-origin",
      headers: { "X-CSRFToken": token.value }
    }).then(function (answer) { return answer.ok ? answer.json() : {}; })
      .then(function (readings) {
        fields().forEach(function (field) { note(field, readings[field.name]); });
      });
  }

  function address() {
    return window.location.pathname.replace(/(add|edit\/[^/]+)\/$/, "legibilidad/");
  }

  document.addEventListener("input", function (event) {
    if (event.target.tagName === "TEXTAREA") {
      clearTimeout(waiting);
      waiting = setTimeout(ask, 600);
    }
  });
  document.addEventListener("DOMContentLoaded", ask);
  if (document.readyState !== "loading") { ask(); }
}());
