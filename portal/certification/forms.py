"""What people type about certificates: a folio to check, a paper of another body, its review."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from casework.access.certificate_models import RequiredCourse
from casework.access.forms import DAY, RunField
from casework.access.rules import reason_problem
from casework.territory.models import Centre

from .copy_models import CertificateCopy
from .copying import Grounds


class FolioForm(forms.Form):
    """A printed folio. Whatever was typed is asked for: a wrong shape is simply not known."""

    folio = forms.CharField(
        label=_("Folio of the certificate"), max_length=40,
        help_text=_("Three groups of four letters and numbers, such as 7KQ2-9XMD-04AT."),
        error_messages={"required": _("Write the folio.")},
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "spellcheck": "false",
                                      "autocomplete": "off"}),
    )  # fmt: skip
    digits = forms.CharField(
        label=_("Last four signs of the holder's RUN"), max_length=8, required=False,
        help_text=_("Only if you need to see whose it is. For 12.345.678-5: 6785."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip


class CompletionForm(forms.Form):
    """The RUN of the holder, for the certificate that completes hers."""

    run = RunField(
        label=_("RUN"), max_length=20,
        help_text=_("As on the identity card. It is sealed, and goes only into the certificate."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "text"}),
    )  # fmt: skip


class OutsideForm(forms.Form):
    """A certificate of another body, with its proof."""

    course = forms.CharField(label=_("Name of the course"), max_length=200)
    body = forms.CharField(label=_("Who gave it"), max_length=200)
    issued_on = forms.DateField(label=_("Issued on"), widget=DAY)
    proof = forms.FileField(
        label=_("The certificate (PDF or photo)"), allow_empty_file=True,
        error_messages={"required": _("Choose the file.")},
    )  # fmt: skip
    valid_to = forms.DateField(
        label=_("Valid until"), widget=DAY, required=False,
        help_text=_("Leave it empty when it does not expire."),
    )  # fmt: skip
    hours = forms.IntegerField(
        label=pgettext_lazy("of a course", "Hours"), min_value=1, max_value=5000, required=False
    )
    reference = forms.CharField(label=_("Number or code"), max_length=100, required=False)

    def clean_issued_on(self) -> date:
        """Not in the future."""
        day: date = self.cleaned_data["issued_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("It cannot be issued in the future."))
        return day

    def clean(self) -> dict[str, Any]:
        """The end is not before the start, nor past."""
        data = super().clean() or {}
        end, start = data.get("valid_to"), data.get("issued_on")
        if end and start and end < start:
            self.add_error("valid_to", _("The end is before the start."))
        elif end and end < timezone.localdate():
            self.add_error("valid_to", _("This certificate is over already."))
        return data


class AcceptForm(forms.Form):
    """What it is worth: as which course, until when."""

    course_code = forms.ChoiceField(label=_("It counts as the course"))
    counts_to = forms.DateField(label=_("Until"), widget=DAY)

    def __init__(self, *given: Any, latest: date | None = None, **named: Any) -> None:
        super().__init__(*given, **named)
        self.latest = latest
        rows = RequiredCourse.objects.valid_on(timezone.localdate()).order_by("name")
        courses = dict(rows.values_list("course_code", "name"))
        self.fields["course_code"].choices = list(courses.items())  # type: ignore[attr-defined]

    def clean_counts_to(self) -> date:
        """To come, not beyond the paper's own end, five years at most."""
        day: date = self.cleaned_data["counts_to"]
        today = timezone.localdate()
        if day < today:
            raise forms.ValidationError(_("This day is past."))
        if self.latest and day > self.latest:
            raise forms.ValidationError(_("The certificate itself ends before."))
        if day > today + timedelta(days=5 * 366):
            raise forms.ValidationError(_("Five years at most."))
        return day


class RefuseForm(forms.Form):
    """Why it is not accepted; she reads it."""

    reason = forms.CharField(
        label=_("Why it is not accepted"), max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=_("She reads it: say what is missing."),
    )  # fmt: skip


class ExportForm(forms.Form):
    """The copy for personnel: of which centre, for what, in which shape."""

    centre = forms.ModelChoiceField(Centre.objects.none(), label=_("Centre"))
    purpose = forms.ChoiceField(
        label=_("What for"), widget=forms.RadioSelect, choices=CertificateCopy.Why.choices
    )
    kind = forms.ChoiceField(
        label=_("Shape of the file"), widget=forms.RadioSelect, initial=CertificateCopy.Kind.CSV,
        choices=CertificateCopy.Kind.choices,
    )  # fmt: skip

    def __init__(self, *given: Any, centres: frozenset[int], **named: Any) -> None:
        """centres: those she may take a copy of."""
        super().__init__(*given, **named)
        field: Any = self.fields["centre"]
        field.queryset = Centre.objects.filter(pk__in=sorted(centres)).order_by("name")
        if len(centres) == 1:
            field.initial = next(iter(centres))


class CopyForm(forms.Form):
    """The copy an administrator asks another one for: of whom, for whom, why, in which shape."""

    centre = forms.ModelChoiceField(
        Centre.objects.none(), label=_("Centre"), required=False,
        empty_label=_("All: everybody's certificates"),
    )  # fmt: skip
    purpose = forms.ChoiceField(
        label=_("What for"), widget=forms.RadioSelect, choices=CertificateCopy.Why.choices
    )
    destination = forms.CharField(
        label=_("Who will receive it?"), max_length=200,
        help_text=_("The institution and the office. It stays written beside your name."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Why is a copy needed?"), max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("At least 40 characters. No names, no RUN."),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("Shape of the file"), widget=forms.RadioSelect, initial=CertificateCopy.Kind.CSV,
        choices=CertificateCopy.Kind.choices,
    )  # fmt: skip

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        field: Any = self.fields["centre"]
        field.queryset = Centre.objects.order_by("name")

    def clean_reason(self) -> str:
        """Long enough, and without a RUN in it."""
        reason = str(self.cleaned_data["reason"])
        if problem := reason_problem(reason):
            raise forms.ValidationError(problem)
        return reason

    def grounds(self) -> Grounds:
        """Give what was said, once it is valid."""
        return Grounds(**{name: self.cleaned_data[name] for name in Grounds.__slots__})
