"""Forms that take a document. The file is checked and made harmless before anything is kept."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from casework.documents.uploads import REASONS, CleanFile, UploadRefused, accept

from .models import Attachment

# Kinds a worker brings in; the others are made here.
BROUGHT = (Attachment.Kind.OTHER, Attachment.Kind.PAPER_SCAN, Attachment.Kind.POWER)
ACCEPTED = "application/pdf,image/jpeg,image/png,image/webp"


class DocumentField(forms.FileField):
    """A file from outside. Its clean value is a `CleanFile` (safety.md 2.2, AB19)."""

    def __init__(self, **options: Any) -> None:
        words = {
            "required": _("Choose a file or take a picture."),
            "empty": REASONS["empty"],
            "missing": _("The file did not arrive whole. Choose it again."),
            "invalid": _("The file did not arrive whole. Choose it again."),
        }
        widget = forms.FileInput(attrs={"accept": ACCEPTED})
        super().__init__(error_messages=words, widget=widget, **options)

    def clean(self, data: Any, initial: Any = None) -> CleanFile | None:
        """Give the harmless file, or None. Raises ValidationError with words for the person."""
        sent = super().clean(data, initial)
        if not sent:
            return None
        try:
            return accept(sent)
        except UploadRefused as refused:
            raise forms.ValidationError(refused.words, code=refused.reason) from None


class DocumentForm(forms.Form):
    """A document for her file."""

    kind = forms.ChoiceField(
        label=_("What it is"), choices=[(kind.value, kind.label) for kind in BROUGHT]
    )
    file = DocumentField(label=_("Document"))


def megabytes() -> int:
    """Give the size limit to show beside a file field."""
    return settings.UPLOAD_MAX_BYTES // (1024 * 1024)
