"""Forms of discrepancies: what she says, what its source says, how it ends."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.attachments.forms import DocumentField
from casework.survivors.forms import IdentityForm
from casework.survivors.models import Survivor
from casework.survivors.registry import catalogue
from casework.survivors.registry.forms import SourceFields
from casework.survivors.registry.models import Source
from casework.territory.listed import ListedChoice
from casework.territory.models import Institution

from ..rights import letters
from ..rights.choices import Channel, Delivery, IdentityLevel, Paper
from ..rights.forms import BY_HAND, SHOWN, long_text
from ..rights.ground_models import LegalGround
from ..rights.models import RightsRequest
from . import data
from .actions import Proposal, Said
from .choices import OUTCOMES, End
from .models import DiscrepancyCause
from .opinions import Words


class TellForm(forms.Form):
    """What she says of one datum. Nothing that supports it may be demanded (law R)."""

    version = long_text(_("What it should say, in her words"), rows=3)
    channel = forms.ChoiceField(label=_("How she told it"), choices=BY_HAND, initial=Channel.PHONE)
    identity = forms.ChoiceField(
        label=_("Who she is"), choices=SHOWN, initial=IdentityLevel.PRESENT
    )
    delivery = forms.ChoiceField(
        label=_("How she wants the answer"), choices=Delivery.choices, initial=Delivery.IN_PERSON
    )
    answer_address = forms.CharField(
        label=_("Where to answer"), max_length=200, required=False,
        help_text=_("Only for a letter or an e-mail. Ask first whether it is safe."),
    )  # fmt: skip
    paper = DocumentField(
        label=_("What supports it"), required=False, help_text=_("Only if she has something.")
    )

    def clean(self) -> dict[str, Any]:
        """A letter or an e-mail needs an address."""
        found = super().clean() or {}
        by_post = found.get("delivery") in (Delivery.EMAIL, Delivery.POST)
        if by_post and not found.get("answer_address"):
            self.add_error("answer_address", _("Write where to send the answer."))
        return found

    def said(self) -> Said:
        """Give it, once valid."""
        found = dict(self.cleaned_data)
        paper = found.pop("paper", None)
        return Said(**found, files=((Paper.SUPPORT, paper),) if paper else ())


class PassForm(forms.Form):
    """Which institution was asked, and how."""

    to = ListedChoice(label=_("Which institution"), queryset=Institution.objects.none())
    how = long_text(
        _("How you send it"), rows=3,
        hint=_("To which office, by which reserved way. Never why she comes here."),
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Institution.objects.valid_on(timezone.localdate()).order_by("name")


class BackForm(forms.Form):
    """What the institution answered."""

    says = long_text(_("What they answered"), rows=3)


class SayForm(forms.Form):
    """What she says of a conclusion, in her words."""

    words = long_text(_("Her words on this"), rows=5, hint=_("In her words, as she said it."))
    channel = forms.ChoiceField(label=_("How she told it"), choices=BY_HAND)
    request = forms.ChoiceField(label=_("In which request of hers"), required=False)

    def __init__(self, *args: Any, requests: list[RightsRequest], **options: Any) -> None:
        self.requests = {str(one.pk): one for one in requests}
        super().__init__(*args, **options)
        field = self.fields["request"]
        assert isinstance(field, forms.ChoiceField)
        listed = [(pk, f"{one.number} · {one.get_right_display()}") for pk, one in
                  self.requests.items()]  # fmt: skip
        field.choices = [("", _("In none")), *listed]
        if not requests:
            del self.fields["request"]

    def said(self) -> Words:
        """Give it, once valid."""
        found = self.cleaned_data
        return Words(
            found["words"], found["channel"], self.requests.get(found.get("request") or "")
        )


class CloseForm(forms.Form):
    """Nothing to say: she took it back."""


class ProposeForm(SourceFields, IdentityForm):
    """How it ends: the right value in the fields of the datum itself, the cause, the answer."""

    end = forms.ChoiceField(label=_("How it ends"), choices=End.choices, widget=forms.RadioSelect)
    cause = forms.ModelChoiceField(
        label=_("Why it was wrong"), queryset=DiscrepancyCause.objects.none(),
        help_text=_("For the figures of the data unit: it is not in her letter."),
    )  # fmt: skip
    ground = forms.ModelChoiceField(
        label=_("Legal ground"), queryset=LegalGround.objects.none(), required=False,
        empty_label=_("None: it is put right"),
    )  # fmt: skip
    wording = long_text(
        _("The answer, in plain words"), rows=8,
        hint=_("Without names of others and without places. It is sealed as it stands."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, her: Survivor, code: str, asked: RightsRequest, **options: Any
    ) -> None:
        self.code, self.asked = code, asked
        known = {**IdentityForm.initial_of(her), "source": Source.HERSELF}
        given = options.pop("initial", None) or {}
        super().__init__(*args, initial={**known, **given}, **options)
        kept = set(data.COLUMNS.get(code, ()))
        for name in set(IdentityForm.base_fields) - kept:
            del self.fields[name]
        if code not in data.COLUMNS:
            self.fields["codes"] = _answers(code, timezone.localdate())
        self._choices(timezone.localdate())

    def _choices(self, today: date) -> None:
        cause, ground = self.fields["cause"], self.fields["ground"]
        assert isinstance(cause, forms.ModelChoiceField)
        assert isinstance(ground, forms.ModelChoiceField)
        cause.queryset = DiscrepancyCause.objects.valid_on(today)
        grounds = LegalGround.objects.valid_on(today).filter(rights__contains=[self.asked.right])
        ground.queryset = grounds.filter(regime__in=["", self.asked.regime])
        end = End(self.initial["end"]) if self.initial.get("end") in End.values else End.CORRECTED
        self.initial.setdefault("wording", letters.opening_words(self.asked, OUTCOMES[end], today))

    def clean(self) -> dict[str, Any]:
        """A value that is put right is written; what is not, needs its ground (law DP-06)."""
        found = super().clean()
        end = found.get("end")
        if end in (End.PARTLY, End.KEPT) and not found.get("ground"):
            self.add_error("ground", _("Choose the legal ground: without one nothing is refused."))
        if (
            end in (End.CORRECTED, End.PARTLY)
            and not self.errors
            and not any(self.value().values())
        ):
            self.add_error(self.value_names[0], _("Write what it should say."))
        return found

    @property
    def value_names(self) -> list[str]:
        """The names of the fields that hold the right value."""
        return list(data.COLUMNS.get(self.code, ("codes",)))

    def values(self) -> list[Any]:
        """Give those fields, for the page."""
        return [self[name] for name in self.value_names]

    def value(self) -> data.Value:
        """Give the right value as it is sealed until a second person decides."""
        found: data.Value = {}
        for name in self.value_names:
            given = self.cleaned_data.get(name)
            if name == "codes":
                found[name] = [given] if isinstance(given, str) and given else list(given or [])
            elif isinstance(given, date):
                found[name] = given.isoformat()
            else:
                found[name] = str(getattr(given, "pk", given) or "")
        if found.get("document_type") == "none":
            found.pop("document_type")
        return found

    def proposal(self) -> Proposal:
        """Give it, once valid."""
        found = self.cleaned_data
        granted = found["end"] == End.CORRECTED
        return Proposal(
            end=found["end"], cause=found["cause"], wording=found["wording"], value=self.value(),
            told=self.told(), ground=None if granted else found["ground"],
        )  # fmt: skip


def _answers(code: str, day: date) -> forms.Field:
    """Give the field of an answer of the characterisation."""
    asked = catalogue.in_force(day)[code]
    listed = [*asked.options, *catalogue.ALWAYS.items()]
    label = _("What it should say")
    if asked.many:
        return forms.MultipleChoiceField(
            label=label, choices=listed, required=False, widget=forms.CheckboxSelectMultiple
        )
    return forms.ChoiceField(label=label, choices=[("", _("Choose")), *listed], required=False)
