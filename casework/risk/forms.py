"""Forms of risk results. They only validate; the rules of a result are in `rules`."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from casework.attachments.models import Attachment
from casework.survivors.levels import Level
from casework.territory.listed import ListedChoice
from casework.territory.models import Institution
from casework.territory.validity import CHILE

from .actions import Finding
from .models import Instrument
from .rules import TOP_BAND

BANDS = (
    *((level.value, level.label) for level in (Level.LOW, Level.MEDIUM, Level.HIGH, Level.VITAL)),
    (TOP_BAND, _("Vital or high, as one band (PUIR)")),
    (Level.NOT_ASSESSED.value, Level.NOT_ASSESSED.label),
)


class DocumentChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A document of her file, told by what it is and its day: its name is sealed."""

    def label_from_instance(self, document: Any) -> str:
        """Give its words."""
        day = date_format(timezone.localtime(document.filed_at), "SHORT_DATE_FORMAT")
        return f"{document.get_kind_display()}, {day}"


class ResultForm(forms.Form):
    """One result: the frequent fields first, the source's data after."""

    band = forms.ChoiceField(label=_("Level"), choices=BANDS, widget=forms.RadioSelect)
    instrument = ListedChoice(
        label=_("Reached with"), queryset=Instrument.objects.none(), empty_label=None
    )
    on = forms.DateField(
        label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    hour = forms.TimeField(
        label=_("Hour"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("If nobody knows it, the clock starts with the day."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed for professional judgement, and whenever the level goes down."),
    )
    institution = ListedChoice(
        label=_("Institution that applied it"), queryset=Institution.objects.none(), required=False
    )
    unit = forms.CharField(label=_("Unit"), required=False, max_length=120)
    reference = forms.CharField(
        label=_("Reference number"),
        required=False,
        max_length=60,
        help_text=_("RUC, report or case number."),
    )
    document = DocumentChoice(
        label=_("Document"), queryset=Attachment.objects.none(), required=False
    )

    def __init__(
        self, *args: Any, documents: "QuerySet[Attachment] | None" = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        today = timezone.localdate()
        choices: dict[str, Any] = {
            "instrument": Instrument.objects.valid_on(today).order_by("-judgement", "code"),
            "institution": Institution.objects.valid_on(today).order_by("name"),
            "document": documents,
        }
        for name, rows in choices.items():
            if rows is not None:
                self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def finding(self) -> Finding:
        """Give what was found, once the form is valid."""
        typed = self.cleaned_data
        moment = datetime.combine(typed["on"], typed["hour"] or time.min, tzinfo=CHILE)
        return Finding(
            band=typed["band"], assessed_at=moment, instrument=typed["instrument"],
            institution=typed["institution"], unit=typed["unit"], reference=typed["reference"],
            document=typed["document"], reason=typed["reason"],
        )  # fmt: skip


class SlipForm(forms.Form):
    """Why a result is taken back."""

    reason = forms.CharField(
        label=_("What the mistake was"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
