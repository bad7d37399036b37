"""Forms of the waiting list. They only validate."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.cases.act_models import ContactTry
from casework.survivors.choices import Channel

from .models import Factor, Why

ANSWERS = (("yes", _("She accepts")), ("no", _("She prefers to wait here")))


def _note(label: Any, *, required: bool = False) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, required=required, max_length=1000, widget=area)


class ReviewForm(forms.Form):
    """Somebody looked at her place: what holds now."""

    why = forms.ChoiceField(label=_("Why she waits"), choices=Why.choices)
    factors = forms.MultipleChoiceField(
        label=_("What makes waiting harder for her"), choices=Factor.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    words = _note(_("Note of the review"))


class TryForm(forms.Form):
    """A try to reach her, by the rules of her safe contact."""

    channel = forms.ChoiceField(label=_("Channel"))
    result = forms.ChoiceField(label=_("What came of it"), choices=ContactTry.Result.choices)
    note = _note(_("Note"))
    confirmed = forms.BooleanField(
        label=_("I did it outside what she agreed to, knowing it"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = self.fields["channel"]
        assert isinstance(offered, forms.ChoiceField)
        offered.choices = [one for one in Channel.choices if one[0] != Channel.NOBODY]


class OfferForm(forms.Form):
    """A place elsewhere."""

    place = forms.CharField(label=_("Where"), max_length=160)
    words = _note(_("What was agreed"))


class AnswerForm(forms.Form):
    """Her answer to the offer."""

    answer = forms.ChoiceField(label=_("Her answer"), choices=ANSWERS, widget=forms.RadioSelect)
    words = _note(_("In her words"))


class ReasonForm(forms.Form):
    """A reason others can read."""

    because = _note(_("Why"), required=True)
