"""Identification fields with source, date and state beside them; the values stay on her record."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..models import Survivor


@dataclass(frozen=True, slots=True)
class IdentityField:
    """code; label; the record's columns it stands for; months an answer holds (None: always)."""

    code: str
    label: Promise
    columns: tuple[str, ...]
    months: int | None = None
    needed: bool = True
    own_word: bool = False


FIELDS: dict[str, IdentityField] = {
    one.code: one
    for one in (
        IdentityField("names", _("Names"), ("given_names", "first_surname", "second_surname")),
        IdentityField("social-name", _("Social name"), ("social_name",), None, False, True),
        IdentityField("document", _("Document"), ("run", "document_type", "document_country",
                                                  "document_value")),
        IdentityField("birth-date", _("Date of birth"), ("birth_date",)),
        IdentityField("comuna", _("Comuna where she lives"), ("comuna_id",), 12),
    )
}  # fmt: skip

# Not shown to a reader from outside her team where her identity is reserved (law VG-17).
RESERVED = frozenset({"names", "social-name", "comuna", "occupation", "housing"})


def value_of(survivor: Survivor, code: str) -> str:
    """Give a field's value as one text, "" when nothing is known."""
    if code == "comuna":
        return survivor.comuna.name if survivor.comuna else ""
    if code == "birth-date":
        return survivor.birth_date.strftime("%d-%m-%Y") if survivor.birth_date else ""
    parts = [getattr(survivor, column) for column in FIELDS[code].columns]
    if code == "document":
        run, _kind, country, number = parts
        kind = survivor.get_document_type_display()
        return str(run or " ".join(str(p) for p in (kind, country, number) if number and p))
    return " ".join(str(part) for part in parts if part)


def known_values(survivor: Survivor) -> Iterator[tuple[str, str]]:
    """Give code and value of every identification field that is known."""
    for code in FIELDS:
        value = value_of(survivor, code)
        if value:
            yield code, value
