"""Papers a person may be known by when she has no RUN, or none at all (interop.md 1.5)."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from .run import Run
from .spanish import search_form


class DocumentType(models.TextChoices):
    """What the paper is. Only a RUN has a check digit of ours; the others are kept as text."""

    RUN = "run", _("RUN")
    PROVISIONAL_RUN = "provisional_run", _("provisional RUN")
    PASSPORT = "passport", _("passport")
    FOREIGN = "foreign", _("document of her country of origin")
    NIP = "nip", _("NIP (Fonasa)")
    IPE = "ipe", _("IPE (school number of a pupil)")
    IPA = "ipa", _("IPA (school number of an adult)")
    NONE = "none", _("without a document")
    OTHER = "other", _("another document")


ISSUED_ABROAD = frozenset({DocumentType.PASSPORT, DocumentType.FOREIGN})
ISSUED_HERE = frozenset(
    {
        DocumentType.RUN,
        DocumentType.PROVISIONAL_RUN,
        DocumentType.NIP,
        DocumentType.IPE,
        DocumentType.IPA,
    }
)


class InvalidDocument(ValueError):
    """A document that cannot be written down so. reason: "value" or "country"; text in words."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        self.words = {
            "value": _("Write the number of the document."),
            "country": _("Choose the country that issued the document."),
        }[reason]
        super().__init__(reason)


@dataclass(frozen=True, slots=True, repr=False)
class IdentityDocument:
    """A paper: its type, its number as written, the country that issued it (ISO 3166 alpha-2).

    Raises InvalidDocument without a number (unless of type NONE) or, for papers issued abroad,
    without a country; run.InvalidRun for a RUN that is none.
    """

    type: DocumentType
    value: str = ""
    country: str = ""

    def __post_init__(self) -> None:
        if self.type is DocumentType.NONE:
            object.__setattr__(self, "value", "")
            object.__setattr__(self, "country", "")
            return
        if not search_form(self.value):
            raise InvalidDocument("value")
        country = "CL" if self.type in ISSUED_HERE else self.country.strip().upper()
        if self.type in ISSUED_ABROAD and not (len(country) == 2 and country.isalpha()):
            raise InvalidDocument("country")
        if self.type is DocumentType.RUN:
            object.__setattr__(self, "value", str(Run.parse(self.value)))
        object.__setattr__(self, "country", country)

    def __repr__(self) -> str:
        return f"IdentityDocument({self.type.value})"

    @property
    def lookup_key(self) -> str:
        """Type, country and number without spaces, dots, dashes, case: same paper, same key.

        Empty for a person without a document: she is never found by not having one.
        """
        if self.type is DocumentType.NONE:
            return ""
        return f"{self.type.value}:{self.country}:{search_form(self.value)}"
