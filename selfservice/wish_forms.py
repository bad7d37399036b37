"""Forms of what she asks her team, in her voice, and of how a worker ends it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.survivors.choices import Channel
from casework.survivors.forms import ContactForm
from casework.survivors.weekdays import NAMES

from .choices import Group, WishKind
from .models import Wish

OWN_WAYS = (
    (Channel.CALL, _("Call me")),
    (Channel.WHATSAPP, _("Write to me by WhatsApp")),
    (Channel.SMS, _("Send me a text message")),
    (Channel.EMAIL, _("Write me an e-mail")),
    (Channel.IN_PERSON, _("Wait until I go to the centre")),
    (Channel.NOBODY, _("Do not contact me")),
)


class QuestionForm(forms.Form):
    """A question to her team, in her words."""

    use_required_attribute = False

    words = forms.CharField(
        label=_("What do you want to ask?"), max_length=1500,
        error_messages={"required": _("Write your question. A few words are enough.")},
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip


class OwnContactForm(ContactForm):
    """Another way to reach her, asked by herself."""

    use_required_attribute = False

    channel = forms.ChoiceField(
        label=_("How do you want us to reach you?"), choices=OWN_WAYS, widget=forms.RadioSelect,
        error_messages={"required": _("Choose one way.")},
    )  # fmt: skip
    value = forms.CharField(
        label=_("Your number or e-mail"), max_length=120, required=False,
        help_text=_("Only one that nobody else answers or reads."),
    )  # fmt: skip
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Days"), coerce=int, choices=list(NAMES.items()), required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("No day marked: any day is fine."),
    )  # fmt: skip
    note = words_to_say = words_to_avoid = voicemail = None  # type: ignore[assignment]

    def clean(self) -> dict[str, Any]:
        """Check as for a worker, and say it to her."""
        data = super().clean()
        if self.errors.pop("value", None):
            self.add_error("value", _("Write your whole number or e-mail, with no mistakes."))
        return data

    def wanted(self) -> dict[str, Any]:
        """Give what she asked for, as it is kept sealed."""
        data = self.cleaned_data
        hours = {
            name: data[name].isoformat("minutes")
            for name in ("from_hour", "to_hour")
            if data.get(name)
        }
        return {
            "channel": data["channel"], "value": data.get("value", ""),
            "weekdays": data.get("weekdays", []), **hours,
        }  # fmt: skip


class AgreementForm(forms.Form):
    """Which parts her space shows, chosen with her."""

    groups = forms.MultipleChoiceField(
        label=_("What her space shows"), choices=Group.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose it with her, alone. Nothing else can be shown there."),
    )  # fmt: skip


class SettleForm(forms.Form):
    """How a worker ends what she asked."""

    done = forms.TypedChoiceField(
        label=_("What happens"), widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
        choices=(("yes", _("She confirmed it: do it")), ("no", _("Leave it as it was"))),
        error_messages={"required": _("Choose what happens.")},
    )  # fmt: skip
    how = forms.CharField(
        label=_("How you made sure that she wants it"), max_length=300, required=False,
        help_text=_("By the way agreed BEFORE, or in person, and alone. Never by the new one."),
    )  # fmt: skip
    answer = forms.CharField(
        label=_("What she will read in her space"), max_length=1500, required=False,
        help_text=_("Short and plain. No names, places or dates of visits."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip

    @classmethod
    def of(cls, wish: Wish) -> "type[SettleForm]":
        """Give the form that a kind of wish needs."""
        return AnswerForm if wish.kind == WishKind.QUESTION else cls


class AnswerForm(SettleForm):
    """The answer to a question."""

    done = how = None  # type: ignore[assignment]
