"""Validation of what staff type at the door and about operators."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.forms import PasswordChangeForm as BasePasswordChange
from django.utils import timezone
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _
from two_factor.forms import MethodForm

from casework.identity.run import InvalidRun, Run
from casework.territory.models import Agreement, Centre, Executor, Region

from . import queries, rules
from .grant_models import MAX_HOURS
from .levels import Level
from .models import Operator

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class CredentialsForm(AuthenticationForm):
    """Account and password; says nothing of which of the two is wrong."""

    error_messages = {
        "invalid_login": _("The user name or the password is not right."),
        "inactive": _("The user name or the password is not right."),
        "expired": _("This temporary password is over. Ask the administrator for a new one."),
    }

    def __init__(self, request: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        self.fields["username"].label = _("User name")
        self.fields["password"].label = _("Password")
        self.fields["username"].widget.attrs.update(autocomplete="username", autocapitalize="none")

    def confirm_login_allowed(self, user: AbstractBaseUser) -> None:
        """Only people in the operators' register; a temporary password lasts its hours."""
        operator = Operator.objects.filter(user_id=user.pk, active=True).first()
        if operator is None:
            raise self.get_invalid_login_error()
        if operator.temporary_until and operator.temporary_until <= timezone.now():
            raise forms.ValidationError(self.error_messages["expired"], code="expired")


class FactorChoice(MethodForm):
    """Which kind of second factor."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["method"].label = _("Kind of second factor")
        self.fields["method"].choices = [
            ("generator", _("An app on my phone that shows six-digit codes")),
            ("webauthn", _("A security key, or the fingerprint or PIN of this device")),
        ]
        self.fields["method"].initial = "generator"


class PasswordForm(BasePasswordChange):
    """The password in use, and the new one twice."""

    error_messages = {
        **BasePasswordChange.error_messages,
        "same": _("Choose a password different from the one you have."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = _("Password you have now")
        self.fields["new_password1"].label = _("New password")
        self.fields["new_password1"].help_text = _(
            "At least 12 characters. A sentence is easier to remember than a word with signs."
        )
        self.fields["new_password2"].label = _("New password, again")
        self.fields["new_password2"].help_text = ""

    def clean_new_password1(self) -> str:
        """A temporary password must not stay by being typed again."""
        new = str(self.cleaned_data["new_password1"])
        if self.user.check_password(new):
            raise forms.ValidationError(self.error_messages["same"], code="same")
        return new


class RunField(forms.CharField):
    """A RUN in any human form; gives the value object, or nothing."""

    def clean(self, value: Any) -> Run | None:
        """Parse, or say in words what is wrong."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return Run.parse(text)
        except InvalidRun as problem:
            raise forms.ValidationError(problem.words) from None


class NewOperatorForm(forms.Form):
    """A new person in the register."""

    username = forms.SlugField(label=_("User name"), max_length=60)
    given_names = forms.CharField(label=_("Given names"), max_length=100)
    surnames = forms.CharField(label=_("Surnames"), max_length=100)
    run = RunField(
        label=_("RUN"), max_length=20, required=False,
        help_text=_("Lets her come in with ClaveÚnica. Kept only as a fingerprint."),
    )  # fmt: skip

    def clean_username(self) -> str:
        """Names are one per person, whatever the capitals."""
        name = str(self.cleaned_data["username"])
        if get_user_model().objects.filter(username__iexact=name).exists():
            raise forms.ValidationError(gettext("Somebody has this user name already."))
        return name


class AssignmentForm(forms.Form):
    """A level, its scope and its dates."""

    level = forms.ChoiceField(
        label=_("Level"),
        choices=[
            (Level.N6.value, _("N6 – intervention team of a centre")),
            (Level.N5.value, _("N5 – head of centre")),
            (Level.N4.value, _("N4 – implementing agency")),
            (Level.N3.value, _("N3 – territorial manager of a region")),
            (Level.N2.value, _("N2 – administrator")),
            (Level.N1.value, _("N1 – authority, national or of a region")),
        ],
    )
    centre = forms.ModelChoiceField(
        Centre.objects.none(), label=_("Centre (N5 and N6)"), required=False
    )
    executor = forms.ModelChoiceField(
        Executor.objects.order_by("name"), label=_("Implementing agency (N4)"), required=False
    )
    region = forms.ModelChoiceField(
        Region.objects.order_by("pk"), label=_("Region (N3, N1)"), required=False
    )
    agreement = forms.ModelChoiceField(
        Agreement.objects.order_by("number"), label=_("Agreement"), required=False,
        help_text=_("The assignment ends by itself with the agreement."),
    )  # fmt: skip
    starts_on = forms.DateField(label=_("From"), widget=DAY)
    ends_on = forms.DateField(label=_("Until"), widget=DAY, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["centre"].queryset = Centre.objects.valid_on(today).order_by("name")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The scope fits the level; the end is not before the start."""
        data = super().clean() or {}
        if "level" in data:
            given = frozenset(name for name in ("region", "executor", "centre") if data.get(name))
            if problem := rules.scope_problem(Level(data["level"]), given):
                raise forms.ValidationError(problem)
        if data.get("starts_on") and data.get("ends_on") and data["ends_on"] < data["starts_on"]:
            self.add_error("ends_on", gettext("The end is before the start."))
        return data


class GrantForm(forms.Form):
    """Why one file should be opened to her, for how long, and who decides."""

    reason = forms.CharField(
        label=_("Why do you need to open this file?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=1000,
        help_text=_("Say what you must do for her and why now. No names, no RUN."),
    )
    hours = forms.TypedChoiceField(
        label=_("For how long"), coerce=int, initial=4,
        choices=[
            (hours, ngettext_lazy("%d hour", "%d hours", hours) % hours)
            for hours in (1, 2, 4, MAX_HOURS)
        ],
    )  # fmt: skip
    asked_of = forms.ChoiceField(label=_("Who decides"))

    def __init__(self, *args: Any, approvers: list[Operator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._approvers = {str(one.pk): one for one in approvers}
        self.fields["asked_of"].choices = [("", "---"), *self._labels()]  # type: ignore[attr-defined]

    def _labels(self) -> list[tuple[str, str]]:
        where = queries.public_centres_of(self._approvers)
        named = {key: (str(one), where.get(key, "")) for key, one in self._approvers.items()}
        return [(key, " – ".join(part for part in both if part)) for key, both in named.items()]

    def clean_asked_of(self) -> Operator:
        """Give the operator."""
        return self._approvers[self.cleaned_data["asked_of"]]

    def clean_reason(self) -> str:
        """Long enough, and without a RUN in it."""
        reason = str(self.cleaned_data["reason"])
        if problem := rules.reason_problem(reason):
            raise forms.ValidationError(problem)
        return reason
