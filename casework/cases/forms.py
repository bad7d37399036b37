"""Forms of cases. They only validate; each is short, with the rarely needed fields folded away."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.survivors.choices import Channel, EntryRoute
from casework.territory.listed import ListedChoice, kept, names
from casework.territory.models import Centre, Programme

from . import refusals
from .act_models import ContactTry, FollowUp, Session
from .catalogue import OTHER, AskedService, Code, ExitReason, InterventionType
from .models import CaseTeam, Slip
from .stages import Stage
from .states import ACTIVE

_MINUTE = "%Y-%m-%dT%H:%M"
NOTE = 4000


class MomentField(forms.DateTimeField):
    """When it happened; now, unless something else is written. What is to come is refused."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MINUTE)
        words = {"invalid": _("Write a day and an hour, for instance 21-11-2026 15:30.")}
        hint = _("Leave it empty for now.")
        options = {
            "label": _("When"), "required": False, "widget": widget, "help_text": hint, **options
        }  # fmt: skip
        super().__init__(input_formats=[_MINUTE], error_messages=words, **options)

    def clean(self, value: Any) -> datetime | None:
        """Give the moment, or None for now. Raises ValidationError for what is to come."""
        moment: datetime | None = super().clean(value)
        if moment and moment > timezone.now():
            raise forms.ValidationError(refusals.NOT_YET)
        return moment


def note_field(label: Any, help_text: Any = "") -> forms.CharField:
    """Give a long text that may stay empty."""
    return forms.CharField(
        label=label, max_length=NOTE, required=False, help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip


class CaseForm(forms.Form):
    """A short form with its words. rest: names of the fields folded away."""

    title: ClassVar[str | Promise]
    submit: ClassVar[str | Promise] = _("Save")
    hint: ClassVar[str | Promise] = ""
    rest: ClassVar[tuple[str, ...]] = ()

    def frequent(self) -> list[BoundField]:
        """Give the fields always in sight."""
        return [field for field in self.visible_fields() if field.name not in self.rest]

    def folded(self) -> list[BoundField]:
        """Give the others."""
        return [field for field in self.visible_fields() if field.name in self.rest]

    @property
    def unfolded(self) -> bool:
        """Whether something folded away must be mended."""
        return any(field.errors for field in self.folded())


def codes(model: type[Code]) -> list[tuple[str, str | Promise]]:
    """Give the choices of a list in force today; what is a proposal says so."""
    rows = kept(model.objects.valid_on(timezone.localdate()))
    return [(row.pk, _("%(name)s (proposal)") % {"name": row.name} if row.proposal else row.name)
            for row in rows]  # fmt: skip


class DetailsForm(CaseForm):
    """How she came, which programme, what kind of work."""

    title = _("Details of the case")
    entry_route = forms.ChoiceField(
        label=_("How she came"), choices=[("", _("Not known")), *EntryRoute.choices], required=False
    )
    programme = forms.ChoiceField(label=_("Programme"), required=False)
    intervention_type = forms.ChoiceField(label=_("Type of intervention"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        today, not_known = timezone.localdate(), ("", _("Not known"))
        programmes = names(Programme.objects.valid_on(today)).items()
        self._choose("programme", [not_known, *programmes])
        self._choose("intervention_type", [not_known, *codes(InterventionType)])

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class OpenForm(DetailsForm):
    """A new case."""

    title = _("Open a case")
    submit = _("Open the case")
    hint = _("She keeps her earlier cases: this one begins where they ended.")
    rest = ("happened",)
    centre = forms.ChoiceField(label=_("Centre"))
    happened = MomentField()
    field_order = ("centre", "entry_route")

    def __init__(self, *args: Any, centres: list[Centre], **options: Any) -> None:
        super().__init__(*args, **options)
        self._choose("centre", [(str(centre.pk), centre.name) for centre in centres])
        if len(centres) == 1:
            self.fields["centre"].widget = forms.HiddenInput()
            self.initial.setdefault("centre", str(centres[0].pk))


class SessionForm(CaseForm):
    """A session, held or missed."""

    title = _("Session")
    rest = ("mode", "minutes", "happened")
    attendance = forms.ChoiceField(
        label=_("Attendance"), choices=Session.Attendance.choices, widget=forms.RadioSelect,
        initial=Session.Attendance.ATTENDED,
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Kind"), choices=Session.Kind.choices)
    note = note_field(_("Note"), _("Only the team of this centre reads it."))
    happened = MomentField()
    minutes = forms.IntegerField(
        label=_("Minutes it lasted"), min_value=1, max_value=720, required=False
    )
    mode = forms.ChoiceField(label=_("How"), choices=Session.Mode.choices)


class TryForm(CaseForm):
    """A try to reach her."""

    title = _("Try to reach her")
    rest = ("happened", "note")
    channel = forms.ChoiceField(
        label=_("Channel"),
        choices=[choice for choice in Channel.choices if choice[0] != Channel.NOBODY],
    )
    result = forms.ChoiceField(
        label=_("What came of it"), choices=ContactTry.Result.choices, widget=forms.RadioSelect
    )
    happened = MomentField()
    note = note_field(_("Note"), _("Only the team of this centre reads it."))
    confirmed = forms.BooleanField(
        label=_("I know it goes against her safe contact, and there is a reason"), required=False
    )


class RequestForm(CaseForm):
    """A service that is not offered."""

    title = _("A service she asked for and the guidelines do not offer")
    hint = _("It is counted, so that what is missing is seen.")
    rest = ("happened",)
    service = forms.ChoiceField(label=_("What she asked for"))
    words = forms.CharField(
        label=_("In her words"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    given = forms.BooleanField(label=_("The team gave it all the same"), required=False)
    happened = MomentField()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["service"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose")), *codes(AskedService)]

    def clean(self) -> dict[str, Any]:
        """Ask for words where the list has none."""
        data = super().clean() or {}
        if data.get("service") == OTHER and not data.get("words"):
            self.add_error("words", _("Say in a few words what she asked for."))
        return data


class DropOutForm(CaseForm):
    """She stopped coming."""

    title = _("She stopped coming")
    submit = _("Write it down")
    hint = _("The case stays open for her: she can come back to where she was.")
    rest = ("happened",)
    reason = note_field(_("What is known of why"))
    happened = MomentField()


class ReturnForm(CaseForm):
    """She came back."""

    title = _("She came back")
    submit = _("Write it down")
    rest = ("happened",)
    to = forms.ChoiceField(
        label=_("She goes on with"), choices=[(stage.value, stage.label) for stage in ACTIVE]
    )
    reason = note_field(_("Note"))
    happened = MomentField()


class ExitForm(CaseForm):
    """The exit."""

    title = _("Exit")
    submit = _("Write the exit")
    hint = _("Follow-ups at 3, 6 and 12 months are scheduled by themselves.")
    rest = ("happened",)
    reason = ListedChoice(label=_("Why"), queryset=ExitReason.objects.none())
    note = note_field(_("How she leaves"), _("Final assessment, in a few words."))
    happened = MomentField()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["reason"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = ExitReason.objects.valid_on(timezone.localdate())
        field.choices = [("", _("Choose")), *codes(ExitReason)]


class FollowUpForm(CaseForm):
    """A look back."""

    title = _("Follow-up")
    rest = ("happened",)
    result = forms.ChoiceField(
        label=_("How she is"), choices=FollowUp.Result.choices, widget=forms.RadioSelect
    )
    note = note_field(_("Note"))
    happened = MomentField()


class TeamForm(CaseForm):
    """Somebody joins the team."""

    title = _("Add somebody to the team")
    submit = _("Add")
    operator = forms.TypedChoiceField(label=_("Who"))
    role = forms.ChoiceField(label=_("Role"), choices=CaseTeam.Role.choices)

    def __init__(self, *args: Any, colleagues: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["operator"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose")), *colleagues]


class UndoForm(CaseForm):
    """A slip taken back."""

    title = _("Take back what was written by mistake")
    submit = _("Take it back")
    hint = _("It leaves her file. The log keeps that it was taken back.")
    slip = forms.ChoiceField(
        label=_("What happened"), choices=Slip.choices, widget=forms.RadioSelect
    )


class MoveForm(forms.Form):
    """One button of the page of a case."""

    to = forms.ChoiceField(choices=Stage.choices)
