"""The form of a consent text: one yes or no for each question, nothing marked beforehand."""

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from casework.sharing.reserve import offered
from casework.survivors.models import Survivor

from .text_models import ConsentItem, ConsentText

YES, NO = "yes", "no"


class DecisionForm(forms.Form):
    """Her answers to one text. `text` is the version shown.

    survivor: who answers; what she cannot authorise is not asked (law DP-45). None: everything.
    """

    def __init__(
        self, text: ConsentText, *args: Any, survivor: Survivor | None = None, **options: Any
    ) -> None:
        self.text = text
        items = text.items.select_related("purpose")
        self.items = offered(items, survivor, localdate()) if survivor else list(items)
        super().__init__(*args, **options)
        for item in self.items:
            self.fields[f"item_{item.pk}"] = _choice(item)

    def choices(self) -> list[tuple[ConsentItem, forms.BoundField]]:
        """Give each question with its field, for the page."""
        return [(item, self[f"item_{item.pk}"]) for item in self.items]

    def answers(self) -> dict[int, bool | None]:
        """Give item's key to yes or no, once valid."""
        given = {YES: True, NO: False}
        return {item.pk: given.get(self.cleaned_data[f"item_{item.pk}"]) for item in self.items}


def _choice(item: ConsentItem) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=item.question,
        help_text=item.detail,
        choices=[(YES, _("Yes, I agree")), (NO, _("No"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no. You can say no to everything.")},
    )
