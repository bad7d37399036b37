"""Validation of what an administrator types about a certificate."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .certificate_models import RequiredCourse, RevocationReason
from .certificate_rules import certificate_problem
from .cover_rules import waiver_problem
from .forms import DAY, AssignmentForm
from .levels import Level
from .rules import reason_problem

_LEVELS: list[Any] = list(AssignmentForm.base_fields["level"].choices)  # type: ignore[attr-defined]


class CertificateForm(forms.Form):
    """What the certificate says."""

    course_code = forms.ChoiceField(
        label=_("Course it is of"), required=False,
        help_text=_("Leave it empty when it is of no course that a level needs."),
    )  # fmt: skip
    level = forms.ChoiceField(
        label=_("Level it is for"), required=False,
        choices=[("", _("Those that need the course")), *_LEVELS],
    )  # fmt: skip
    course = forms.CharField(label=_("Name of the course"), max_length=200)
    issuer = forms.CharField(label=_("Issued by"), max_length=200)
    reference = forms.CharField(
        label=_("Number or code"), max_length=100,
        help_text=_("As it stands on the certificate, so that others can check it."),
    )  # fmt: skip
    issued_on = forms.DateField(label=_("Issued on"), widget=DAY)
    valid_to = forms.DateField(
        label=_("Valid until"), widget=DAY, required=False,
        help_text=_("The last day it counts. Leave it empty when it does not expire."),
    )  # fmt: skip

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        rows = RequiredCourse.objects.valid_on(timezone.localdate()).order_by("name")
        courses = dict(rows.values_list("course_code", "name"))
        offered = [("", _("Another course")), *courses.items()]
        self.fields["course_code"].choices = offered  # type: ignore[attr-defined]

    def clean_level(self) -> Level | None:
        """Give the level; none when it counts by its course alone."""
        return Level(self.cleaned_data["level"]) if self.cleaned_data["level"] else None

    def clean(self) -> dict[str, Any]:
        """It is for something, and the dates make sense today."""
        data = super().clean() or {}
        if "level" in data and not data["level"] and not data.get("course_code"):
            self.add_error("level", _("Say which level or which course it is for."))
        if data.get("issued_on") and "valid_to" in data:
            today = timezone.localdate()
            problem = certificate_problem(
                issued_on=data["issued_on"], valid_to=data["valid_to"], day=today
            )
            if problem:
                self.add_error("issued_on" if data["issued_on"] > today else "valid_to", problem)
        return data


class WaiverForm(forms.Form):
    """Which level opens for some days, and why."""

    level = forms.ChoiceField(label=_("Level"))
    starts_on = forms.DateField(label=_("From"), widget=DAY)
    ends_on = forms.DateField(
        label=_("Until"), widget=DAY,
        help_text=_("The last day. Thirty days at most, counting both."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Why can it not wait for the certificate?"), max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Forty characters at least. She, the head of her centre and the other administrators "
            "read it."
        ),
    )  # fmt: skip

    def __init__(self, *given: Any, levels: list[Level], **named: Any) -> None:
        super().__init__(*given, **named)
        words = {code: label for code, label in _LEVELS if code}
        self.fields["level"].choices = [  # type: ignore[attr-defined]
            (level.value, words[level.value]) for level in levels
        ]

    def clean_level(self) -> Level:
        """Give the level."""
        return Level(self.cleaned_data["level"])

    def clean_reason(self) -> str:
        """Long enough, and no RUN in it."""
        reason: str = self.cleaned_data["reason"]
        if problem := reason_problem(reason):
            raise forms.ValidationError(problem)
        return reason

    def clean(self) -> dict[str, Any]:
        """The days will do."""
        data = super().clean() or {}
        if data.get("starts_on") and data.get("ends_on"):
            today = timezone.localdate()
            problem = waiver_problem(
                starts_on=data["starts_on"], ends_on=data["ends_on"], day=today
            )
            if problem:
                self.add_error("starts_on" if data["starts_on"] < today else "ends_on", problem)
        return data


class RevocationForm(forms.Form):
    """Why a certificate stops counting."""

    reason = forms.ChoiceField(
        label=_("Why does it stop counting?"), widget=forms.RadioSelect,
        choices=[(one, one.label) for one in RevocationReason if one.is_given],
    )  # fmt: skip

    def clean_reason(self) -> RevocationReason:
        """Give the reason."""
        return RevocationReason(self.cleaned_data["reason"])
