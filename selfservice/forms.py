"""Forms of her zone."""

from datetime import timedelta
from math import ceil

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

# How a try ended: all that is remembered of it until the page is shown again.
EMPTY, NOTHING, WAIT = "1", "2", "3"
# How asking for something ended, in the same place.
FILED, AGAIN, TOO_MANY, LACKING = "4", "5", "6", "7"
DONE = "8"
# A paper that is still being sealed.
LATER = "9"
BAD_FILE = "10"


class KeyForm(forms.Form):
    """The second key, under a name that says nothing."""

    number = forms.CharField(
        label=_("Number"),
        max_length=60,
        help_text=_("If a worker gave you a number, write it here. Spaces do not matter."),
        error_messages={"required": _("Write the number, or leave this part as it is.")},
        widget=forms.TextInput(
            attrs={"inputmode": "tel", "autocomplete": "off", "autocapitalize": "off"}
        ),
    )

    @classmethod
    def told(cls, notice: str, wait: timedelta) -> "KeyForm":
        """Give an empty form that says how the last try ended, in words that fit everybody."""
        form = cls({"number": ""} if notice == EMPTY else None)
        form.full_clean()
        if notice in (NOTHING, WAIT):
            form.cleaned_data = {}
            form.add_error("number", _wait(wait) if wait else _nothing())
        return form


def _nothing() -> str:
    return _now("That number did not open anything. Check it and try again.")


def _wait(wait: timedelta) -> str:
    minutes = max(1, ceil(wait.total_seconds() / 60))
    words = ngettext(
        "Wait %(minutes)d minute and try again.",
        "Wait %(minutes)d minutes and try again.",
        minutes,
    )
    return words % {"minutes": minutes}
