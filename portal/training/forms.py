"""What people type about training. They check shapes; the actions check the rules."""

from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from casework.access.forms import DAY, RunField
from casework.territory.models import Region

from .editions import Facts, problem
from .kinds import MODES, levels
from .models import CourseVersion
from .people_forms import PeopleForm

Choices = list[tuple[str, str]]
GRADES = [(str(one), str(one)) for one in range(1, 8)]


class EditionForm(PeopleForm):
    """When, where and for how many an edition is given; on changing it, who teaches it too."""

    mode = forms.ChoiceField(label=_("How it is given"), choices=MODES.choices)
    starts_on = forms.DateField(label=_("First day"), widget=DAY)
    ends_on = forms.DateField(label=_("Last day"), widget=DAY)
    opens_on = forms.DateField(label=_("Enrolment from"), widget=DAY)
    closes_on = forms.DateField(label=_("Enrolment until"), widget=DAY)
    capacity = forms.IntegerField(label=_("Places"), min_value=1, max_value=2000)
    place = forms.CharField(
        label=_("Place"), max_length=200, required=False,
        help_text=_("Empty when all of it is online."),
    )  # fmt: skip
    region = forms.ModelChoiceField(
        label=_("Region"), queryset=Region.objects.order_by("name"), required=False,
        empty_label=_("None in particular"),
    )  # fmt: skip
    resolution = forms.CharField(
        label=_("Number of the resolution that orders it"), max_length=60, required=False
    )

    def clean(self) -> dict[str, Any]:
        """Say what is wrong with the whole."""
        data = super().clean() or {}
        if not self.errors and (said := problem(self.facts())):
            self.add_error(None, said)
        return data

    def facts(self) -> Facts:
        """Give what was written."""
        names = Facts.__dataclass_fields__
        return Facts(**{name: self.cleaned_data[name] for name in names})


class NewEditionForm(EditionForm):
    """The same, with the course; somebody has to teach it."""

    people_needed = True
    version = forms.ModelChoiceField(
        label=_("Course"), queryset=CourseVersion.objects.none(), empty_label=_("Choose one")
    )

    def __init__(self, *given: Any, versions: list[CourseVersion], **named: Any) -> None:
        super().__init__(*given, **named)
        field = self.fields["version"]
        field.queryset = CourseVersion.objects.filter(pk__in=[one.pk for one in versions])  # type: ignore[attr-defined]
        field.label_from_instance = _labelled  # type: ignore[attr-defined]


def _labelled(one: CourseVersion) -> str:
    return f"{one.title} ({_('version')} {one.number})"


class EnterForm(PeopleForm):
    """Whom to enter in an edition."""

    people_needed = True


class TeamForm(forms.Form):
    """A head enters somebody of her team in an edition."""

    operator = forms.ChoiceField(label=_("Who"))
    edition = forms.ChoiceField(label=_("In which edition"))

    def __init__(
        self,
        *given: Any,
        team: list[tuple[str, str]],
        editions: list[tuple[str, str]],
        **named: Any,
    ) -> None:
        super().__init__(*given, **named)
        self.fields["operator"].choices = [("", _("Choose one")), *team]  # type: ignore[attr-defined]
        self.fields["edition"].choices = [("", _("Choose one")), *editions]  # type: ignore[attr-defined]


class DayForm(forms.Form):
    """A day of class."""

    day = forms.DateField(label=_("Day"), widget=DAY)
    subject = forms.CharField(label=_("Subject"), max_length=120, required=False)


class DecideForm(forms.Form):
    """Admit, refuse with a reason, or take out."""

    what = forms.ChoiceField(
        choices=[("admit", "admit"), ("refuse", "refuse"), ("withdraw", "withdraw")]
    )
    reason = forms.CharField(max_length=300, required=False)


class SignForm(forms.Form):
    """The result, under a signature."""

    result = forms.ChoiceField(
        label=_("Result"), widget=forms.RadioSelect,
        choices=[("passed", pgettext_lazy("result of a course", "Passed")),
                 ("failed", pgettext_lazy("result of a course", "Not passed"))],
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Reason"), max_length=300, required=False,
        help_text=_("Only when it is not passed though nothing is missing. She reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class RunForm(forms.Form):
    """Her RUN, for the certificate."""

    run = RunField(
        label=_("RUN"), max_length=20, required=True,
        help_text=_("As on your identity card. It is sealed, and goes only into the certificate."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "text"}),
    )  # fmt: skip


def _grade(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=GRADES, widget=forms.RadioSelect)


class OpinionForm(forms.Form):
    """Three grades of 1 to 7."""

    content = _grade(_("The contents"))
    teaching = _grade(_("The teaching"))
    usefulness = _grade(_("Its use for your work"))

    def grades(self) -> dict[str, int]:
        """Give them as numbers."""
        return {name: int(value) for name, value in self.cleaned_data.items()}


class PlanForm(forms.Form):
    """A line of a centre's plan."""

    operator = forms.ChoiceField(label=_("Who"))
    course_code = forms.ChoiceField(label=_("Course"), required=False)
    subject = forms.CharField(
        label=_("Or something else"), max_length=200, required=False,
        help_text=_("A talk, a visit, an exercise of the team."),
    )  # fmt: skip
    month = forms.TypedChoiceField(label=_("Month"), choices=list(MONTHS.items()), coerce=int)
    hours = forms.IntegerField(
        label=pgettext_lazy("length of a course", "Hours"), min_value=1, max_value=500
    )

    def __init__(self, *given: Any, team: Choices, courses: Choices, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["operator"].choices = [("", _("Choose one")), *team]  # type: ignore[attr-defined]
        self.fields["course_code"].choices = [("", _("None")), *courses]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Say what: a course or something else."""
        data = super().clean() or {}
        if not data.get("course_code") and not (data.get("subject") or "").strip():
            said = _("Say what she learns: a course, or something else in your own words.")
            self.add_error("subject", said)
        return data


class PathForm(forms.Form):
    """A course on the path of a level."""

    level = forms.ChoiceField(label=_("Level"), choices=levels)
    code = forms.ChoiceField(label=_("Course"))
    position = forms.IntegerField(
        label=_("Place in the path"), min_value=1, max_value=99, initial=1,
        help_text=_("1 is taken first."),
    )  # fmt: skip
    mandatory = forms.BooleanField(label=_("It is mandatory"), required=False, initial=True)

    def __init__(self, *given: Any, courses: Choices, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["code"].choices = [("", _("Choose one")), *courses]  # type: ignore[attr-defined]
