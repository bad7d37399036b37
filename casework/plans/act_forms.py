"""Forms of the acts on a version: agree, review, end, evidence, paper, print, safety plan."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.attachments.forms import DocumentField

from .choices import Ending
from .forms import day_field, past, text_field
from .rules import may_be_next
from .safety_actions import PARTS


class AgreeForm(forms.Form):
    """Her answer to the whole plan, with the worker at her side."""

    signed = forms.ChoiceField(
        label=_("She has read it, or you have read it to her"), widget=forms.RadioSelect,
        choices=(("yes", _("She signs it")), ("no", _("She prefers not to sign"))),
        help_text=_("Not signing changes nothing in how she is attended."),
    )  # fmt: skip
    head_required = forms.BooleanField(label=_("The head of centre must sign too"), required=False)


class ReviewForm(forms.Form):
    """A review with her."""

    on = day_field(_("Date of the review"), validators=[past])
    notes = text_field(
        _("What she says of it"), rows=3, limit=2000, required=False,
        help_text=_("What has changed for her, what she wants to do differently."),
    )  # fmt: skip
    next_on = day_field(_("Next review"), help_text=_("In 90 days unless you agree another day."))

    def clean(self) -> dict[str, Any]:
        """Check that the next one comes after this one, within half a year."""
        data = super().clean() or {}
        on, next_on = data.get("on"), data.get("next_on")
        if on and next_on and not may_be_next(on, next_on):
            self.add_error("next_on", _("Choose a day after this review, within 180 days."))
        return data


class EndForm(forms.Form):
    """Why a version in force ends."""

    ending = forms.ChoiceField(
        label=_("Why does this plan end?"), widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in
                 (Ending.FULFILLED, Ending.LEFT, Ending.CASE_CLOSED)],
    )  # fmt: skip


class PrintForm(forms.Form):
    """What the printed sheet shows besides the objectives: nothing unless chosen (SE-01)."""

    names = forms.BooleanField(label=_("Names of the workers"), required=False)
    safety = forms.BooleanField(
        label=_("Her safety plan"), required=False,
        help_text=_("Only if she asks for it and has a safe place to keep the sheet."),
    )  # fmt: skip


class EvidenceForm(forms.Form):
    """What shows that an activity was done."""

    words = text_field(_("Evidence"), rows=3, limit=1000, required=False)
    attachment = forms.TypedChoiceField(
        label=_("Document of her file"), required=False, choices=(), coerce=UUID, empty_value=None
    )

    def __init__(
        self, *args: Any, documents: list[tuple[str, str]] | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        choice = self.fields["attachment"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [("", _("None")), *(documents or [])]


class PaperForm(forms.Form):
    """A plan made on paper: its scan and its date. Its key points are entered next."""

    signed_on = day_field(_("Date on the paper"), validators=[past])
    file = DocumentField(label=_("Scan or picture of the plan"))


SAFETY_WORDS = {
    "signals": (_("Signs that danger is near"), _("What she has noticed before.")),
    "safe_places": (_("Safe places"), _("Where she can go at any hour; places to avoid at home.")),
    "way_out": (_("How she gets out"), _("Doors, keys, transport, money.")),
    "people": (_("People she trusts"), _("Who, and what each can do.")),
    "documents": (_("Bag and documents"), _("What is in it and who keeps it.")),
    "code_word": (_("Code word"), _("A word that asks for help without saying it.")),
    "children": (_("Children and persons in her care"), _("What they know and what they do.")),
    "online": (_("Telephone and accounts"), _("Passwords, location, shared accounts.")),
    "after": (_("Afterwards"), _("Whom she calls next, what the centre does.")),
}  # fmt: skip


class SafetyForm(forms.Form):
    """Her safety plan, part by part; none is obligatory."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for part in PARTS:
            label, hint = SAFETY_WORDS[part]
            self.fields[part] = text_field(label, required=False, help_text=hint, limit=1000)

    def clean(self) -> dict[str, Any]:
        """Refuse an empty plan."""
        data = super().clean() or {}
        if not any(data.values()):
            raise forms.ValidationError(_("Write at least one part before saving."))
        return data
