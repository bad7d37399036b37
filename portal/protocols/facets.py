"""What a list of documents may be narrowed by: codes only, never words somebody typed."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.territory.models import Institution

from . import queries
from .kinds import Kind, centre_kinds, levels
from .models import DocumentVersion

A_PAGE = 20
STATES = {
    "": (_("In force"), queries.in_force),
    "anteriores": (_("Earlier"), queries.earlier),
    "por-venir": (_("Not yet in force"), queries.coming),
}


class Facets(forms.Form):
    """Institution, who must follow it, in force or not; and the kind, where both stand."""

    tipo = forms.ChoiceField(label=_("Kind of document"), required=False)
    institucion = forms.ChoiceField(label=_("Owner institution"), required=False)
    nivel = forms.ChoiceField(label=_("Level that must follow it"), required=False)
    centro = forms.ChoiceField(label=_("Kind of centre"), required=False)
    vigencia = forms.ChoiceField(
        label=_("Validity"), required=False,
        choices=[(code, words) for code, (words, _rows) in STATES.items()],
    )  # fmt: skip

    def __init__(self, asked: Any, rows: queries.Versions, kind: Kind | None) -> None:
        super().__init__(asked)
        self.rows = rows.filter(kind=kind) if kind else rows
        if kind:
            del self.fields["tipo"]
        owners = Institution.objects.filter(
            pk__in=DocumentVersion.objects.values("institution")
        ).order_by("name")
        options: dict[str, list[tuple[str, str]]] = {
            "tipo": [(one.value, str(one.label)) for one in Kind],
            "institucion": [(str(one.pk), one.name) for one in owners],
            "nivel": levels(),
            "centro": centre_kinds(),
        }
        for name, choices in options.items():
            if name in self.fields:
                self.fields[name].choices = [("", _("All")), *choices]  # type: ignore[attr-defined]

    def found(self, day: date) -> queries.Versions:
        """Give what was asked for; a value nobody offers narrows nothing."""
        self.full_clean()
        asked = self.cleaned_data if self.is_bound else {}
        _words, state = STATES[asked.get("vigencia") or ""]
        rows = state(self.rows, day)
        if asked.get("tipo"):
            rows = rows.filter(kind=asked["tipo"])
        if asked.get("institucion"):
            rows = rows.filter(institution=asked["institucion"])
        for name, column in (("nivel", "levels"), ("centro", "centre_kinds")):
            if asked.get(name):
                rows = _binding(rows, column, asked[name])
        return rows.order_by("title", "-number")

    @property
    def state(self) -> str:
        """Which versions are asked for: "" is those in force."""
        return str(self.cleaned_data.get("vigencia") or "") if self.is_bound else ""

    @property
    def narrows(self) -> bool:
        """Whether anything was asked for."""
        return any(self.cleaned_data.values()) if self.is_bound and self.is_valid() else False


def _binding(rows: queries.Versions, column: str, code: str) -> queries.Versions:
    """Keep what somebody must follow: named, or nobody is named, which means everybody."""
    named = rows.filter(**{f"{column}__contains": [code]})
    return named | rows.filter(**{column: []})
