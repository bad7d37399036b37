"""Exceptional access to one file: ask, decide, end, review (design 4.1, AB34)."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from casework.audit.actors import Actor
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.identity.vault import KeyOwner, new_key
from casework.territory.models import Centre

from . import rules
from .grant_models import MAX_HOURS, Grant
from .levels import Held, Level
from .models import Assignment, Operator
from .operators import standings
from .principals import Staff

MONTHLY_ALARM = 3


class BadReason(ValueError):
    """The typed reason will not do; the message says why, in words."""


class NotTheirs(PermissionError):
    """This person may not decide this request."""


class Decided(ValueError):
    """The request was decided already."""


@transaction.atomic
def ask(
    *, asker: Staff, survivor_id: UUID, asked_of: Operator, reason: str, hours: int, at: datetime
) -> Grant:
    """Ask somebody else to open one file to her for some hours. Raises BadReason or NotTheirs."""
    if problem := rules.reason_problem(reason):
        raise BadReason(problem)
    if asked_of.pk == asker.operator_id or not asker.assignments or not 1 <= hours <= MAX_HOURS:
        raise NotTheirs
    made = Grant.objects.create(
        operator_id=asker.operator_id, survivor_id=survivor_id, asked_of=asked_of, hours=hours,
        key_id=new_key(owner=KeyOwner.INSTITUTION, survivor_id=None, centre_ids=[]),
        reason=reason.strip(), created_at=at,
    )  # fmt: skip
    _write(Verb.ACCESS_REQUESTED, made, by=asker.actor, at=at)
    return made


@transaction.atomic
def approve(grant: Grant, *, by: Staff, at: datetime) -> Grant:
    """Open the file, read-only, from now for the hours asked. Raises NotTheirs or Decided."""
    row = _undecided(grant)
    _may_decide(row, by)
    row.approved_by_id = by.operator_id
    row.approved_at = row.starts_at = at
    row.ends_at = at + timedelta(hours=row.hours)
    row.save(update_fields=["approved_by", "approved_at", "starts_at", "ends_at"])
    _write(Verb.ACCESS_GRANTED, row, by=by.actor, at=at)
    return row


@transaction.atomic
def refuse(grant: Grant, *, by: Staff, at: datetime) -> Grant:
    """Say no. Raises NotTheirs or Decided."""
    row = _undecided(grant)
    _may_decide(row, by)
    row.refused_at = at
    row.save(update_fields=["refused_at"])
    _write(Verb.ACCESS_REFUSED, row, by=by.actor, at=at)
    return row


@transaction.atomic
def end(grant: Grant, *, by: Actor, at: datetime) -> None:
    """Close the file again before its hour. Raises NotTheirs for a stranger to the grant."""
    if by.kind != "system" and by.id not in {grant.operator_id, grant.asked_of_id}:
        raise NotTheirs
    row = _locked(grant)
    if row.starts_at is not None and row.ended_at is None:
        row.ended_at = at
        row.save(update_fields=["ended_at"])
        _write(Verb.ACCESS_ENDED, row, by=by, at=at)


@transaction.atomic
def review(grant: Grant, *, justified: bool, by: Staff, at: datetime) -> None:
    """Look back at what was opened and say whether it was needed. Raises NotTheirs."""
    if by.operator_id == grant.operator_id or grant.asked_of_id != by.operator_id:
        raise NotTheirs
    row = _locked(grant)
    if row.approved_at is not None and row.reviewed_at is None:
        row.reviewed_by_id, row.reviewed_at, row.justified = by.operator_id, at, justified
        row.save(update_fields=["reviewed_by", "reviewed_at", "justified"])
        _write(Verb.ACCESS_REVIEWED, row, by=by.actor, at=at, justified=justified)


def is_often(grant: Grant) -> bool:
    """Say whether she was given three or more in the 30 days before: a habit? (AB34)."""
    since = grant.created_at - timedelta(days=30)
    given = Grant.objects.filter(
        operator_id=grant.operator_id, approved_at__gte=since, approved_at__lt=grant.created_at
    )
    return given.count() >= MONTHLY_ALARM


def _locked(grant: Grant) -> Grant:
    """Give the row as it is now, held until the transaction ends."""
    found: Grant = Grant.objects.select_for_update().get(pk=grant.pk)
    return found


def _undecided(grant: Grant) -> Grant:
    row = _locked(grant)
    if row.approved_at or row.refused_at:
        raise Decided
    return row


def _may_decide(row: Grant, by: Staff) -> None:
    if row.asked_of_id != by.operator_id or row.operator_id == by.operator_id:
        raise NotTheirs
    asker = levels_and_centres(row.operator)
    centres = asker[1] | frozenset(row.centre_ids)
    if not rules.may_approve(
        asker=asker[0], approver=by.assignments, regions=regions_of(centres), centres=centres
    ):
        raise NotTheirs


def levels_and_centres(operator: Operator) -> tuple[frozenset[Level], frozenset[int]]:
    """Give the levels of an operator's running assignments and the centres she works in."""
    rows = Assignment.objects.filter(operator=operator, ended_at=None)
    centres = frozenset(row.centre_id for row in rows if row.centre_id is not None)
    return frozenset(Level(row.level) for row in rows), centres


def regions_of(centres: frozenset[int]) -> frozenset[str]:
    """Give the codes of the regions where the centres are."""
    rows = Centre.objects.filter(pk__in=centres)
    return frozenset(rows.values_list("comuna__province__region_id", flat=True))


def approvers_for(asker: Staff, at: datetime) -> list[Operator]:
    """Give those she may ask: somebody else, open now, with the power to (report II.2)."""
    centres = frozenset(one.centre_id for one in asker.assignments if one.centre_id is not None)
    levels = frozenset(one.level for one in asker.assignments)
    wanted = frozenset[Level]().union(*(rules.APPROVERS[level] for level in levels))
    people = (
        Operator.objects.filter(
            active=True, assignments__level__in=wanted, assignments__ended_at=None
        )
        .exclude(pk=asker.operator_id)
        .select_related("user")
        .distinct()
    )
    return sorted((one for one in people if _open_for(one, wanted, centres, at)), key=str)


def _open_for(
    one: Operator, wanted: frozenset[Level], centres: frozenset[int], at: datetime
) -> bool:
    """Heads of other centres stay on the list: hers may be the centre that holds the file."""
    held: list[Held] = [found.held for found in standings(one, at) if found.is_open]
    regions = regions_of(centres)
    return any(
        item.level in wanted
        and (
            item.level is Level.N5
            or not item.region_code
            or item.region_code in regions
            or not centres
        )
        for item in held
    )


def _write(verb: Verb, row: Grant, *, by: Actor, at: datetime, **detail: bool) -> None:
    record(
        verb,
        by=by,
        at=at,
        target=Target("grant", str(row.pk)),
        subject=row.survivor_id,
        detail={"operator": str(row.operator_id), "hours": row.hours, **detail},
    )
