"""Fields most forms of the file need: a day, an hour, a long text; and the moment both give."""

from datetime import UTC, date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.territory.validity import CHILE

FUTURE = _("This day has not come yet. Check the date.")
TOO_OLD = _("This year is too far back. Check the date.")
FIRST_YEAR = 1950
Words = Any  # a text or one that is translated when shown


class DayField(forms.DateField):
    """A day. past: it may not be in the future."""

    def __init__(
        self, label: Words, *, past: bool = False, required: bool = True, help_text: Words = ""
    ) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(label=label, required=required, help_text=help_text, widget=widget)
        self.past = past

    def validate(self, value: date | None) -> None:
        """Refuse days that cannot be."""
        super().validate(value)
        if value and value.year < FIRST_YEAR:
            raise forms.ValidationError(TOO_OLD, code="old")
        if value and self.past and value > timezone.localdate():
            raise forms.ValidationError(FUTURE, code="future")


class HourField(forms.TimeField):
    """An hour of the day."""

    def __init__(self, label: Words, *, required: bool = True, help_text: Words = "") -> None:
        widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        super().__init__(label=label, required=required, help_text=help_text, widget=widget)


class LongText(forms.CharField):
    """A text of several lines."""

    def __init__(
        self,
        label: Words,
        *,
        length: int = 2000,
        rows: int = 3,
        required: bool = False,
        help_text: Words = "",
    ) -> None:
        super().__init__(
            label=label, max_length=length, required=required, help_text=help_text,
            widget=forms.Textarea(attrs={"rows": rows}),
        )  # fmt: skip


def moment(day: date, hour: time | None) -> datetime:
    """Give the moment in UTC of a day and hour in Chile; noon when nobody knows the hour."""
    return datetime.combine(day, hour or time(12), tzinfo=CHILE).astimezone(UTC)


def parts_of(at: datetime) -> tuple[date, time]:
    """Give the day and hour in Chile, to fill a form with."""
    local = at.astimezone(CHILE)
    return local.date(), local.time().replace(second=0, microsecond=0)
