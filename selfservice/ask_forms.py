"""What anybody fills in to ask for something about her data: the same form for everybody."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.rights.choices import Asked, Delivery

# In this order: what is asked for most, first.
RIGHTS = (
    (Asked.ACCESS, _("To know what data there is about me")),
    (Asked.RECTIFICATION, _("To put a datum of mine right")),
    (Asked.OPPOSITION, _("To say no to a use of my data")),
    (Asked.BLOCKING, _("To keep my data apart for now")),
    (Asked.SUPPRESSION, _("To erase data about me")),
    (Asked.PORTABILITY, _("To take my data with me")),
    (Asked.IMPUGNATION, _("That a person looks again at a score")),
)
ANSWERS = (
    (Delivery.IN_PERSON, _("At a centre, in my hand (the safest way)")),
    (Delivery.EMAIL, _("By e-mail")),
    (Delivery.POST, _("By letter")),
)
OWN_ANSWERS = (
    (Delivery.IN_PERSON, _("At my centre, in my hand")),
    (Delivery.SAFE_CHANNEL, _("By the way we agreed to reach me")),
    (Delivery.OWN_SPACE, _("Here, in my space")),
)
WRITTEN_TO = frozenset({Delivery.EMAIL, Delivery.POST})


class AskForm(forms.Form):
    """Which right, in her words, and how to answer. Nothing here depends on who asks."""

    use_required_attribute = False
    answers: Any = ANSWERS

    right = forms.ChoiceField(
        label=_("What do you want?"), choices=RIGHTS, widget=forms.RadioSelect,
        help_text=_("While your data are kept apart, your team cannot read them."),
        error_messages={"required": _("Choose what you want."),
                        "invalid_choice": _("Choose what you want.")},
    )  # fmt: skip
    wording = forms.CharField(
        label=_("Tell us in your words"), required=False, max_length=2000,
        help_text=_("A few words are enough. To know your data you need not write anything."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    delivery = forms.ChoiceField(
        label=_("How do you want the answer?"), widget=forms.RadioSelect,
        error_messages={"required": _("Choose how you want the answer."),
                        "invalid_choice": _("Choose how you want the answer.")},
    )  # fmt: skip
    answer_address = forms.CharField(
        label=_("E-mail or address for the answer"), required=False, max_length=200,
        help_text=_("Only if you want it by e-mail or by letter. Can only you open it?"),
    )  # fmt: skip
    insists = forms.BooleanField(
        label=_("I asked for this before and I ask for it again"), required=False
    )

    def __init__(self, *values: Any, **named: Any) -> None:
        super().__init__(*values, **named)
        self.fields["delivery"].choices = self.answers  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A letter or an e-mail needs somewhere to go; what is to be put right, its words."""
        data = super().clean() or {}
        if data.get("delivery") in WRITTEN_TO and not data.get("answer_address"):
            self.add_error("answer_address", _("Write where the answer should go."))
        needs_words = data.get("right") in (Asked.RECTIFICATION, Asked.IMPUGNATION)
        if needs_words and not data.get("wording"):
            self.add_error("wording", _("Tell us what is wrong, in a few words."))
        return data


class OwnAskForm(AskForm):
    """The same, from her own space: the answer may come here."""

    answers = OWN_ANSWERS
    answer_address = None  # type: ignore[assignment]
