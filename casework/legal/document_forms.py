"""The form that ties a document to a legal record."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from casework.attachments.forms import DocumentField
from casework.attachments.models import Attachment


class DocumentChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # type: ignore[type-arg]
    """A document of her file, told by what it is and its day: its name is sealed."""

    def label_from_instance(self, obj: Any) -> str:
        """Give its words."""
        day = date_format(timezone.localtime(obj.filed_at), "SHORT_DATE_FORMAT")
        return f"{obj.get_kind_display()}, {day}"


class TieForm(forms.Form):
    """One of her documents, or a new one."""

    document = DocumentChoice(
        label=_("A document of her file"), queryset=Attachment.objects.none(), required=False
    )
    file = DocumentField(label=_("Or bring a new one"), required=False)

    def __init__(self, *args: Any, documents: QuerySet[Attachment], **options: Any) -> None:
        super().__init__(*args, **options)
        chosen = self.fields["document"]
        assert isinstance(chosen, forms.ModelChoiceField)
        chosen.queryset = documents

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("document") and not cleaned.get("file"):
            self.add_error("document", _("Choose a document or bring a new one."))
        return cleaned
