"""Forms of requests: writing one down for somebody, by the counter, on paper or by telephone."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.attachments.forms import DocumentField
from casework.documents.uploads import CleanFile
from casework.identity.documents import DocumentType, IdentityDocument
from casework.identity.run import InvalidRun, Run

from . import rules
from .choices import Asked, Channel, Delivery, Filer, IdentityLevel, Paper
from .filing import Intake, Proxy

BY_HAND = [choice for choice in Channel.choices if choice[0] != Channel.ONLINE]
SHOWN = [
    (IdentityLevel.PRESENT, _("We know her: she is here")),
    (IdentityLevel.DOCUMENT, _("I saw her document")),
    (IdentityLevel.NONE, _("Not shown yet")),
]
MOMENT = "%Y-%m-%dT%H:%M"
PAPERS = {Filer.REPRESENTATIVE, Filer.PARENT, Filer.HEIR}


def moment(label: Any, *, required: bool = True, hint: Any = "") -> forms.DateTimeField:
    """A day and an hour, in Chile."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
    return forms.DateTimeField(
        label=label, required=required, help_text=hint, widget=widget, input_formats=[MOMENT]
    )


def long_text(
    label: Any, *, required: bool = True, hint: Any = "", rows: int = 4
) -> forms.CharField:
    """Some sentences."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, required=required, help_text=hint, widget=widget, max_length=4000
    )


class PersonForm(forms.Form):
    """Whose data they are: for somebody who is not opened from her file."""

    name = forms.CharField(label=_("Name of the person the data are about"), max_length=120)
    run = forms.CharField(
        label=_("RUN"), max_length=16, required=False, widget=forms.TextInput({"data-kind": "run"})
    )
    passport = forms.CharField(
        label=_("Or passport number"), max_length=40, required=False,
        help_text=_("Without RUN, write the number as it stands in the document."),
    )  # fmt: skip
    country = forms.CharField(
        label=_("Country of the passport"), max_length=2, required=False,
        help_text=_("Two letters: PE, VE, HT, BO."),
    )  # fmt: skip

    def clean_run(self) -> Run | None:
        """Read the RUN; say which part is wrong."""
        try:
            return Run.parse(self.cleaned_data["run"]) if self.cleaned_data["run"] else None
        except InvalidRun as wrong:
            raise forms.ValidationError(wrong.words) from None

    def clean(self) -> dict[str, Any]:
        """A RUN or a passport: without either nothing can be looked for."""
        data = super().clean() or {}
        if "run" in data and not data["run"] and not data.get("passport"):
            self.add_error("run", _("Write the RUN, or the number of the passport."))
        if data.get("passport") and len(data.get("country", "")) != 2:
            self.add_error("country", _("Write the two letters of the country."))
        return data

    @property
    def document(self) -> IdentityDocument | None:
        """The passport, when that is what was shown."""
        data = self.cleaned_data
        if data.get("run") or not data.get("passport"):
            return None
        return IdentityDocument(
            DocumentType.PASSPORT, data["passport"].strip(), data["country"].upper()
        )


class IntakeForm(forms.Form):
    """What is asked, how it came, how to answer; who asks for her, folded away."""

    right = forms.ChoiceField(label=_("What is asked for"), choices=Asked.choices)
    wording = long_text(
        _("In her words"), required=False,
        hint=_("For access nothing has to be explained. For the rest, what and why."),
    )  # fmt: skip
    channel = forms.ChoiceField(label=_("How it came"), choices=BY_HAND, initial=Channel.COUNTER)
    identity = forms.ChoiceField(label=_("Who she is"), choices=SHOWN)
    alone = forms.BooleanField(
        label=_("I spoke with her alone, in a safe place"), required=False,
        help_text=_("Without this, what could have been forced waits up to 72 hours."),
    )  # fmt: skip
    delivery = forms.ChoiceField(
        label=_("How she wants the answer"), choices=Delivery.choices, initial=Delivery.IN_PERSON
    )
    answer_address = forms.CharField(
        label=_("Where to answer"), max_length=200, required=False,
        help_text=_("Only for a letter or an e-mail. Ask first whether it is safe."),
    )  # fmt: skip
    about_contact = forms.BooleanField(label=_("It changes how to reach her"), required=False)
    filer = forms.ChoiceField(label=_("Who asks"), choices=Filer.choices, initial=Filer.HERSELF)
    proxy_name = forms.CharField(
        label=_("Name of who asks for her"), max_length=120, required=False
    )
    proxy_run = forms.CharField(
        label=_("RUN or document of who asks"), max_length=40, required=False
    )
    proxy_relation = forms.CharField(label=_("What they are to her"), max_length=80, required=False)
    power = DocumentField(
        label=_("The paper that lets them ask"), required=False,
        help_text=_("A photo will do. Somebody looks at it afterwards."),
    )  # fmt: skip
    paper = DocumentField(label=_("The request on paper"), required=False)
    first_filed_at = moment(
        _("Another institution received it before"), required=False,
        hint=_("Its day and hour: the time to answer runs from then."),
    )  # fmt: skip
    insists = forms.BooleanField(
        label=_("She knows that she asked for the same, and wants it twice"), required=False
    )

    def __init__(self, *args: Any, age: int | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.age = age

    def clean_first_filed_at(self) -> datetime | None:
        """Not after now."""
        found: datetime | None = self.cleaned_data["first_filed_at"]
        if found and found > timezone.now():
            raise forms.ValidationError(_("That moment has not come yet."))
        return found

    def clean(self) -> dict[str, Any]:
        """Who asks for another needs a name and a document; a small child is asked for."""
        data = super().clean() or {}
        for_her = data.get("filer") in PAPERS
        if for_her and not data.get("proxy_name"):
            self.add_error("proxy_name", _("Write who asks for her."))
        if for_her and not data.get("proxy_run"):
            self.add_error("proxy_run", _("Write the number of the document you were shown."))
        if not for_her and not rules.asks_alone(self.age):
            self.add_error("filer", _(
                "She is younger than 14: whoever takes care of her asks for her. If that person "
                "harmed her, call the legal unit first."))  # fmt: skip
        if data.get("delivery") in (Delivery.EMAIL, Delivery.POST) and not data["answer_address"]:
            self.add_error("answer_address", _("Write where to send the answer."))
        return data

    def papers(self) -> tuple[tuple[str, CleanFile], ...]:
        """What came with it."""
        pairs = ((Paper.POWER, "power"), (Paper.REQUEST, "paper"))
        return tuple(
            (kind, self.cleaned_data[name]) for kind, name in pairs if self.cleaned_data.get(name)
        )

    def intake(self, **about: Any) -> Intake:
        """Give it as filing takes it. about: whose data they are."""
        data = self.cleaned_data
        return Intake(
            right=data["right"], wording=data["wording"], delivery=data["delivery"],
            answer_address=data["answer_address"], filer=data["filer"], proxy=self._proxy(),
            files=self.papers(), about_contact=data["about_contact"], alone=data["alone"],
            insists=data["insists"], first_filed_at=data["first_filed_at"], **about,
        )  # fmt: skip

    def _proxy(self) -> Proxy | None:
        data = self.cleaned_data
        if data["filer"] not in PAPERS:
            return None
        try:
            run = Run.parse(data["proxy_run"])
        except InvalidRun:
            run = None
        return Proxy(data["proxy_name"], str(run or data["proxy_run"]), data["proxy_relation"], run)


class WishForm(forms.Form):
    """What she says of the time after her death (law DP-12)."""

    allowed = forms.ChoiceField(
        label=_("After my death, my heirs"), widget=forms.RadioSelect,
        choices=[("yes", _("may ask for my data")), ("no", _("may not ask for my data"))],
    )  # fmt: skip
