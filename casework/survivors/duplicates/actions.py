"""Writes about duplicates: suspected by rule, proposed by one, decided by another, undone."""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from casework.access.principals import Staff
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.identity.documents import DocumentType, IdentityDocument
from casework.identity.lookup import query_tokens
from casework.identity.records import new_id
from casework.identity.run import Run

from ..models import Survivor
from . import obstacles
from .choosing import give_back
from .models import DuplicatePair, Merge
from .near import near_papers, near_runs
from .rules import Alike, Reason, Side, may_approve, reasons, stays, undo_until
from .states import MOVES, State


class Refused(Exception):
    """This may not be: code says why (`WORDS` in the views), or an obstacle's own words."""

    def __init__(self, code: str, words: str = "") -> None:
        self.code, self.words = code, words
        super().__init__(code)


@transaction.atomic
def suspect(*, survivor: Survivor, at: datetime) -> list[DuplicatePair]:
    """Write down who may be the same woman; a pair people decided on is not asked about again.

    The system compares digests and tokens across the country; whoever runs this learns nothing.
    """
    found = []
    for candidate, centres, alike in _candidates(survivor):
        why = list(reasons(alike))
        if why:
            found.append(_pair(survivor, candidate, centres, why, at))
    DuplicatePair.objects.bulk_create(found, ignore_conflicts=True)
    return found


def _pair(
    survivor: Survivor, other: UUID, centres: list[int], why: list[Reason], at: datetime
) -> DuplicatePair:
    first, second = sorted((survivor.pk, other))
    return DuplicatePair(
        first_id=first, second_id=second, reasons=[reason.value for reason in why], created_at=at,
        centre_ids=sorted({*survivor.centre_ids, *centres}), key_id=survivor.key_id,
    )  # fmt: skip


def _candidates(survivor: Survivor) -> list[tuple[UUID, list[int], Alike]]:
    given = (survivor.given_names or survivor.working_name).split()[:1]
    asked = (" ".join(given), survivor.first_surname, survivor.second_surname)
    tokens = [query_tokens(text) for text in asked]
    runs = near_runs(Run.parse(survivor.run)) if survivor.run else []
    papers = near_papers(_paper(survivor)) if survivor.document_value else []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM siivbg_suspects(%s, %s::int[], %s::int[], %s::int[], %s::bytea[], "
            "%s::bytea[])",
            [survivor.pk, *tokens, runs, papers],
        )
        rows = cursor.fetchall()
    return [(row[0], row[1], Alike(*row[2:])) for row in rows]


def _paper(survivor: Survivor) -> IdentityDocument:
    kind = DocumentType(survivor.document_type)
    return IdentityDocument(kind, survivor.document_value, survivor.document_country)


@transaction.atomic
def propose(
    *, pair: DuplicatePair, keep: UUID, because: str, by: Staff, at: datetime
) -> DuplicatePair:
    """Propose to join the two records into the one that stays. Raises Refused."""
    one, other = _both(pair, by)
    must = stays(side(one), side(other))
    if keep not in {one.pk, other.pk} or (must and keep != must):
        raise Refused("keep")
    _check_obstacles(pair)
    pair = _move(pair, State.PROPOSED)
    pair.keep_id, pair.proposed_by, pair.proposed_at = keep, by.operator_id, at
    _decide(pair, because, None, at)
    _log(Verb.CHANGED, pair, "merge_proposed", by, at)
    return pair


@transaction.atomic
def approve(*, pair: DuplicatePair, by: Staff, at: datetime) -> Merge:
    """Join them: a second person, who sees both. The database checks the two again.

    Every row of the record that goes is moved and written down, so that `undo` restores it.
    """
    _both(pair, by)
    pair = _lock(pair, State.MERGED)
    if not may_approve(proposed_by=pair.proposed_by, by=by.operator_id):
        raise Refused("second")
    _check_obstacles(pair)
    merge_id = new_id()
    with connection.cursor() as cursor:
        cursor.execute("SELECT siivbg_merge(%s, %s, %s)", [pair.pk, merge_id, at])
    pair.state = State.MERGED
    _decide(pair, pair.because, by, at)
    merge: Merge = Merge.objects.get(pk=merge_id)
    _log(Verb.MERGED, pair, "merged", by, at)
    return merge


@transaction.atomic
def turn_down(*, pair: DuplicatePair, because: str, by: Staff, at: datetime) -> DuplicatePair:
    """Not so: the proposal goes, the suspicion stays."""
    _both(pair, by)
    pair = _move(pair, State.SUSPECTED)
    pair.keep, pair.proposed_by, pair.proposed_at = None, None, None
    _decide(pair, because, by, at)
    _log(Verb.CHANGED, pair, "merge_refused", by, at)
    return pair


@transaction.atomic
def differ(*, pair: DuplicatePair, because: str, by: Staff, at: datetime) -> DuplicatePair:
    """They are two women: remembered, so that nobody is asked again."""
    _both(pair, by)
    pair = _move(pair, State.DIFFERENT)
    _decide(pair, because, by, at)
    _log(Verb.CHANGED, pair, "two_women", by, at)
    return pair


@transaction.atomic
def reconsider(*, pair: DuplicatePair, because: str, by: Staff, at: datetime) -> DuplicatePair:
    """Undo a "two different women" that was a slip."""
    _both(pair, by)
    if pair.state != State.DIFFERENT:
        raise Refused("moved")
    pair = _move(pair, State.SUSPECTED)
    _decide(pair, because, by, at)
    _log(Verb.CHANGED, pair, "suspected_again", by, at)
    return pair


@transaction.atomic
def undo(*, merge: Merge, because: str, by: Staff, at: datetime) -> DuplicatePair:
    """Part them again: each row goes back to where it was. Within thirty days."""
    if not Survivor.objects.changeable_by(by).filter(pk=merge.kept_id).exists():
        raise Refused("both")
    if merge.undone_at or at > undo_until(merge.approved_at):
        raise Refused("late")
    pair = _move(merge.pair, State.SUSPECTED)
    give_back(merge, at)
    with connection.cursor() as cursor:
        cursor.execute("SELECT siivbg_unmerge(%s, %s)", [merge.pk, at])
    pair.keep, pair.proposed_by, pair.proposed_at = None, None, None
    _decide(pair, because, by, at)
    _log(Verb.MERGE_UNDONE, pair, "parted", by, at)
    return pair


def settle(*, at: datetime) -> int:
    """Close the joinings whose thirty days are over. For the system; gives how many."""
    done = 0
    for merge in Merge.objects.filter(undone_at=None, pair__state=State.MERGED):
        if at > undo_until(merge.approved_at):
            merge.pair.state = State.SETTLED
            merge.pair.save(update_fields=["state"])
            done += 1
    return done


def side(survivor: Survivor) -> Side:
    """Give a record as the rule about which one stays looks at it."""
    return Side(
        survivor.pk, survivor.run_digest is not None, survivor.document_digest is not None,
        survivor.created_at,
    )  # fmt: skip


def _check_obstacles(pair: DuplicatePair) -> None:
    obstacle = obstacles.between(pair.first_id, pair.second_id)
    if obstacle:
        raise Refused(obstacle.code, str(obstacle.words))


def _both(pair: DuplicatePair, by: Staff) -> tuple[Survivor, Survivor]:
    """Give both records to somebody who sees both and may change one. Raises Refused."""
    ids = [pair.first_id, pair.second_id]
    seen = {one.pk: one for one in Survivor.objects.visible_to(by).filter(pk__in=ids)}
    mine = Survivor.objects.changeable_by(by).filter(pk__in=ids).exists()
    if len(seen) < 2 or not mine:
        raise Refused("both")
    return seen[pair.first_id], seen[pair.second_id]


def _lock(pair: DuplicatePair, after: State) -> DuplicatePair:
    found: DuplicatePair = DuplicatePair.objects.select_for_update().get(pk=pair.pk)
    if after not in MOVES[State(found.state)]:
        raise Refused("moved")
    return found


def _move(pair: DuplicatePair, after: State) -> DuplicatePair:
    found = _lock(pair, after)
    found.state = after
    return found


def _decide(pair: DuplicatePair, because: str, by: Staff | None, at: datetime) -> None:
    pair.because = because
    pair.decided_by, pair.decided_at = (by.operator_id, at) if by else (None, None)
    pair.save()


def _log(verb: Verb, pair: DuplicatePair, what: str, by: Staff, at: datetime) -> None:
    """Both women's ledgers tell it: until people decide, they are two."""
    for person in (pair.first_id, pair.second_id):
        record(
            verb, by=by.actor, at=at, target=Target("pair", str(pair.pk)), subject=person,
            detail={"what": what},
        )  # fmt: skip
