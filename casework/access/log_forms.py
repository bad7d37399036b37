"""What a reader of the access log may ask for. By GET: no name and no RUN is among it."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from casework.audit import log_words

from .forms import DAY
from .log_reading import Asked
from .models import Operator

DAYS_AT_FIRST = 7


class OperatorChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Operators by user name; the address carries only the identifier."""

    def label_from_instance(self, one: Operator) -> str:
        """Give the words of a choice."""
        return f"{one.user.get_username()} – {one}"


class LogForm(forms.Form):
    """Filters of the access log."""

    first = forms.DateField(label=_("From"), widget=DAY, required=False)
    last = forms.DateField(label=_("Until"), widget=DAY, required=False)
    operator = OperatorChoice(
        Operator.objects.none(), label=_("User name"), required=False, empty_label=_("All")
    )
    verb = forms.ChoiceField(label=_("Act"), required=False)
    kind = forms.ChoiceField(label=_("About what"), required=False)
    reference = forms.RegexField(
        r"^\s*[0-9a-fA-F]{4}(-[0-9a-fA-F]{4}){2}\s*$", label=_("Reference"), required=False,
        help_text=_("Stands for a file without telling whose it is."),
    )  # fmt: skip
    denials = forms.BooleanField(label=_("Only denials and failures"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Operator.objects.select_related("user").order_by("user__username")
        self.fields["operator"].queryset = people  # type: ignore[attr-defined]
        self.fields["verb"].choices = _choices(log_words.ACTS)  # type: ignore[attr-defined]
        self.fields["kind"].choices = _choices(log_words.KINDS)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The end is not before the start."""
        data = super().clean() or {}
        if data.get("first") and data.get("last") and data["last"] < data["first"]:
            self.add_error("last", gettext("The end is before the start."))
        return data

    def asked(self) -> Asked:
        """Give what was asked; without days, the last week. Nonsense asks for nothing more."""
        data = self.cleaned_data if self.is_valid() else {}
        last: date = data.get("last") or timezone.localdate()
        first: date = data.get("first") or last - timedelta(days=DAYS_AT_FIRST - 1)
        return Asked(
            first=min(first, last), last=last, verb=data.get("verb", ""),
            operator=data.get("operator"), kind=data.get("kind", ""),
            reference=data.get("reference", ""), denials=data.get("denials", False),
        )  # fmt: skip


def _choices(words: dict[str, Any]) -> list[tuple[str, str]]:
    named = sorted(((code, str(one)) for code, one in words.items()), key=lambda pair: pair[1])
    return [("", gettext("All")), *named]
