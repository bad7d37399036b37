"""What a worker asks of a trayecto: codes only, because it stands in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self

from django import forms
from django.db.models import Q
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from casework.access.principals import Staff

from .timeline_models import TrajectoryEvent

RESERVED = "reservado"  # every centre whose address is secret, and that is not the asker's
PERIODS = {
    "30d": (_("Last 30 days"), timedelta(days=30)),
    "1a": (_("Last year"), timedelta(days=365)),
    "5a": (_("Last 5 years"), timedelta(days=5 * 365)),
}
PERIOD_CHOICES = (
    ("", _("Her whole life here")),
    *((code, words) for code, (words, _length) in PERIODS.items()),
)


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked; empty means everything."""

    kind: str = ""
    centre: str = ""
    period: str = ""
    mine: bool = False

    @classmethod
    def of(cls, asked: Mapping[str, Any]) -> Self:
        """Read an address; a code nobody knows asks for nothing."""
        kind, centre = str(asked.get("tipo", "")), str(asked.get("centro", ""))
        period = str(asked.get("periodo", ""))
        known = centre == RESERVED or (centre.isascii() and centre.isdigit() and len(centre) < 9)
        return cls(
            kind if kind in TrajectoryEvent.Kind.values else "",
            centre if known else "",
            period if period in PERIODS else "",
            bool(asked.get("mias")),
        )

    def condition(self, by: Staff, now: datetime) -> Q:
        """Give the condition. A secret centre answers only to its own name, and to its own staff:
        otherwise whoever tried its number would learn which lines are of it."""
        asked = Q()
        if self.kind:
            asked &= Q(kind=self.kind)
        own = Q(centre_id__in=by.case_centres)
        if self.centre == RESERVED:
            asked &= Q(centre__kind__secret=True) & ~own
        elif self.centre:
            asked &= Q(centre_id=int(self.centre)) & (Q(centre__kind__secret=False) | own)
        if self.period:
            asked &= Q(at__gte=now - PERIODS[self.period][1])
        if self.mine:
            asked &= Q(operator_id=by.operator_id)
        return asked

    def query(self, **more: str | int) -> str:
        """Give the part of an address that asks the same again."""
        own = {"tipo": self.kind, "centro": self.centre, "periodo": self.period}
        asked: dict[str, str | int] = {**own, "mias": "1" if self.mine else "", **more}
        return urlencode({name: value for name, value in asked.items() if value})

    def __bool__(self) -> bool:
        return bool(self.kind or self.centre or self.period or self.mine)


class FilterForm(forms.Form):
    """The filters to show; what was asked is read by `Filters.of`."""

    tipo = forms.ChoiceField(label=_("Kind"), required=False)
    centro = forms.ChoiceField(label=_("Centre"), required=False)
    periodo = forms.ChoiceField(
        label=_("Period"),
        required=False,
        choices=PERIOD_CHOICES,
    )
    mias = forms.BooleanField(label=_("Only what I wrote"), required=False)

    def __init__(
        self, filters: Filters, *, kinds: list[tuple[str, str]], centres: list[tuple[str, str]]
    ) -> None:
        initial = {"tipo": filters.kind, "centro": filters.centre, "periodo": filters.period,
                   "mias": filters.mine}  # fmt: skip
        super().__init__(initial=initial)
        self.fields["tipo"].choices = [("", _("All")), *kinds]  # type: ignore[attr-defined]
        self.fields["centro"].choices = [("", _("All")), *centres]  # type: ignore[attr-defined]
