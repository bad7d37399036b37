"""Words of hers beside what is written of her, from her own space: nothing of it is overwritten.

Her space shows no opinion, risk or note of anybody (safety.md 0.5): she speaks of all of a kind,
chosen from a list that is the same for everybody, and her words stand where her team reads it.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from casework.access.principals import SurvivorPrincipal
from casework.survivors.models import Survivor
from casework.territory.validity import chilean_day
from complaints.discrepancies import opinions
from complaints.discrepancies.choices import Whole
from complaints.discrepancies.models import Standpoint

from .correcting import opens_alone
from .forms import FILED, TOO_MANY

MOST = 5  # in a day: a flood would bury what she says (safety.md 8, AB39)


@dataclass(frozen=True, slots=True)
class Said:
    """Words of hers. about and words: "" where they are not shown."""

    pk: UUID
    at: datetime
    about: str
    words: str
    may_go_back: bool


def say(*, survivor: Survivor, about: str, words: str, by: SurvivorPrincipal, at: datetime) -> str:
    """Put her words beside it; give the notice for the next page."""
    today = chilean_day(at)
    said = [one for one in _own(by) if chilean_day(one.said_at) == today]
    if len(said) >= MOST:
        return TOO_MANY
    opinions.say_herself(survivor=survivor, about=about, words=words, by=by, at=at)
    return FILED


def take_back(*, pk: UUID, by: SurvivorPrincipal, at: datetime) -> bool:
    """Take words of hers away; False when they are not there."""
    row = _own(by).filter(pk=pk, ended_at=None).first()
    if row is None:
        return False
    opinions.take_back(row=row, by=by, at=at)
    return True


def said(by: SurvivorPrincipal) -> list[Said]:
    """Give her words that stand, newest first.

    What her team wrote down for her is about what her space does not show: only that it stands.
    Where her space opens without her number no words are shown, and none of the team (design 4.3).
    """
    quiet = opens_alone(by)
    rows = _own(by) if quiet else Standpoint.objects.visible_to(by)
    rows = rows.filter(ended_at=None).order_by("-said_at", "id")
    return [_said(row, shown=row.written_by is None and not quiet) for row in rows]


def _said(row: Standpoint, *, shown: bool) -> Said:
    own = row.written_by is None
    about = str(Whole(row.kind).label) if shown else ""
    if not own:
        about = _("Your team wrote it down for you")
    return Said(row.pk, row.said_at, about, row.words if shown else "", own)


def _own(by: SurvivorPrincipal) -> "QuerySet[Standpoint]":
    return Standpoint.objects.visible_to(by).filter(written_by=None)
