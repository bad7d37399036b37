"""The form of a draft, with the reading of each part beside it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from .legibility import PARTS
from .lint import problems


class ConsentTextForm(WagtailAdminModelForm):
    """A draft: refuses waivers of rights (law DP-11) and titles that tell too much."""

    class Media:
        js = ("consent/legibility.js",)
        css = {"all": ("consent/legibility.css",)}

    def clean(self) -> dict[str, Any]:
        """Look at the words."""
        cleaned: dict[str, Any] = super().clean()
        parts = {name: cleaned.get(name) or "" for name in PARTS}
        for name, words in problems(cleaned.get("title") or "", parts):
            self.add_error(name, str(words))
        self._check_questions()
        return cleaned

    def _check_questions(self) -> None:
        asked = self.formsets.get("items", ())
        seen = set()
        for form in asked:
            if not form.is_valid() or form.cleaned_data.get("DELETE"):
                continue
            pair = (form.cleaned_data.get("purpose"), form.cleaned_data.get("recipient"))
            if pair in seen:
                form.add_error("recipient", _("This use and recipient are asked about already."))
            seen.add(pair)
            self._lint_question(form)

    def _lint_question(self, form: forms.BaseForm) -> None:
        parts = {name: form.cleaned_data.get(name) or "" for name in ("question", "detail")}
        for name, words in problems("", parts):
            form.add_error(name, str(words))
