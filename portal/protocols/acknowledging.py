"""Who of the staff said that she read a version, and who still has to."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from casework.access.levels import Right
from casework.access.models import Assignment
from casework.access.principals import Staff
from casework.access.queries import team_of
from casework.audit.log import Target, record
from casework.audit.verbs import Verb

from . import queries
from .models import Acknowledgement, DocumentVersion


@transaction.atomic
def acknowledge(*, version: DocumentVersion, by: Staff, at: datetime) -> bool:
    """Say that she read a version; gives whether she says so for the first time."""
    _kept, made = Acknowledgement.objects.get_or_create(
        version=version, operator_id=by.operator_id, defaults={"at": at}
    )
    if made:
        target = Target("document_version", str(version.pk))
        detail: dict[str, str | int] = {"code": version.code, "version": version.number}
        record(Verb.TEXT_READ, by=by.actor, at=at, target=target, detail=detail)
    return made


def read_at(version: DocumentVersion, by: Staff) -> datetime | None:
    """Give when she said that she read it, or None."""
    found: datetime | None = (
        Acknowledgement.objects.filter(version=version, operator_id=by.operator_id)
        .values_list("at", flat=True)
        .first()
    )
    return found


@dataclass(slots=True)
class Readers:
    """A version in force, who said she read it and who must and did not: name and centre."""

    version: DocumentVersion
    done: list[tuple[str, str]] = field(default_factory=list)
    pending: list[tuple[str, str]] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How many must read it."""
        return len(self.done) + len(self.pending)


def readers(by: Staff, day: date, code: str = "") -> list[Readers]:
    """Give, for each version in force, who of those she answers for has read it.

    A head: her team. Who manages operators: everybody. In three statements.
    """
    rows = queries.in_force(queries.visible_to(by), day).order_by("title")
    versions = list(rows.filter(code=code) if code else rows)
    people = list(_people(by))
    known = _known(versions)
    return [_of(version, people, known[version.pk]) for version in versions]


def _people(by: Staff) -> "QuerySet[Assignment]":
    if not by.may(Right.MANAGE_OPERATORS):
        return team_of(by)
    rows = Assignment.objects.filter(ended_at=None, operator__active=True)
    return rows.select_related("operator__user", "centre")


def _known(versions: Iterable[DocumentVersion]) -> dict[int, set[UUID]]:
    found: dict[int, set[UUID]] = defaultdict(set)
    rows = Acknowledgement.objects.filter(version__in=list(versions))
    for version, operator in rows.values_list("version", "operator"):
        found[version].add(operator)
    return found


def _of(version: DocumentVersion, people: Iterable[Assignment], known: set[UUID]) -> Readers:
    """A person with several assignments counts once."""
    found, seen = Readers(version), set()
    for one in people:
        if one.operator_id in seen or not must_follow(version, one):
            continue
        seen.add(one.operator_id)
        told = (str(one.operator), one.centre.name if one.centre else "")
        (found.done if one.operator_id in known else found.pending).append(told)
    found.done.sort()
    found.pending.sort()
    return found


def must_follow(version: DocumentVersion, assignment: Assignment) -> bool:
    """Say whether a version binds who holds an assignment: its level, its kind of centre."""
    levelled = not version.levels or assignment.level in version.levels
    kind = assignment.centre.kind_id if assignment.centre else ""
    return levelled and (not version.centre_kinds or kind in version.centre_kinds)


def binds(version: DocumentVersion, by: Staff) -> bool:
    """Say whether a version binds her, by the levels she holds."""
    held = {one.level for one in by.assignments}
    return not version.levels or bool(held & set(version.levels))
