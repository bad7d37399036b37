"""Reads of her record: by name inside one's scope, by RUN or document in the whole country."""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.db import connection
from django.db.models import Count, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from casework.access.principals import Principal, Staff
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.identity import vault
from casework.identity.documents import IdentityDocument
from casework.identity.lookup import document_digest, query_groups, rank, run_digest
from casework.identity.run import Run
from casework.territory.models import Centre

from . import closing
from .choices import Channel
from .household.rules import goes_to_school, is_child
from .models import Attention, Door, RelatedPerson, SafeContact, Survivor
from .querysets import FileQuerySet, SurvivorQuerySet
from .rules import RENEW_DAYS, FileState

CANDIDATES = 200
ALARM_MISSES = 20  # in one hour, by one operator


@dataclass(frozen=True, slots=True)
class MaskedLine:
    """The answer of a national search: that there is a record, where and since when."""

    survivor_id: UUID
    centres: tuple[str, ...]
    since: date
    mine: bool


def find(
    *, run: Run | None, document: IdentityDocument | None, purpose: str, by: Staff, at: datetime
) -> MaskedLine | None:
    """Look a RUN or document up in the whole country (design 4.2). Every question is logged."""
    digests = [run_digest(run) if run else None, document_digest(document) if document else None]
    with connection.cursor() as cursor:
        cursor.execute("SELECT survivor_id, centres, since FROM siivbg_find(%s, %s)", digests)
        row = cursor.fetchone()
    found = row[0] if row else None
    record(
        Verb.SEARCHED_DOCUMENT,
        by=by.actor,
        at=at,
        subject=found,
        purpose=purpose,
        detail={"found": bool(row)},
    )
    if row is None:
        _count_miss(by, at)
    return _line(row, by) if row else None


def _count_miss(by: Staff, at: datetime) -> None:
    """Raise an alarm in the log when somebody asks for many who are not there (design 4.2)."""
    name = f"search-misses:{by.operator_id}:{at:%Y%m%d%HZ}"
    cache.add(name, 0, 2 * 3600)
    if cache.incr(name) == ALARM_MISSES:
        record(Verb.SEARCH_ALARM, by=by.actor, at=at, detail={"misses": ALARM_MISSES})


def _line(row: tuple[Any, ...], by: Staff) -> MaskedLine:
    survivor_id, centre_ids, since = row
    names = Centre.objects.filter(pk__in=centre_ids, kind__secret=False)
    return MaskedLine(
        survivor_id,
        tuple(sorted(names.values_list("name", flat=True))),
        since,
        mine=bool(by.case_centres & set(centre_ids)),
    )


def search_names(text: str, *, by: Principal, at: datetime, limit: int = 20) -> list[Survivor]:
    """Find women inside the asker's own scope by name, best first; typos and order forgiven."""
    groups = query_groups(text)
    if not groups:
        return []
    named = RawSQL("SELECT unnest(siivbg_named(%s, %s))", [json.dumps(groups), CANDIDATES])
    found = Survivor.objects.visible_to(by).filter(pk__in=named)
    candidates = list(found.order_by("-created_at"))
    vault.unlock([survivor.key_id for survivor in candidates])
    ranked = rank(text, [(survivor, full_name(survivor)) for survivor in candidates])
    ranked = _kept(ranked, by)
    record(Verb.SEARCHED_NAME, by=by.actor, at=at, detail={"found": len(ranked)})
    return ranked[:limit]


def _kept(found: list[Survivor], by: Principal) -> list[Survivor]:
    """Put the record that stays in the place of each that was joined to it, once."""
    while gone := [one.merged_into_id for one in found if one.merged_into_id]:
        kept = {one.pk: one for one in Survivor.objects.visible_to(by).filter(pk__in=gone)}
        found = [kept.get(one.merged_into_id, one) if one.merged_into_id else one for one in found]
        if not kept:
            break
    return list({one.pk: one for one in found}.values())


def full_name(survivor: Survivor) -> str:
    """Give every name she goes by, for ranking and headings."""
    parts = (
        survivor.social_name,
        survivor.given_names,
        survivor.first_surname,
        survivor.second_surname,
        survivor.working_name,
    )
    return " ".join(part for part in parts if part)


def display_name(survivor: Survivor) -> str:
    """Give the name to address her by: social first, then given, then the working one."""
    first = survivor.social_name or survivor.given_names
    if not first:
        return str(survivor.working_name)
    return " ".join(
        part for part in (first, survivor.first_surname, survivor.second_surname) if part
    )


def call_name(survivor: Survivor) -> str:
    """Give the shortest name to greet her by: a screen may be seen over her shoulder."""
    return str(survivor.social_name or survivor.given_names or survivor.working_name).split()[0]


def open_file(survivor_id: UUID, *, by: Principal, at: datetime) -> Survivor:
    """Give her record to somebody who may see it, and log the reading.

    Raises Survivor.DoesNotExist for everyone else, as if there were none.
    """
    mine = Survivor.objects.visible_to(by).select_related("comuna", "door")
    mine = mine.annotate(carried_key=vault.carried())
    if isinstance(by, Staff):
        mine = mine.annotate(apart=closing.parts_of(by.operator_id))
    survivor: Survivor = mine.get(pk=survivor_id)
    while survivor.merged_into_id:  # joined to another record: that one is hers now
        survivor = mine.get(pk=survivor.merged_into_id)
    vault.accept(survivor.key_id, survivor.carried_key)  # type: ignore[attr-defined]
    target = Target("survivor", str(survivor.pk))
    record(Verb.READ_FILE, by=by.actor, at=at, target=target, subject=survivor.pk)
    return survivor


def contact_of(survivor: Survivor) -> SafeContact | None:
    """Give the safe contact in force, expired or not."""
    return SafeContact.objects.filter(survivor=survivor, ended_at=None).first()


def state_of(survivor: Survivor, *, contact_until: date | None, door: Door) -> FileState:
    """Give what the rule about missing data looks at. contact_until: of the one in force."""
    return FileState(
        has_document=survivor.run_digest is not None or survivor.document_digest is not None,
        has_birth_date=survivor.birth_date is not None,
        has_comuna=survivor.comuna_id is not None,
        contact_valid_until=contact_until,
        has_key=bool(door.key_hash),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A woman in a list: her id, the name she goes by, her masked RUN, since when."""

    id: UUID
    name: str
    run_masked: str
    since: datetime


def women(by: Principal) -> SurvivorQuerySet:
    """Give the files inside the asker's scope, newest first, to be paged through."""
    alone = Survivor.objects.visible_to(by).filter(merged_into=None)
    return alone.order_by("-created_at", "-id")


def lines(survivors: list[Survivor]) -> list[Line]:
    """Give the lines of a list, opening all their keys at once."""
    vault.unlock([survivor.key_id for survivor in survivors])
    return [
        Line(
            survivor.pk,
            display_name(survivor),
            Run.parse(survivor.run).masked if survivor.run else "",
            survivor.created_at,
        )
        for survivor in survivors
    ]


def forced(by: Principal) -> list[Line]:
    """Give the women of one's centres who may be forced: their number for emergencies was used."""
    warned = Door.objects.visible_to(by).exclude(duress_at=None).values("survivor_id")
    rows = Survivor.objects.visible_to(by).filter(pk__in=warned).order_by("pk")
    found = list(rows.annotate(carried_key=vault.carried()))
    for one in found:
        vault.accept(one.key_id, one.carried_key)
    return lines(found)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Safe contacts expired, and those valid for no longer than two weeks."""

    expired_contacts: int
    expiring_contacts: int


def waiting(by: Principal, *, today: date) -> Waiting:
    """Give what cannot wait to be found by chance, inside the asker's scope."""
    counted = contacts_to_renew(by, today=today).aggregate(
        expired=Count("pk", filter=Q(valid_until__lt=today)), all=Count("pk")
    )
    return Waiting(counted["expired"], counted["all"] - counted["expired"])


def contacts_to_renew(by: Principal, *, today: date) -> FileQuerySet:
    """Give the safe contacts in force that expired, or will within `RENEW_DAYS`, oldest first."""
    soon = today + timedelta(days=RENEW_DAYS)
    current = SafeContact.objects.visible_to(by).filter(ended_at=None, valid_until__lte=soon)
    return current.exclude(channel=Channel.NOBODY).order_by("valid_until", "pk")


@dataclass(frozen=True, slots=True)
class Close:
    """Somebody close to her, with what their year of birth says."""

    person: RelatedPerson
    age: int | None
    child: bool
    school: bool


def related_to(survivor: Survivor) -> list[RelatedPerson]:
    """Give who is close to her."""
    return list(close_to(survivor))


def close_to(survivor: Survivor) -> "QuerySet[RelatedPerson]":
    """Give the rows of those close to her, to be asked more."""
    return RelatedPerson.objects.filter(survivor=survivor, ended_at=None).order_by("id")


def household_of(survivor: Survivor) -> list[Close]:
    """Give who is close to her, those in her care first, with those taken off the list."""
    rows = RelatedPerson.objects.filter(survivor=survivor).order_by("-in_her_care", "id")
    year = timezone.localdate().year
    return [
        Close(
            row,
            max(0, year - row.birth_year) if row.birth_year else None,
            is_child(row.birth_year, year),
            goes_to_school(row.birth_year, year),
        )
        for row in rows
    ]


def attentions_of(survivor: Survivor) -> list[Attention]:
    """Give where and when she was attended, newest first."""
    found = Attention.objects.filter(survivor=survivor).select_related("centre__kind")
    return list(found.order_by("-at"))


def door_of(survivor: Survivor) -> Door:
    """Give her door; it comes with her file (`open_file`)."""
    found: Door = survivor.door
    return found
