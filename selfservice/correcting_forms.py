"""What she fills in to say that a datum is not right: one question."""

from django import forms
from django.utils.translation import gettext_lazy as _


class WrongForm(forms.Form):
    """What it should say, in her words. No paper may be asked of her."""

    use_required_attribute = False

    version = forms.CharField(
        label=_("What should it say?"), max_length=1000,
        help_text=_("A few words are enough. You need no papers."),
        error_messages={"required": _("Tell us what it should say, in a few words.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
