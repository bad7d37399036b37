// Moves the code of a scanned square from the address into the form, and out of the history.
(function () {
  "use strict";
  var code = decodeURIComponent(location.hash.slice(1));
  var field = document.querySelector("[data-code-form] input[name=code], [data-code-form] input[name=folio]");
  if (!/^[0-9A-Za-z-]{14,60}$/.test(code) || !field) return;
  field.value = code;
  history.replaceState(null, "", location.pathname);
  field.form.querySelector("button").focus();
})();
