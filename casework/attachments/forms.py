"""Forms that take a document. The file is checked and made harmless before anything is kept."""

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from casework.documents.models import AccessLevel
from casework.documents.uploads import REASONS, CleanFile, UploadRefused, accept

from .models import Attachment

# Kinds a worker brings in; the others are made here.
BROUGHT = (
    Attachment.Kind.OTHER, Attachment.Kind.REPORT, Attachment.Kind.HEALTH, Attachment.Kind.COURT,
    Attachment.Kind.COMPLAINT, Attachment.Kind.IDENTITY, Attachment.Kind.PICTURE,
    Attachment.Kind.PAPER_SCAN, Attachment.Kind.POWER, Attachment.Kind.PLAN,
)  # fmt: skip
KINDS = [(kind.value, kind.label) for kind in BROUGHT]
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


class SeveralFiles(forms.FileInput):
    """A file input that takes several."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Give every file sent under the name."""
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class AboutForm(forms.Form):
    """What is said of a document."""

    kind = forms.ChoiceField(label=_("What it is"), choices=KINDS)
    title = forms.CharField(
        label=_("Title"), max_length=120, required=False,
        help_text=_("A few words to find it again. It is kept sealed."),
    )  # fmt: skip
    document_date = forms.DateField(
        label=_("Date of the document"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    prosecution = forms.BooleanField(
        label=_("It belongs to a criminal investigation"), required=False,
        help_text=_("If so, only this centre sees it: no grant opens it and it leaves no line."),
    )  # fmt: skip

    def clean_document_date(self) -> Any:
        """Refuse a day to come."""
        day = self.cleaned_data["document_date"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet. Write the paper's date."))
        return day


class DocumentForm(AboutForm):
    """Documents for her file: one or several, each with its own outcome."""

    file = forms.FileField(
        label=_("Documents"), required=False,
        widget=SeveralFiles(attrs={"accept": ACCEPTED, "multiple": True}),
    )  # fmt: skip
    photo = forms.FileField(
        label=_("Take a picture now"), required=False,
        widget=SeveralFiles(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )  # fmt: skip
    belongs = forms.ChoiceField(label=_("Belongs to"), required=False, choices=())

    def __init__(
        self, *args: Any, targets: list[tuple[str, str]] | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["title"].help_text = _(
            "A few words to find it again, the same for all you send now. It is kept sealed."
        )
        choice = self.fields["belongs"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [("", pgettext_lazy("nothing chosen", "Her file in general")),
                          *(targets or [])]  # fmt: skip
        self.order_fields(["file", "photo", "kind", "title", "document_date", "belongs"])

    def _clean_fields(self) -> None:
        """Leave the files to the view: a bad one must not stop the good ones."""
        names = ("file", "photo")
        taken = {name: self.fields.pop(name) for name in names}
        super()._clean_fields()  # type: ignore[misc]
        self.fields.update(taken)
        self.order_fields(["file", "photo", "kind", "title", "document_date", "belongs"])

    @property
    def sent(self) -> list[Any]:
        """The files that came, from both inputs."""
        lists = [self.files.getlist(name) for name in ("file", "photo")] if self.files else []
        return [one for found in lists for one in found]

    @property
    def target(self) -> tuple[str, UUID] | None:
        """What the documents belong to."""
        kind, _sep, pk = str(self.cleaned_data.get("belongs") or "").partition(":")
        return (kind, UUID(pk)) if pk else None


class VersionForm(forms.Form):
    """A newer version of a document."""

    file = DocumentField(label=_("Newer version"))
    document_date = AboutForm.base_fields["document_date"]


class DescribeForm(AboutForm):
    """What is said of a document that is filed; its level when the head of centre asks."""

    access_level = forms.ChoiceField(
        label=_("Access level"), choices=AccessLevel.choices, required=False,
        help_text=_("Secret: only this centre, no exceptional access."),
    )  # fmt: skip
    sensitive = forms.BooleanField(label=_("It holds sensitive data"), required=False)

    def __init__(self, *args: Any, head: bool = False, kind: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        if not head:
            del self.fields["access_level"], self.fields["sensitive"]
        made_here = [one for one in Attachment.Kind if one not in BROUGHT and one.value == kind]
        if made_here:  # what was made here keeps its kind
            field = self.fields["kind"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(one.value, one.label) for one in made_here]


class HoldForm(forms.Form):
    """Why a document may not be taken away by anybody."""

    reason = forms.CharField(
        label=_("Why it is held"), min_length=10, max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example the court or office that asked, with its number."),
        error_messages={"min_length": _("Say a little more: which office asked, and its number.")},
    )  # fmt: skip
    until = forms.DateField(
        label=_("Look at it again on"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("It stays held after that day, until somebody lifts it."),
    )  # fmt: skip

    def clean_until(self) -> Any:
        """Refuse a day that is over."""
        day = self.cleaned_data["until"]
        if day and day <= timezone.localdate():
            raise forms.ValidationError(_("Choose a day to come."))
        return day


def megabytes() -> int:
    """Give the size limit to show beside a file field."""
    return settings.UPLOAD_MAX_BYTES // (1024 * 1024)
