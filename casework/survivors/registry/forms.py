"""Forms made of the catalogue: each answer may be left open, and says why it is asked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.identity.documents import DocumentType, IdentityDocument
from casework.identity.run import Run

from ..actions import Identity
from ..forms import IdentityForm
from ..models import Survivor
from . import rules
from .actions import Answer, Told
from .catalogue import ALWAYS, Asked, institutions
from .models import Datum, Source, Theme
from .states import State

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
IDENTITY_FIELDS = {
    "names": ("given_names", "first_surname", "second_surname"),
    "document": ("run", "document_type", "document_value", "document_country"),
    "birth-date": ("birth_date",),
    "comuna": ("comuna",),
}
NOTE = 240


class SourceFields(forms.Form):
    """Where what is written comes from; she says it today, unless somebody says otherwise."""

    source = forms.ChoiceField(label=_("Where it comes from"), choices=Source.choices,
                               initial=Source.HERSELF, required=False)  # fmt: skip
    institution = forms.ChoiceField(label=_("Which institution"), required=False)
    dated = forms.DateField(
        label=_("Of which day it is"),
        required=False,
        widget=DAY,
        help_text=_("Empty: today. For a document, the day it was issued."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["institution"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("None")), *institutions(timezone.localdate())]

    def clean(self) -> dict[str, Any]:
        """Ask for the institution, and for a day that has come."""
        cleaned = super().clean() or {}
        told = self.told(cleaned)
        try:
            rules.check_source(
                source=told.source, institution=told.institution,
                dated=told.dated or timezone.localdate(), today=timezone.localdate(),
            )  # fmt: skip
        except rules.Refusal as refusal:
            wrong = "dated" if told.dated and told.dated > timezone.localdate() else "institution"
            self.add_error(wrong, str(refusal))
        return cleaned

    def told(self, cleaned: dict[str, Any] | None = None) -> Told:
        """Give the source, once valid."""
        data = self.cleaned_data if cleaned is None else cleaned
        return Told(
            data.get("source") or Source.HERSELF, data.get("institution", ""), data.get("dated")
        )


@dataclass(frozen=True, slots=True)
class Question:
    """A field of the catalogue as it stands in a form."""

    code: str
    answer: BoundField
    note: BoundField | None


@dataclass(frozen=True, slots=True)
class Group:
    """The questions of one theme."""

    label: str | Promise
    questions: list[Question]


class SocialFields(SourceFields):
    """Adds the questions of the catalogue. asks: which; known: her current data, to fill with."""

    def __init__(self, *args: Any, asks: Iterable[Asked], known: dict[str, Datum], **options: Any):
        self.asks = list(asks)
        initial = {**(options.pop("initial", None) or {})}
        for asked in self.asks:
            if asked.code in known:
                initial |= _initial(asked, known[asked.code])
        super().__init__(*args, initial=initial, **options)
        for asked in self.asks:
            self.fields[name_of(asked.code)] = _field(asked)
            if asked.note:
                self.fields[f"{name_of(asked.code)}-note"] = forms.CharField(
                    label=asked.note, max_length=NOTE, required=False
                )

    def clean(self) -> dict[str, Any]:
        """Refuse answers that cannot go together."""
        cleaned = super().clean()
        for asked in self.asks:
            codes = _codes(cleaned.get(name_of(asked.code)))
            try:
                if codes:
                    rules.check_answer(asked, codes)
            except rules.Refusal as refusal:
                self.add_error(name_of(asked.code), str(refusal))
        return cleaned

    def answers(self, *, changed_only: bool = False) -> dict[str, Answer]:
        """Give what was answered, by field code; changed_only: leave out what stands already."""
        return {
            asked.code: Answer(
                _codes(self.cleaned_data.get(name_of(asked.code))),
                self.cleaned_data.get(f"{name_of(asked.code)}-note", ""),
            )
            for asked in self.asks
            if _codes(self.cleaned_data.get(name_of(asked.code)))
            and (not changed_only or self._changed(asked))
        }

    def _changed(self, asked: Asked) -> bool:
        names = {name_of(asked.code), f"{name_of(asked.code)}-note"}
        return bool(names & set(self.changed_data))

    def groups(self) -> Iterator[Group]:
        """Give the questions by theme, for the page."""
        for theme in Theme:
            questions = [self._question(asked) for asked in self.asks if asked.theme == theme]
            if questions:
                yield Group(theme.label, questions)

    def _question(self, asked: Asked) -> Question:
        name = name_of(asked.code)
        return Question(asked.code, self[name], self[f"{name}-note"] if asked.note else None)


class SocialForm(SocialFields):
    """The answers of one theme, filled with what is known."""


class IntakeForm(SocialFields, IdentityForm):
    """What is still needed at intake, and nothing that she already told (principle 1).

    her: her record. identity: identification fields to ask; the others keep their values.
    """

    def __init__(self, *args: Any, her: Survivor, identity: Iterable[str], **options: Any) -> None:
        self.her = her
        given = options.pop("initial", None) or {}
        initial = {**IdentityForm.initial_of(her), **given}
        super().__init__(*args, initial=initial, **options)
        self.identity_asked = [code for code in IDENTITY_FIELDS if code in set(identity)]
        kept = {name for code in self.identity_asked for name in IDENTITY_FIELDS[code]}
        for name in set(IdentityForm.base_fields) - kept:
            del self.fields[name]

    def identity(self) -> Identity:
        """Give who she is: what is kept, with what was answered now."""
        known, data = identity_of(self.her), self.cleaned_data
        if "names" in self.identity_asked:
            known = replace(known, **{name: data[name] for name in IDENTITY_FIELDS["names"]})
        if "document" in self.identity_asked and (data["run"] or self.document()):
            known = replace(known, run=data["run"] or None, document=self.document())
        if "birth-date" in self.identity_asked:
            known = replace(known, birth_date=data["birth_date"])
        if "comuna" in self.identity_asked and data["comuna"]:
            known = replace(known, comuna_code=data["comuna"].pk)
        return known

    def identity_fields(self) -> list[BoundField]:
        """Give the identification fields that are asked, in order; the document comes folded."""
        names = [name for code in self.identity_asked for name in IDENTITY_FIELDS[code]]
        return [self[name] for name in names if not name.startswith("document_")]


class CorrectionForm(SourceFields, IdentityForm):
    """Who she is, corrected, with where it comes from."""

    field_order = IdentityForm.field_order


class MoveForm(SourceFields):
    """How sure a datum is, and why."""

    state = forms.ChoiceField(label=_("What it is now"), widget=forms.RadioSelect)
    because = forms.CharField(
        label=_("Why"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("She can read it."),
    )
    field_order = ("state", "because")

    def __init__(self, *args: Any, moves: list[State], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["state"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(move.value, MOVE_WORDS[move]) for move in moves]


MOVE_WORDS = {
    State.DECLARED: _("It stands as she says"),
    State.VALIDATED: _("A document or an institution shows it"),
    State.DISPUTED: _("Somebody says it is wrong"),
}


def name_of(code: str) -> str:
    """Give the name of a field of the catalogue in a form."""
    return f"s-{code}"


def identity_of(survivor: Survivor) -> Identity:
    """Give her identification as the actions take it."""
    number = survivor.document_value
    return Identity(
        working_name=survivor.working_name, given_names=survivor.given_names,
        first_surname=survivor.first_surname, second_surname=survivor.second_surname,
        social_name=survivor.social_name,
        run=Run.parse(survivor.run) if survivor.run else None,
        document=IdentityDocument(
            DocumentType(survivor.document_type), number, survivor.document_country
        ) if number else None,
        birth_date=survivor.birth_date, comuna_code=survivor.comuna_id or "",
        entry_route=survivor.entry_route,
    )  # fmt: skip


def _field(asked: Asked) -> forms.Field:
    listed = [*asked.options, *((code, words) for code, words in ALWAYS.items())]
    if asked.many:
        return forms.MultipleChoiceField(
            label=asked.name, help_text=asked.why, choices=listed, required=False,
            widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
    return forms.ChoiceField(
        label=asked.name, help_text=asked.why, required=False,
        choices=[("", _("Not asked")), *listed],
    )  # fmt: skip


def _initial(asked: Asked, datum: Datum) -> dict[str, Any]:
    value = datum.value
    codes = value.get("codes", [])
    name = name_of(asked.code)
    return {name: codes if asked.many else next(iter(codes), ""), f"{name}-note": value.get("note")}


def _codes(given: Any) -> tuple[str, ...]:
    if not given:
        return ()
    return (given,) if isinstance(given, str) else tuple(given)
