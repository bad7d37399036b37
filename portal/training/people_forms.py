"""Choosing colleagues: a search by name or centre, and boxes to mark, with scripts or without."""

from typing import Any
from uuid import UUID

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from casework.access.models import Operator

from . import finding

FIND = "buscar"  # the button that only looks


class LookField(forms.CharField):
    """Words to look for: asked for beside what is needed, and never needed themselves."""

    def validate(self, value: Any) -> None:
        """Take an empty one."""


class PeopleForm(forms.Form):
    """What was typed is looked for, and who was marked before stays marked."""

    who = LookField(
        label=_("Name or centre"), max_length=80,
        help_text=_("Three letters at least. Look, and mark whom you mean."),
    )  # fmt: skip
    people = forms.MultipleChoiceField(
        label=_("People"), required=False, widget=forms.CheckboxSelectMultiple
    )
    people_needed = False

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        people = self.fields["people"]
        people.required = self.people_needed
        people.error_messages["required"] = _(
            "Look by name or centre, and mark one person at least."
        )
        self.marked = finding.named(self._marked())
        held = {one.pk for one in self.marked}
        self.looked = finding.found(self.data.get("who", "")) if self.is_bound else []
        more = [one for one in self.looked if one.pk not in held]
        people.choices = [  # type: ignore[attr-defined]
            (str(one.pk), finding.said(one)) for one in [*self.marked, *more]
        ]

    def _marked(self) -> list[UUID]:
        asked = self.data.getlist("people") if hasattr(self.data, "getlist") else []
        return [UUID(one) for one in asked if _is_id(one)]

    @property
    def looks(self) -> bool:
        """Whether she only looked for somebody: nothing is to be done yet."""
        return self.is_bound and FIND in self.data

    @property
    def nobody(self) -> bool:
        """Whether what was typed finds nobody."""
        return self.is_bound and bool(self.data.get("who")) and not self.looked

    def full_clean(self) -> None:
        """Find no fault while she only looks: the rest may not be written yet."""
        if not self.looks:
            return super().full_clean()
        self._errors, self.cleaned_data = ErrorDict(), {}
        return None

    def clean_people(self) -> list[Operator]:
        """Give who was marked."""
        return self.marked


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
