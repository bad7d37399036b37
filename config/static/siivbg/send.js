/* A page that is only a form on its way: sent at once. Without scripts its button is pressed. */
const form = document.querySelector("form[data-send]");
if (form) form.requestSubmit();
