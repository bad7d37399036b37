"""Reads about duplicates: each side only to whoever may see it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise

from casework.access.levels import Right
from casework.access.principals import Staff
from casework.identity import vault

from ..models import Survivor
from ..queries import display_name
from . import rules
from .models import DuplicatePair, Merge
from .states import State

OPEN = (State.SUSPECTED, State.PROPOSED, State.MERGED)


@dataclass(frozen=True, slots=True)
class Line:
    """A pair in the list. names: of the sides the asker sees; whole: she sees both."""

    id: UUID
    state: State
    state_words: str
    reasons: list[str | Promise]
    names: list[str]
    whole: bool
    mine_to_decide: bool
    since: datetime


def pairs(by: Staff) -> "QuerySet[DuplicatePair]":
    """Give the pairs that wait in the asker's scope, proposals first.

    A worker sees those whose two records she sees. A head of centre also sees that one of hers
    may have another record elsewhere, and not where: a name does not tell where a woman is
    attended (design 4.2).
    """
    found = DuplicatePair.objects.visible_to(by).filter(state__in=OPEN)
    if not by.may(Right.GRANT_DETAIL):
        mine = Survivor.objects.visible_to(by).values("pk")
        found = found.filter(first__in=mine, second__in=mine)
    return found.order_by("state", "-created_at")


def lines(found: list[DuplicatePair], by: Staff) -> list[Line]:
    """Give the lines of a list, opening all keys at once."""
    seen = _seen(found, by)
    return [_line(pair, seen, by) for pair in found]


def _seen(found: list[DuplicatePair], by: Staff) -> dict[UUID, Survivor]:
    ids = {one for pair in found for one in (pair.first_id, pair.second_id)}
    women = list(Survivor.objects.visible_to(by).filter(pk__in=ids).select_related("comuna"))
    vault.unlock([one.key_id for one in women])
    return {one.pk: one for one in women}


def _line(pair: DuplicatePair, seen: dict[UUID, Survivor], by: Staff) -> Line:
    sides = [seen[one] for one in (pair.first_id, pair.second_id) if one in seen]
    state = State(pair.state)
    return Line(
        pair.pk, state, pair.get_state_display(), words(pair), [display_name(s) for s in sides],
        len(sides) == 2,
        state == State.PROPOSED and len(sides) == 2 and pair.proposed_by != by.operator_id,
        pair.created_at,
    )  # fmt: skip


def words(pair: DuplicatePair) -> list[str | Promise]:
    """Give the reasons in words."""
    return [rules.Reason(code).label for code in pair.reasons if code in rules.Reason.values]


@dataclass(frozen=True, slots=True)
class Compared:
    """A pair opened: the sides the asker sees, which one must stay, the last joining."""

    pair: DuplicatePair
    sides: list[Survivor]
    must_stay: UUID | None
    merge: Merge | None
    may_undo: bool


def open_pair(pair_id: UUID, *, by: Staff, at: datetime) -> Compared:
    """Give one pair. Raises DuplicatePair.DoesNotExist for whoever may not see it."""
    found = DuplicatePair.objects.visible_to(by).get(pk=pair_id)
    seen = _seen([found], by)
    sides = [seen[one] for one in (found.first_id, found.second_id) if one in seen]
    if not sides or (len(sides) < 2 and not by.may(Right.GRANT_DETAIL)):
        raise DuplicatePair.DoesNotExist
    must = None
    if len(sides) == 2:
        must = rules.stays(_side(sides[0]), _side(sides[1]))
    merge = Merge.objects.filter(pair=found, undone_at=None).order_by("-approved_at").first()
    return Compared(
        found, sides, must, merge, bool(merge and at <= rules.undo_until(merge.approved_at))
    )


def _side(one: Survivor) -> rules.Side:
    has_run, has_paper = one.run_digest is not None, one.document_digest is not None
    return rules.Side(one.pk, has_run, has_paper, one.created_at)


def waiting(by: Staff) -> int:
    """Give how many pairs wait for somebody in the asker's scope."""
    return pairs(by).filter(state__in=(State.SUSPECTED, State.PROPOSED)).count()
