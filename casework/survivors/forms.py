"""Forms of her record. They only validate; every field but one may stay empty."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.access.forms import RunField
from casework.identity.documents import DocumentType, IdentityDocument, InvalidDocument
from casework.identity.phones import InvalidPhone, Phone
from casework.territory.listed import ListedChoice
from casework.territory.models import Comuna

from .actions import Contact, Identity
from .choices import Channel, EntryRoute, Mode
from .countries import COUNTRIES
from .models import Survivor
from .rules import is_too_short
from .weekdays import NAMES

PHONE_CHANNELS = {Channel.CALL, Channel.SMS, Channel.WHATSAPP}
SEARCH_PURPOSES = (
    ("attention", _("She is here or calling, to be attended")),
    ("referral", _("Another institution refers her")),
    ("court", _("A court or prosecutor asks")),
)


class DocumentFields(forms.Form):
    """RUN or another document. Gives `run` and `document`."""

    run = RunField(label=_("RUN"), required=False)
    document_type = forms.ChoiceField(
        label=_("Another document"),
        choices=[(value, label) for value, label in DocumentType.choices if value != "run"],
        initial=DocumentType.NONE,
        required=False,
    )
    document_value = forms.CharField(
        label=_("Number of the document"), max_length=40, required=False
    )
    document_country = forms.ChoiceField(
        label=_("Country that issued it"), choices=COUNTRIES, required=False
    )

    def document(self) -> IdentityDocument | None:
        """Give the document other than a RUN, if one was written."""
        chosen = self.cleaned_data.get("document_type") or DocumentType.NONE
        if chosen == DocumentType.NONE:
            return None
        return IdentityDocument(
            DocumentType(chosen),
            self.cleaned_data.get("document_value", ""),
            self.cleaned_data.get("document_country", ""),
        )

    def clean(self) -> dict[str, Any]:
        """Check the document as a whole."""
        cleaned = super().clean() or {}
        try:
            self.document()
        except InvalidDocument as problem:
            self.add_error(f"document_{problem.reason}", problem.words)
        return cleaned


class SearchForm(DocumentFields):
    """One place to look for her: by name in one's own centres, by document in the country.

    The national search is exact and needs a purpose; a name never leaves one's own scope
    (design 4.2).
    """

    name = forms.CharField(
        label=_("Name and surname"),
        max_length=120,
        required=False,
        help_text=_("In any order. Only in your centres."),
    )
    purpose = forms.ChoiceField(
        label=_("What for"),
        choices=SEARCH_PURPOSES,
        widget=forms.RadioSelect,
        required=False,
        help_text=_("Only for a document. It is written in the log, and she can read it."),
    )
    run = RunField(label=_("RUN"), required=False, help_text=_("Exact, in the whole country."))
    field_order = ("name", "run", "document_type", "document_value", "document_country", "purpose")

    def clean(self) -> dict[str, Any]:
        """Ask for something to look for, and for the purpose of a national search."""
        cleaned = super().clean()
        if self.errors:
            return cleaned
        if self.asks_country() and not cleaned.get("purpose"):
            self.add_error("purpose", _("Say what for: the search covers the whole country."))
        elif not self.asks_country() and not cleaned.get("name"):
            self.add_error("run", _("Write her RUN, another document or her name."))
        return cleaned

    def asks_country(self) -> bool:
        """Say whether a document was written, to be looked up in the whole country."""
        return bool(self.cleaned_data.get("run") or self.document())

    def words(self) -> dict[str, object]:
        """Give what was typed as a registration starts with: nothing is typed twice."""
        data = self.cleaned_data
        names = ("run", "document_type", "document_value", "document_country")
        return {**{name: data.get(name) or "" for name in names}, **_names(data.get("name", ""))}


def _names(typed: str) -> dict[str, str]:
    """Part a name as it is usually said: one or two given names, then one or two surnames."""
    said = typed.split()
    given = 2 if len(said) >= 4 else 1
    surnames = said[given:]
    return {
        "working_name": said[0] if said else "",
        "given_names": " ".join(said[:given]),
        "first_surname": surnames[0] if surnames else "",
        "second_surname": " ".join(surnames[1:]),
    }


class IdentityForm(DocumentFields):
    """Who she is, as far as she says."""

    working_name = forms.CharField(
        label=_("Name she goes by here"),
        max_length=80,
        help_text=_("The only thing needed to begin. It need not be her legal name."),
    )
    given_names = forms.CharField(label=_("Given names"), max_length=100, required=False)
    first_surname = forms.CharField(label=_("First surname"), max_length=60, required=False)
    second_surname = forms.CharField(label=_("Second surname"), max_length=60, required=False)
    social_name = forms.CharField(
        label=_("Social name"),
        max_length=80,
        required=False,
        help_text=_("If she has one, every screen uses it."),
    )
    birth_date = forms.DateField(
        label=_("Date of birth"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    comuna = ListedChoice(
        label=_("Comuna where she lives"),
        queryset=Comuna.objects.none(),
        required=False,
    )
    entry_route = forms.ChoiceField(
        label=_("How she came"), choices=[("", _("Choose")), *EntryRoute.choices], required=False
    )
    field_order = ("working_name", "run", "document_type", "document_value", "document_country")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["comuna"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Comuna.objects.order_by("name")

    def clean_birth_date(self) -> Any:
        """Refuse a day that has not come."""
        day = self.cleaned_data["birth_date"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet. Check the year."))
        return day

    def identity(self) -> Identity:
        """Give what was written, once valid."""
        data = self.cleaned_data
        return Identity(
            working_name=data["working_name"],
            given_names=data["given_names"],
            first_surname=data["first_surname"],
            second_surname=data["second_surname"],
            social_name=data["social_name"],
            run=data["run"] or None,
            document=self.document(),
            birth_date=data["birth_date"],
            comuna_code=data["comuna"].pk if data["comuna"] else "",
            entry_route=data["entry_route"],
        )

    @staticmethod
    def initial_of(survivor: Survivor) -> dict[str, object]:
        """Give what is known, to fill the form with: nothing is asked twice."""
        names = ("working_name", "given_names", "first_surname", "second_surname", "social_name",
                 "run", "document_value", "document_country", "birth_date",
                 "entry_route")  # fmt: skip
        known: dict[str, object] = {name: getattr(survivor, name) for name in names}
        other = survivor.document_type != DocumentType.RUN
        known["document_type"] = survivor.document_type if other else DocumentType.NONE
        return {**known, "comuna": survivor.comuna_id}


class ContactForm(forms.Form):
    """The safe way to reach her, in her words."""

    channel = forms.ChoiceField(
        label=_("How she wants to be reached"), choices=Channel.choices, widget=forms.RadioSelect
    )
    value = forms.CharField(
        label=_("Number or address"),
        max_length=120,
        required=False,
        help_text=_("Only one that nobody else answers or reads."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Days"),
        coerce=int,
        choices=[(number, name) for number, name in NAMES.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("If you mark none, any day."),
    )
    from_hour = forms.TimeField(
        label=_("From"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )
    to_hour = forms.TimeField(
        label=_("Until"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )
    note = forms.CharField(
        label=_("What else she said of days and hours"),
        max_length=200,
        required=False,
        help_text=_("For example: not while the children sleep"),
    )
    words_to_say = forms.CharField(
        label=_("How to introduce oneself"),
        max_length=200,
        required=False,
        help_text=_("For example: “This is Paty, from the library”"),
    )
    words_to_avoid = forms.CharField(
        label=_("What must not be said"), max_length=200, required=False
    )
    voicemail = forms.BooleanField(label=_("A voice message may be left"), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for the number the channel needs, and for hours in order."""
        cleaned = super().clean() or {}
        channel, value = cleaned.get("channel"), cleaned.get("value", "")
        if channel in {*PHONE_CHANNELS, Channel.EMAIL} and not value:
            self.add_error("value", _("Write the number or address for this way."))
        elif channel in PHONE_CHANNELS:
            self._clean_phone(cleaned, value)
        if channel == Channel.NOBODY:
            cleaned.update(weekdays=[], from_hour=None, to_hour=None)
        starts, ends = cleaned.get("from_hour"), cleaned.get("to_hour")
        if starts and ends and ends <= starts:
            self.add_error("to_hour", _("The end must be after the start."))
        elif starts and ends and is_too_short(starts, ends):
            self.add_error("to_hour", _("Leave a quarter of an hour at least."))
        return cleaned

    def _clean_phone(self, cleaned: dict[str, Any], value: str) -> None:
        try:
            cleaned["value"] = str(Phone.parse(value))
        except InvalidPhone as problem:
            self.add_error("value", str(problem.words))

    def contact(self) -> Contact:
        """Give what was agreed, once valid."""
        said = {name: self.cleaned_data[name] for name in Contact.__slots__}
        return Contact(**{**said, "weekdays": tuple(said["weekdays"])})


class ModeForm(forms.Form):
    """How her own space opens."""

    mode = forms.ChoiceField(
        label=_("She chooses, with you"), choices=Mode.choices, widget=forms.RadioSelect
    )
    warn_team = forms.BooleanField(
        label=_("Tell us when somebody comes in without her number"), required=False,
        help_text=_("Only if she wants it. You read it in your day; nobody writes or calls her."),
    )  # fmt: skip
