"""What a worker writes beside her answers: who signs, by which power, on which paper."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.attachments.forms import DocumentField
from casework.sharing.models import RecipientClass, SharingPurpose
from casework.survivors.barring import is_barred_as_written
from casework.survivors.models import RelatedPerson, Survivor
from casework.survivors.queries import display_name, related_to
from casework.survivors.rules import signs_alone
from casework.territory.listed import ListedChoice
from casework.territory.models import Institution

from .record_models import Power, Signer
from .rules import NEVER_THE_AGGRESSOR, may_sign

BY_PHONE, IN_PERSON = "phone", "person"
CHANNELS = [(IN_PERSON, _("In person")), (BY_PHONE, _("By telephone, by her safe contact"))]


class PersonChoice(forms.RadioSelect):
    """Related persons to choose from; whoever is named as aggressor is shown and cannot be."""

    barred: frozenset[str] = frozenset()

    def create_option(self, *args: Any, **options: Any) -> dict[str, Any]:
        """Disable the barred ones."""
        option = super().create_option(*args, **options)
        if str(option["value"]) in self.barred:
            option["attrs"]["disabled"] = True
        return option


class SignatureForm(forms.Form):
    """Who signs. Name and document come filled in from her file."""

    signer = forms.ChoiceField(
        label=_("Who signs"), choices=Signer.choices, widget=forms.RadioSelect
    )
    name = forms.CharField(label=_("Her name"), max_length=160)
    document = forms.CharField(label=_("Her document"), max_length=60, required=False)
    representative = forms.ChoiceField(label=_("Person"), required=False, widget=PersonChoice)
    representative_name = forms.CharField(
        label=_("Full name of this person"), max_length=160, required=False
    )
    representative_document = forms.CharField(
        label=_("Document of this person"), max_length=60, required=False
    )
    power = forms.ChoiceField(
        label=_("By which power"), choices=[("", "---"), *Power.choices], required=False
    )
    proof = DocumentField(
        label=_("Proof of that power"),
        required=False,
        help_text=_("Without it her answer counts as incomplete and nothing is sent."),
    )
    informed = forms.BooleanField(
        label=_("She read it, or it was read to her, and these are her own answers"),
        error_messages={"required": _("Read the text with her before signing.")},
    )

    def __init__(self, survivor: Survivor, *args: Any, **options: Any) -> None:
        self.survivor = survivor
        self.people = {str(person.pk): person for person in related_to(survivor)}
        alone = signs_alone(survivor.birth_date, timezone.localdate())
        options.setdefault("initial", {}).setdefault(
            "signer", Signer.HERSELF if alone else Signer.REPRESENTATIVE
        )
        options["initial"].update(name=legal_name(survivor), document=document_of(survivor))
        super().__init__(*args, **options)
        self._offer_people()

    def _offer_people(self) -> None:
        field = self.fields["representative"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(pk, _label(person)) for pk, person in self.people.items()]
        assert isinstance(field.widget, PersonChoice)
        barred = (pk for pk, person in self.people.items() if person.is_aggressor)
        field.widget.barred = frozenset(barred)

    def clean(self) -> dict[str, Any]:
        """Ask for the person and the power when somebody signs for her."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("signer") == Signer.REPRESENTATIVE:
            self._clean_representative(cleaned)
        self._clean_right_to_sign(cleaned)
        return cleaned

    def _clean_representative(self, cleaned: dict[str, Any]) -> None:
        person = self.people.get(cleaned.get("representative") or "")
        if person is None:
            self.add_error("representative", _("Choose who signs for her."))
        elif person.is_aggressor:
            self.add_error("representative", str(NEVER_THE_AGGRESSOR.reason))
        elif not (cleaned.get("representative_name") or person.name):
            self.add_error("representative_name", _("Write the name of whoever signs."))
        written = cleaned.get("representative_document", "")
        if person is not None and is_barred_as_written(self.survivor.pk, written):
            self.add_error("representative_document", str(NEVER_THE_AGGRESSOR.reason))
        if not cleaned.get("power"):
            self.add_error("power", _("Say by which power this person signs."))

    def _clean_right_to_sign(self, cleaned: dict[str, Any]) -> None:
        if self.errors:
            return
        answer = may_sign(
            birth_date=self.survivor.birth_date,
            day=self.day(),
            by_representative=self.representing() is not None,
            power=cleaned.get("power") or "",
        )
        if not answer.allowed:
            self.add_error("signer", str(answer.reason))

    def day(self) -> Any:
        """Give the date of the signature: today, unless a paper says another."""
        return self.cleaned_data.get("signed_on") or timezone.localdate()

    def representing(self) -> RelatedPerson | None:
        """Give who signs for her, once valid; None when she signs."""
        if self.cleaned_data.get("signer") != Signer.REPRESENTATIVE:
            return None
        return self.people.get(self.cleaned_data["representative"])

    def signed_by(self) -> tuple[str, str]:
        """Give name and document of whoever signs."""
        data, person = self.cleaned_data, self.representing()
        if person is None:
            return data["name"], data["document"]
        return data["representative_name"] or person.name, data["representative_document"]


class PaperForm(SignatureForm):
    """The same, for what was signed on paper."""

    signed_on = forms.DateField(
        label=_("Date on the paper"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    paper_place = forms.CharField(
        label=_("Where the original is kept"),
        max_length=160,
        help_text=_("For example: the centre's archive, folder 12."),
    )
    scan = DocumentField(label=_("Scan or picture of the signed paper"), required=False)
    scan_later = forms.BooleanField(
        label=_("The scan will be added later: until then nothing is sent"), required=False
    )

    def clean_signed_on(self) -> Any:
        """Refuse a day that has not come."""
        day = self.cleaned_data["signed_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet. Check the year."))
        return day

    def clean(self) -> dict[str, Any]:
        """Ask for the scan, or for the word that it will come."""
        cleaned = super().clean()
        if not cleaned.get("scan") and not cleaned.get("scan_later") and "scan" not in self.errors:
            self.add_error("scan", _("Add the scan, or mark that it will be added later."))
        return cleaned


class WithdrawForm(forms.Form):
    """She asked to change her mind: how she asked, and about what (everything when unmarked)."""

    asked = forms.ChoiceField(
        label=_("How did she ask?"), choices=CHANNELS, widget=forms.RadioSelect
    )


class BroughtForm(forms.Form):
    """The paper that a record lacked."""

    file = DocumentField(label=_("Document"))


class ShareForm(forms.Form):
    """Data on its way out: for what, to which class of recipient, to which institution."""

    purpose = ListedChoice(SharingPurpose.objects.none(), label=_("What for"))
    recipient = ListedChoice(RecipientClass.objects.none(), label=_("To whom"))
    institution = ListedChoice(Institution.objects.none(), label=_("Institution"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, model in (("purpose", SharingPurpose), ("recipient", RecipientClass)):
            self._offer(name, model.objects.filter(valid_to=None))
        self._offer("institution", Institution.objects.filter(valid_to=None).order_by("name"))

    def _offer(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows
        field.empty_label = "---"


def legal_name(survivor: Survivor) -> str:
    """Give the name for a signature: the registered one when it is known."""
    parts = (survivor.given_names, survivor.first_surname, survivor.second_surname)
    return " ".join(part for part in parts if part) or display_name(survivor)


def document_of(survivor: Survivor) -> str:
    """Give her RUN or other document, as written."""
    return str(survivor.run or survivor.document_value)


def _label(person: RelatedPerson) -> str:
    words = person.get_relation_display()
    if person.name:
        words = f"{words}: {person.name}"
    if person.is_aggressor:
        reason = _("named as aggressor: cannot sign")
        words = f"{words} ({reason})"
    return words
