"""Writes on aggressors: name one, correct what is known of him (issue item 7, law DP-29)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction

from casework.access.principals import Staff
from casework.audit.actors import SYSTEM
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.identity.documents import DocumentType, IdentityDocument
from casework.identity.lookup import document_digest, run_digest
from casework.identity.run import Run
from casework.identity.vault import KeyOwner, new_key
from casework.survivors.models import RelatedPerson, Survivor

from .aggressor_models import Aggressor, AggressorLink
from .choices import Standing, Teller

_IDENTITY = (
    "run", "run_digest", "document_type", "document_country", "document_value", "document_digest",
    "updated_at",
)  # fmt: skip


class AggressorIsHer(ValueError):
    """The RUN or document is her own."""


class AlreadyNamed(ValueError):
    """Her file names this person already; `aggressor` is the row."""

    def __init__(self, aggressor: Aggressor) -> None:
        super().__init__("named already")
        self.aggressor = aggressor


@dataclass(frozen=True, slots=True)
class Person:
    """Who he is, as far as she or an institution says; a name is enough."""

    name: str
    run: Run | None = None
    document: IdentityDocument | None = None
    birth_year: int | None = None
    told_by: str = Teller.HERSELF
    institution_code: str = ""
    standing: str = Standing.DECLARED

    def digests(self) -> tuple[bytes | None, bytes | None]:
        """Give what he may be known by in other files."""
        return (
            run_digest(self.run) if self.run else None,
            document_digest(self.document) if self.document else None,
        )


@dataclass(frozen=True, slots=True)
class Bond:
    """What he is to her, during which time. related: the same person among those close to her."""

    relation: str
    current: bool | None = None
    lives_with_her: bool | None = None
    since: date | None = None
    until: date | None = None
    related_id: UUID | None = None


@transaction.atomic
def name_aggressor(
    *, survivor: Survivor, person: Person, bond: Bond, by: Staff, at: datetime
) -> Aggressor:
    """Write down an aggressor in her file. Raises AggressorIsHer or AlreadyNamed.

    His RUN is written last: if it is an operator's, from that moment on the file is not there for
    that operator, even when it is the one who writes (conflict rule).
    """
    _check(survivor, person, but=None)
    centres = list(survivor.centre_ids)
    key = new_key(owner=KeyOwner.THIRD_PARTY, survivor_id=survivor.pk, centre_ids=centres)
    aggressor = Aggressor(
        survivor=survivor, key_id=key, recorded_by=by.operator_id, created_at=at, **_plain(person)
    )
    aggressor.save(force_insert=True)
    _bind(survivor, aggressor, person, bond, by=by, at=at)
    _log(survivor, aggressor, by, at)
    _identify(aggressor, person)
    _announce(survivor.pk, at)
    return aggressor


@transaction.atomic
def correct_aggressor(
    *, survivor: Survivor, aggressor: Aggressor, person: Person, bond: Bond, by: Staff, at: datetime
) -> Aggressor:
    """Write anew what is known of him; a relation that changed is a new row, the old one ends.

    Raises AggressorIsHer or AlreadyNamed.
    """
    _check(survivor, person, but=aggressor)
    plain = _plain(person)
    for name, value in plain.items():
        setattr(aggressor, name, value)
    aggressor.save(update_fields=[*plain, "updated_at"])
    if bond != bond_of(aggressor):
        AggressorLink.objects.filter(aggressor=aggressor, ended_at=None).update(ended_at=at)
        _bind(survivor, aggressor, person, bond, by=by, at=at)
    _log(survivor, aggressor, by, at)
    _identify(aggressor, person)
    _announce(survivor.pk, at)
    return aggressor


def bond_of(aggressor: Aggressor) -> Bond | None:
    """Give the relation in force as it was written."""
    link = AggressorLink.objects.filter(aggressor=aggressor, ended_at=None).first()
    if link is None:
        return None
    return Bond(
        link.relation, link.current, link.lives_with_her, link.since, link.until, link.related_id
    )


def announce_all(at: datetime) -> int:
    """Tell the log of conflicts nobody told it of: a worker's RUN written after the aggressor's."""
    return _announce(None, at)


def _check(survivor: Survivor, person: Person, *, but: Aggressor | None) -> None:
    run, document = person.digests()
    if _same(run, survivor.run_digest) or _same(document, survivor.document_digest):
        raise AggressorIsHer
    named = Aggressor.objects.filter(survivor=survivor, withdrawn_at=None)
    known = named.filter(run_digest=run).first() if run else None
    if known is not None and (but is None or known.pk != but.pk):
        raise AlreadyNamed(known)


def _same(one: bytes | None, other: bytes | memoryview | None) -> bool:
    return one is not None and other is not None and one == bytes(other)


def _plain(person: Person) -> dict[str, object]:
    """Give the columns that no other file is found by."""
    return {
        "name": person.name,
        "birth_year": person.birth_year,
        "told_by": person.told_by,
        "institution_id": person.institution_code or None,
        "standing": person.standing,
    }


def _bind(
    survivor: Survivor, aggressor: Aggressor, person: Person, bond: Bond, *, by: Staff, at: datetime
) -> None:
    AggressorLink.objects.create(
        survivor=survivor, key_id=survivor.key_id, aggressor=aggressor, created_at=at,
        relation=bond.relation, current=bond.current, lives_with_her=bond.lives_with_her,
        since=bond.since, until=bond.until, related_id=bond.related_id,
        told_by=person.told_by, standing=person.standing, recorded_by=by.operator_id,
    )  # fmt: skip
    if bond.related_id is None:
        return
    related = RelatedPerson.objects.filter(pk=bond.related_id, survivor=survivor).first()
    if related is not None and not related.is_aggressor:
        related.is_aggressor = True  # he never signs, receives or sees (law DP-44)
        related.save(update_fields=["is_aggressor"])


def _identify(aggressor: Aggressor, person: Person) -> None:
    document = person.document
    aggressor.run = str(person.run or "")
    aggressor.document_type = document.type if document else DocumentType.NONE
    aggressor.document_country = document.country if document else ""
    aggressor.document_value = document.value if document else ""
    aggressor.run_digest, aggressor.document_digest = person.digests()
    aggressor.save(update_fields=_IDENTITY)


def _announce(survivor_id: UUID | None, at: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT operator, file FROM siivbg_announce_conflicts(%s)", [survivor_id])
        found = cursor.fetchall()
    for operator, file in found:
        target = Target("operator", str(operator))
        record(Verb.CONFLICT_FOUND, by=SYSTEM, at=at, target=target, subject=file)
    return len(found)


def _log(survivor: Survivor, aggressor: Aggressor, by: Staff, at: datetime) -> None:
    target = Target("aggressor", str(aggressor.pk))
    detail = {"what": "aggressor"}
    record(Verb.CHANGED, by=by.actor, at=at, target=target, subject=survivor.pk, detail=detail)
