// Asks the browser for a security key when the button is pressed, and sends what it answers.
(() => {
  const form = document.querySelector("form[data-webauthn]");
  const source = document.getElementById("webauthn-options");
  if (!form || !source || !navigator.credentials) return;

  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  const options = () => {
    const found = JSON.parse(JSON.parse(source.textContent));
    found.challenge = bytes(found.challenge);
    if (found.user) found.user.id = bytes(found.user.id);
    for (const list of [found.excludeCredentials, found.allowCredentials]) {
      for (const one of list || []) one.id = bytes(one.id);
    }
    return { publicKey: found };
  };

  const written = (credential) => {
    const response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[name]) response[name] = text(credential.response[name]);
    }
    return JSON.stringify({ id: credential.id, rawId: text(credential.rawId), response, type: credential.type });
  };

  form.addEventListener("submit", async (event) => {
    const answer = form.querySelector("[data-webauthn-answer]");
    if (answer.value) return;
    event.preventDefault();
    try {
      const credential = await navigator.credentials[form.dataset.webauthn](options());
      answer.value = written(credential);
      form.submit();
    } catch {
      const status = form.querySelector("[data-webauthn-status]");
      status.textContent = status.dataset.failed;
    }
  });
})();
