"""Forms of carrying a request out: each asks for the least that its act needs."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.territory.validity import chilean_day

from ..rights.forms import long_text, moment
from ..rights.models import RightsRequest
from . import limits, rectifying, second_look
from .choices import Excuse, Look


class CorrectionForm(forms.Form):
    """A value to be put right."""

    field = forms.ChoiceField(label=_("What is to be put right"))
    text = forms.CharField(
        label=_("What it should say"), max_length=400, required=False,
        help_text=_("Several answers: with commas between them."),
    )  # fmt: skip

    def __init__(self, *args: Any, at: datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["field"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = rectifying.choices(at)


class NoticeForm(forms.Form):
    """A recipient was told, or why not."""

    told_at = moment(_("When it was told"), required=False, hint=_("Empty: it is not told."))
    excuse = forms.ChoiceField(
        label=_("Why it is not told"), required=False,
        choices=[("", _("It was told")), *Excuse.choices],
    )  # fmt: skip
    how = long_text(_("How it was told, or why it cannot be"))


class ActForm(forms.Form):
    """The act that orders an erasure."""

    act = forms.CharField(
        label=_("Act that orders it"), max_length=60, help_text=_("Kind, number and date.")
    )


class EndForm(forms.Form):
    """She allows again what she had stopped, and how she said so."""

    limit = forms.ChoiceField(label=_("What she allows again"))
    how = long_text(
        _("How and when she said it"), rows=2,
        hint=_("Alone with her, or by her safe way. It stays with the request."),
    )  # fmt: skip

    def __init__(self, *args: Any, asked: RightsRequest, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["limit"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(one.pk), words) for one, words in limits.in_words(asked)]


class LookForm(forms.Form):
    """What another human decides."""

    result = forms.ChoiceField(label=_("Which result"))
    outcome = forms.ChoiceField(label=_("What you decide"), choices=Look.choices)
    explanation = long_text(
        _("Why, in words she understands"), hint=_("What counted, and how it is decided.")
    )

    def __init__(self, *args: Any, asked: RightsRequest, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["result"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (str(one.pk), f"{chilean_day(one.assessed_at):%d-%m-%Y} · {one.get_level_display()}")
            for one in second_look.results(asked)
        ]
