"""Pure rules about a file: what is missing, until when a contact is safe, who may represent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# A way of reaching her is asked about again after this long (safety.md 1, techsafety row).
CONTACT_DAYS = 90
# This many days before, somebody should ask her again.
RENEW_DAYS = 14
# Hours in which she may be reached are this long at least, or a message would miss them.
SHORTEST_WINDOW = timedelta(minutes=15)
# From this age on she signs alone, all data here being sensitive (law DP-42 with VG-05).
SIGNS_ALONE_AT = 16
# From this age on she may file requests alone (law DP-46).
ASKS_ALONE_AT = 14


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing the file lacks: what, and why it would help her."""

    code: str
    what: Promise
    why: Promise


MISSING_RUN = Missing(
    "document",
    _("RUN or another document"),
    _("Without it she cannot enter her own space or be found by another centre."),
)
MISSING_BIRTH = Missing(
    "birth_date", _("Date of birth"), _("It decides whether she signs alone or somebody with her.")
)
MISSING_CONTACT = Missing(
    "safe_contact", _("Safe way to contact her"), _("Until it is known, nobody may call or write.")
)
EXPIRED_CONTACT = Missing(
    "safe_contact_expired",
    _("Safe contact to be confirmed again"),
    _("It was agreed more than 90 days ago and may have become dangerous."),
)
MISSING_COMUNA = Missing("comuna", _("Comuna"), _("It tells which services are near her."))
MISSING_KEY = Missing(
    "key", _("Her own key"), _("With it she can read and sign from her phone, if she wants to.")
)


@dataclass(frozen=True, slots=True)
class FileState:
    """What the rule looks at."""

    has_document: bool
    has_birth_date: bool
    has_comuna: bool
    contact_valid_until: date | None
    has_key: bool


def missing(file: FileState, today: date) -> Iterator[Missing]:
    """Give what the file lacks, most urgent first. Nothing here stops her being attended."""
    if file.contact_valid_until is None:
        yield MISSING_CONTACT
    elif file.contact_valid_until < today:
        yield EXPIRED_CONTACT
    if not file.has_document:
        yield MISSING_RUN
    if not file.has_birth_date:
        yield MISSING_BIRTH
    if not file.has_comuna:
        yield MISSING_COMUNA
    if not file.has_key:
        yield MISSING_KEY


def is_too_short(starts: time, ends: time) -> bool:
    """Say whether nobody could be sure to reach her between these hours of a day."""
    any_day = date(2000, 1, 1)
    lasts = datetime.combine(any_day, ends) - datetime.combine(any_day, starts)
    return lasts < SHORTEST_WINDOW


def contact_valid_until(recorded: date) -> date:
    """Give the last day a safe contact may be used without asking her again."""
    return recorded + timedelta(days=CONTACT_DAYS)


def age_on(birth: date, day: date) -> int:
    """Give whole years; somebody born on 29 February has her birthday on 1 March otherwise."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def signs_alone(birth: date | None, day: date) -> bool:
    """Say whether she signs for herself. An unknown birth date is read as an adult's."""
    return birth is None or age_on(birth, day) >= SIGNS_ALONE_AT


def delay_after(failures: int) -> timedelta:
    """Give the wait after a wrong key: none for the first five, then doubling up to an hour.

    Never a lock: whoever holds her phone must not be able to shut her out (safety.md 1.2).
    """
    if failures < 5:
        return timedelta(0)
    return timedelta(seconds=min(3600, 30 * 2 ** min(failures - 5, 7)))
