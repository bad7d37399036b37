"""The public page's two forms: a code typed, or a file chosen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .hashing import MAX_BYTES
from .uploads import REASONS


class CodeForm(forms.Form):
    """A printed code. Whatever was typed is asked for: a wrong shape is simply not valid."""

    code = forms.CharField(
        label=_("Code of the document"),
        max_length=80,
        help_text=_("Seven groups of four letters and numbers, beside the square of dots."),
        error_messages={"required": _("Write the code.")},
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "spellcheck": "false"}),
    )


class FileForm(forms.Form):
    """A PDF as it was received."""

    file = forms.FileField(
        label=_("The PDF as you received it"),
        allow_empty_file=True,
        error_messages={"required": _("Choose the PDF.")},
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf"}),
    )

    def clean_file(self) -> Any:
        """Refuse what is larger than any document of ours: it was not hashed whole."""
        sent = self.cleaned_data["file"]
        if sent.size > MAX_BYTES:
            raise forms.ValidationError(REASONS["size"])
        return sent
