"""Forms of the acts on a request: each asks for the least that the act needs."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.attachments.forms import DocumentField
from casework.documents.uploads import CleanFile
from casework.territory.models import Institution

from . import letters, port, rules
from .choices import Delivery, IdentityLevel, Outcome, Paper
from .forms import long_text, moment
from .ground_models import LegalGround
from .models import RightsRequest

CHECKED = [
    (IdentityLevel.PRESENT, _("We know her: she came or called from her safe number")),
    (IdentityLevel.DOCUMENT, _("I saw the document")),
]


class ActForm(forms.Form):
    """A form of an act; it knows the request it is about."""

    def __init__(self, *args: Any, asked: RightsRequest, **options: Any) -> None:
        super().__init__(*args, **options)
        self.asked = asked


class TakeForm(ActForm):
    """Nothing to say: a person takes it on."""


class IdentifyForm(ActForm):
    """How it was made sure who asks."""

    level = forms.ChoiceField(label=_("How you made sure"), choices=CHECKED)
    how = long_text(_("What you saw or heard"))
    alone = forms.BooleanField(label=_("I spoke with her alone, in a safe place"), required=False)


class ConfirmForm(ActForm):
    """How she confirmed it."""

    how = long_text(
        _("How you made sure with her"),
        hint=_("By her safe channel or in person, never by what the request says."),
    )


class PowerForm(ActForm):
    """Somebody looked at the papers."""

    what = long_text(
        _("What the paper says and for what it serves"),
        hint=_("Who signs it, before whom, and whether it covers this request."),
    )


class TellingForm(ActForm):
    """How she is told, for acts that include telling her."""

    delivery = forms.ChoiceField(label=_("How she was told"), choices=Delivery.choices)
    address = forms.CharField(label=_("Where"), max_length=200, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["delivery"].initial = self.asked.delivery
        self.order_fields([name for name in self.fields if name not in ("delivery", "address")])


class AskForm(TellingForm):
    """What is missing, asked for kindly and once."""

    words = long_text(_("What you ask her for"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        lacks = [str(rules.missing_words(code)) for code in self.asked.lacks]
        self.fields["words"].initial = "\n".join(lacks)


class CompleteForm(ActForm):
    """What she brought, or that the work goes on with what there is."""

    wording = long_text(_("What she adds"), required=False)
    kind = forms.ChoiceField(label=_("What the paper is"), choices=Paper.choices, required=False)
    file = DocumentField(label=_("Paper"), required=False)

    def papers(self) -> list[tuple[str, CleanFile]]:
        """The paper, if there is one."""
        found = self.cleaned_data.get("file")
        return [(self.cleaned_data["kind"] or Paper.SUPPORT, found)] if found else []


class ExtendForm(TellingForm):
    """More time, once."""

    reason = long_text(_("Why more time is needed"), hint=_("She will read it."))


class PrepareForm(ActForm):
    """The answer."""

    outcome = forms.ChoiceField(label=_("What is answered"), choices=Outcome.choices)
    ground = forms.ModelChoiceField(
        label=_("Legal ground"), queryset=LegalGround.objects.none(), required=False,
        empty_label=_("None: everything is granted"),
    )  # fmt: skip
    wording = long_text(
        _("The answer, in plain words"),
        hint=_("Without names of others and without places. It is sealed as it stands."),
        rows=10,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        today = timezone.localdate()
        grounds = LegalGround.objects.valid_on(today).filter(rights__contains=[self.asked.right])
        self.fields["ground"].queryset = grounds.filter(  # type: ignore[attr-defined]
            regime__in=["", self.asked.regime]
        )
        outcome = self.initial.get("outcome") or self.asked.outcome or Outcome.GRANTED
        self.fields["outcome"].initial = outcome
        self.fields["ground"].initial = self.asked.ground_id
        written = str(self.asked.answer or "")
        self.fields["wording"].initial = written or letters.opening_words(
            self.asked, str(outcome), today
        )


class SendBackForm(ActForm):
    """What should be different."""

    reason = long_text(_("What should be different"))


class DecideForm(ActForm):
    """Decide as prepared; say what was done where nothing does it by itself."""

    by_hand = long_text(_("What was done"), hint=_("She will read it. Without names of others."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        alone = self.asked.outcome == Outcome.REFUSED
        if alone or port.fulfiller_for(self.asked) is not None:
            del self.fields["by_hand"]


class SentForm(ActForm):
    """How it left, and what proves it."""

    delivery = forms.ChoiceField(label=_("How it left"), choices=Delivery.choices)
    address = forms.CharField(label=_("Where to"), max_length=200, required=False)
    sent_at = moment(_("When it left"))
    received_at = moment(_("When she received it"), required=False)
    note = long_text(
        _("What proves it"), required=False,
        hint=_("Signature on the copy, number of the letter, her answer."),
    )  # fmt: skip
    file = DocumentField(label=_("Proof"), required=False)
    to_herself = forms.BooleanField(
        label=_("I made sure that it reaches her, or whoever may receive it for her"),
        required=False,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["delivery"].initial = self.asked.delivery
        self.fields["address"].initial = str(self.asked.answer_address or "")
        self.fields["sent_at"].initial = timezone.localtime()


class WithdrawForm(ActForm):
    """Taken back: no reason is needed."""

    reason = long_text(_("What she said"), required=False, hint=_("She need not say why."))


class TransferForm(ActForm):
    """To whom it belongs to."""

    to = forms.ModelChoiceField(
        label=_("Institution it belongs to"), queryset=Institution.objects.order_by("name")
    )
    reason = long_text(_("Why it belongs there"))


class ClaimForm(ActForm):
    """What the Agency notified."""

    notified_at = moment(_("When the Agency notified it"))
    words = long_text(_("What the notice says"), required=False)
