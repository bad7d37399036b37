"""What she fills in to say that a datum is not right, or to leave her words beside it all."""

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.discrepancies.choices import Whole


class WrongForm(forms.Form):
    """What it should say, in her words. No paper may be asked of her."""

    use_required_attribute = False

    version = forms.CharField(
        label=_("What should it say?"), max_length=1000,
        help_text=_("A few words are enough. You need no papers."),
        error_messages={"required": _("Tell us what it should say, in a few words.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class OwnWordsForm(forms.Form):
    """What she wants to be read beside what others write of her."""

    use_required_attribute = False

    about = forms.ChoiceField(
        label=_("What are they about?"), choices=Whole.choices, initial=Whole.ALL,
        error_messages={"required": _("Choose one. “All of it” is fine too.")},
    )  # fmt: skip
    words = forms.CharField(
        label=_("Your words"), max_length=1000,
        help_text=_("Write it as you would say it."),
        error_messages={"required": _("Write your words, even if they are few.")},
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
