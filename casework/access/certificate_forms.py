"""Validation of what an administrator types about a certificate."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .certificate_models import RevocationReason
from .certificate_rules import certificate_problem
from .forms import DAY, AssignmentForm
from .levels import Level


class CertificateForm(forms.Form):
    """What the certificate says."""

    level = forms.ChoiceField(
        label=_("Level it is for"),
        choices=AssignmentForm.base_fields["level"].choices,  # type: ignore[attr-defined]
    )
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

    def clean_level(self) -> Level:
        """Give the level."""
        return Level(self.cleaned_data["level"])

    def clean(self) -> dict[str, Any]:
        """The dates make sense today."""
        data = super().clean() or {}
        if data.get("issued_on") and "valid_to" in data:
            today = timezone.localdate()
            problem = certificate_problem(
                issued_on=data["issued_on"], valid_to=data["valid_to"], day=today
            )
            if problem:
                self.add_error("issued_on" if data["issued_on"] > today else "valid_to", problem)
        return data


class RevocationForm(forms.Form):
    """Why a certificate stops counting."""

    reason = forms.ChoiceField(
        label=_("Why does it stop counting?"), choices=RevocationReason.choices,
        widget=forms.RadioSelect,
    )  # fmt: skip

    def clean_reason(self) -> RevocationReason:
        """Give the reason."""
        return RevocationReason(self.cleaned_data["reason"])
