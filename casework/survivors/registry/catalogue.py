"""What may be asked today: fields and answers in force, read once a minute by each process."""

from dataclasses import dataclass
from datetime import date
from time import monotonic

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.territory.models import Institution

from .models import SocialField, SocialOption, Theme

SECONDS = 60.0
# Answers every field takes. Neither is "not asked": both are hers, and hold as any other.
UNKNOWN, UNSAID = "unknown", "unsaid"
ALWAYS: dict[str, Promise] = {
    UNKNOWN: _("She does not know"),
    UNSAID: _("She prefers not to say"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A field in force, with its answers (code and name)."""

    code: str
    theme: Theme
    name: str
    why: str
    many: bool
    note: str
    needed: bool
    own_word: bool
    months: int | None
    options: tuple[tuple[str, str], ...]

    def words(self, codes: list[str]) -> str:
        """Give answers in words; a code no longer in the list stands as it is."""
        names = dict(self.options)
        return ", ".join(str(ALWAYS.get(code) or names.get(code, code)) for code in codes)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What is in force on a day, as it was read. institutions: code and name, by name."""

    read_at: float
    fields: dict[str, Asked]
    institutions: tuple[tuple[str, str], ...]


_kept: dict[date, Catalogue] = {}


def in_force(day: date) -> dict[str, Asked]:
    """Give the fields in force on a day, by code, in order. A change is seen within a minute."""
    return _on(day).fields


def institutions(day: date) -> tuple[tuple[str, str], ...]:
    """Give the institutions a datum may come from, as choices."""
    return _on(day).institutions


def _on(day: date) -> Catalogue:
    kept = _kept.get(day)
    if kept is None or monotonic() - kept.read_at > SECONDS:
        named = Institution.objects.valid_on(day).order_by("name").values_list("code", "name")
        _kept.clear()
        kept = _kept[day] = Catalogue(monotonic(), _read(day), tuple(named))
    return kept


def forget() -> None:
    """Read anew next time (after the catalogue was edited)."""
    _kept.clear()


def of_theme(day: date, theme: str) -> list[Asked]:
    """Give the fields of one theme."""
    return [field for field in in_force(day).values() if field.theme == theme]


def _read(day: date) -> dict[str, Asked]:
    options: dict[str, list[tuple[str, str]]] = {}
    for option in SocialOption.objects.valid_on(day):
        options.setdefault(option.field_id, []).append((option.code, option.name))
    return {
        row.code: Asked(
            row.code, Theme(row.theme), row.name, row.why, row.many, row.note, row.needed,
            row.own_word, row.months, tuple(options.get(row.code, ())),
        )
        for row in SocialField.objects.valid_on(day)
    }  # fmt: skip
