"""Forms about aggressors: who he is, what he is to her, and the reserved note. Validation only."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.access.forms import DAY
from casework.access.rules import reason_problem
from casework.survivors.forms import DocumentFields
from casework.survivors.models import RelatedPerson
from casework.territory.listed import ListedChoice
from casework.territory.models import Institution

from .aggressor_actions import Bond, Person
from .choices import Answer, Standing, Teller
from .forms import CHOOSE, answer, picked, relations
from .queries import Known
from .rules import NOT_YET

TRUTH = {Answer.YES: True, Answer.NO: False}
WORDS = {True: Answer.YES, False: Answer.NO}


class AggressorForm(DocumentFields):
    """The least that serves: a name and what he is to her; the rest when it is known."""

    name = forms.CharField(label=_("Name or how she calls this person"), max_length=80)
    relation = forms.ChoiceField(label=_("What this person is to her"))
    current = answer(_("Does the relation go on?"))
    lives_with_her = answer(_("Does this person live with her?"))
    birth_year = forms.IntegerField(label=_("Year of birth"), required=False, min_value=1900)
    since = forms.DateField(label=_("Since"), required=False, widget=DAY)
    until = forms.DateField(label=_("Until"), required=False, widget=DAY)
    related = picked(_("Is it somebody already named among those close to her?"))
    told_by = forms.ChoiceField(
        label=_("Who says so"), choices=Teller.choices, widget=forms.RadioSelect,
        initial=Teller.HERSELF,
    )  # fmt: skip
    institution = ListedChoice(
        label=_("Which institution"), queryset=Institution.objects.none(), required=False,
        empty_label="---",
    )  # fmt: skip
    standing = forms.ChoiceField(
        label=_("State of these data"), choices=Standing.choices, initial=Standing.DECLARED
    )

    def __init__(self, *args: Any, related: list[RelatedPerson], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["relation"].choices = relations()  # type: ignore[attr-defined]
        people = [(str(one.pk), f"{one.get_relation_display()} {one.name}") for one in related]
        self.fields["related"].choices = [CHOOSE, *people]  # type: ignore[attr-defined]
        institutions = Institution.objects.filter(valid_to=None).order_by("name")
        self.fields["institution"].queryset = institutions  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Check the dates, and who says so."""
        cleaned = super().clean()
        today = timezone.localdate()
        for name in ("since", "until"):
            day: date | None = cleaned.get(name)
            if day and day > today:
                self.add_error(name, str(NOT_YET))
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("The end is before the beginning. Check both dates."))
        born = cleaned.get("birth_year")
        if born and born > today.year:
            self.add_error("birth_year", _("This year has not come yet."))
        if cleaned.get("told_by") == Teller.INSTITUTION and not cleaned.get("institution"):
            self.add_error("institution", _("Choose the institution that says so."))
        return cleaned

    def person(self) -> Person:
        """Give who he is, once valid."""
        data = self.cleaned_data
        institution = data["institution"] if data["told_by"] == Teller.INSTITUTION else None
        return Person(
            name=data["name"], run=data["run"] or None, document=self.document(),
            birth_year=data["birth_year"], told_by=data["told_by"], standing=data["standing"],
            institution_code=institution.pk if institution else "",
        )  # fmt: skip

    def bond(self) -> Bond:
        """Give what he is to her, once valid."""
        data = self.cleaned_data
        return Bond(
            relation=data["relation"], current=TRUTH.get(data["current"]),
            lives_with_her=TRUTH.get(data["lives_with_her"]), since=data["since"],
            until=data["until"], related_id=data["related"] or None,
        )  # fmt: skip

    @staticmethod
    def initial_of(known: Known) -> dict[str, Any]:
        """Give what is known, to fill the form with."""
        one, link = known.aggressor, known.link
        return {
            "name": one.name, "run": one.run, "document_type": one.document_type,
            "document_country": one.document_country, "document_value": one.document_value,
            "birth_year": one.birth_year, "told_by": one.told_by, "institution": one.institution_id,
            "standing": one.standing, "relation": link.relation, "since": link.since,
            "until": link.until, "related": str(link.related_id or ""),
            "current": WORDS.get(link.current, ""),  # type: ignore[arg-type]
            "lives_with_her": WORDS.get(link.lives_with_her, ""),  # type: ignore[arg-type]
        }  # fmt: skip


class BackgroundForm(forms.Form):
    """A reserved note: what was told, by whom, until when it is needed (law DP-60)."""

    text = forms.CharField(
        label=_("What the institution told"), max_length=1500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Only what her protection needs now. No sentences already served."),
    )  # fmt: skip
    institution = ListedChoice(
        label=_("Institution"), queryset=Institution.objects.none(), empty_label="---"
    )
    expires_on = forms.DateField(label=_("Needed until"), widget=DAY)

    def __init__(self, *args: Any, latest: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.latest = latest
        institutions = Institution.objects.filter(valid_to=None).order_by("name")
        self.fields["institution"].queryset = institutions  # type: ignore[attr-defined]

    def clean_expires_on(self) -> date:
        """Refuse a day that is past, or too far."""
        day: date = self.cleaned_data["expires_on"]
        if not timezone.localdate() < day <= self.latest:
            words = _("Choose a day from tomorrow to %(latest)s.")
            raise forms.ValidationError(words % {"latest": f"{self.latest:%d-%m-%Y}"})
        return day


class ReasonForm(forms.Form):
    """Why a reserved note is opened, this time."""

    reason = forms.CharField(
        label=_("Why do you need to read it now?"), max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("At least 40 characters, kept with your name. Leave out RUNs and names."),
    )  # fmt: skip

    def clean_reason(self) -> str:
        """Ask for words that others understand."""
        typed: str = self.cleaned_data["reason"]
        if problem := reason_problem(typed):
            raise forms.ValidationError(problem)
        return typed
