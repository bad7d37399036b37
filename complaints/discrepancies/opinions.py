"""Her version beside what a professional wrote or concluded: nothing is overwritten (law DP-14)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import OuterRef, Q
from django.utils.translation import gettext as _

from casework.access.principals import Staff, SurvivorPrincipal
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.identity import carried
from casework.survivors.models import Survivor
from casework.survivors.versions import CASE, REVIEW, Version

from ..rights.choices import Asked, Channel
from ..rights.models import RightsRequest
from ..rights.states import FINAL
from .actions import Refused
from .choices import Whole
from .conclusions import conclusion
from .models import Standpoint

TARGET = "standpoint"
ASKED_IN = (Asked.RECTIFICATION, Asked.IMPUGNATION)


# What of all she speaks of from her own space stands on the page of a kind.
WHOLES = {CASE: Whole.SESSION, REVIEW: Whole.PLAN}


@dataclass(frozen=True, slots=True)
class Words:
    """What she says, how it came, and in which request of hers, if any."""

    words: str
    channel: str
    request: RightsRequest | None = None


@transaction.atomic
def say(
    *, survivor: Survivor, kind: str, target_id: UUID, said: Words, by: Staff, at: datetime
) -> Standpoint:
    """Write her words beside a conclusion, which stays as it is. Raises Refused."""
    if conclusion(survivor, kind, target_id, by) is None:
        raise Refused(_("It is not there any more. Open her file again."))
    row = Standpoint(
        survivor=survivor, key_id=survivor.key_id, kind=kind, target_id=target_id,
        words=said.words, channel=said.channel, request=said.request, said_at=at,
        written_by=by.operator_id,
    )  # fmt: skip
    row.save(force_insert=True)
    _log(row, "her-version", by, at)
    return row


@transaction.atomic
def say_herself(
    *, survivor: Survivor, about: str, words: str, by: SurvivorPrincipal, at: datetime
) -> Standpoint:
    """Write her words beside all of a kind, from her own space. about: a code of `Whole`."""
    row = Standpoint(
        survivor=survivor, key_id=survivor.key_id, centre_ids=survivor.centre_ids, kind=about,
        words=words, channel=Channel.ONLINE, said_at=at,
    )  # fmt: skip
    row.save(force_insert=True)
    _log(row, "her-version", by, at)
    return row


@transaction.atomic
def take_back(*, row: Standpoint, by: Staff | SurvivorPrincipal, at: datetime) -> None:
    """Take her words away because she says so; that they were there stays in the log."""
    rows = Standpoint.objects.all()
    mine = rows.changeable_by(by) if isinstance(by, Staff) else rows.visible_to(by)
    kept = mine.select_for_update(of=("self",)).get(pk=row.pk)
    if kept.ended_at is None:
        kept.ended_at = at
        kept.save(update_fields=["ended_at"])
        _log(kept, "her-version-taken-back", by, at)


def said_of(survivor: Survivor, kind: str, target_id: UUID, by: Staff) -> list[Standpoint]:
    """Give what stands beside one conclusion, oldest first."""
    rows = Standpoint.objects.visible_to(by).filter(survivor=survivor, kind=kind, ended_at=None)
    return list(rows.filter(target_id=target_id).order_by("said_at", "id"))


def said_by_herself(survivor: Survivor, by: Staff) -> list[tuple[str, Version]]:
    """Give what she wrote in her own space that stands, and about what, oldest first."""
    rows = Standpoint.objects.visible_to(by).filter(survivor=survivor, target_id=None)
    found = rows.filter(ended_at=None).order_by("said_at", "id")
    return [(str(Whole(row.kind).label), _version(row)) for row in found]


def asked(kind: str, general: bool, target: str) -> ArraySubquery:
    """Give what to ask for beside each row of a kind: her words travel with it.

    general: with what she says of all of the kind. target: the row's column that holds its id.
    """
    about = Q(kind=kind, target_id=OuterRef(target))
    if general:
        about |= Q(kind__in=[WHOLES.get(kind, kind), Whole.ALL], target_id=None)
    rows = Standpoint.objects.filter(about, survivor=OuterRef("survivor_id"), ended_at=None)
    return carried.rows(rows.order_by("said_at", "id"))


def told(value: list[dict[str, Any]]) -> list[Version]:
    """Give her words as they travelled."""
    rows = [carried.made(Standpoint, one) for one in value]
    return [_version(row) for row in rows]


def _version(row: Standpoint) -> Version:
    own, general = row.written_by is None, row.target_id is None
    return Version(row.words, row.said_at, own=own, general=general)


def open_requests(survivor: Survivor, by: Staff) -> list[RightsRequest]:
    """Give the requests of hers in which she may have said it."""
    rows = RightsRequest.objects.visible_to(by).filter(survivor=survivor, right__in=ASKED_IN)
    return list(rows.exclude(state__in=FINAL).order_by("-filed_at"))


def _log(row: Standpoint, what: str, by: Staff | SurvivorPrincipal, at: datetime) -> None:
    record(
        Verb.CHANGED, by=by.actor, at=at, target=Target(TARGET, str(row.pk)),
        subject=row.survivor_id, detail={"what": what},
    )  # fmt: skip
