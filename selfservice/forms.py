"""Forms of her zone."""

from datetime import timedelta
from math import ceil

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext


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

    def add_nothing_opened(self) -> None:
        """Say that nothing opened, in words that fit everybody."""
        self.add_error("number", _("That number did not open anything. Check it and try again."))

    def add_wait(self, wait: timedelta) -> None:
        """Say how long to wait before another try."""
        minutes = max(1, ceil(wait.total_seconds() / 60))
        words = ngettext(
            "Wait %(minutes)d minute and try again.",
            "Wait %(minutes)d minutes and try again.",
            minutes,
        )
        self.full_clean()
        self.add_error("number", words % {"minutes": minutes})
