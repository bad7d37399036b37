"""Her version beside what a professional concluded: nothing is overwritten (law DP-14)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import OuterRef
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from casework.access.principals import Staff
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.identity import carried
from casework.risk.queries import results_of
from casework.survivors.account.models import Account
from casework.survivors.levels import Level
from casework.survivors.models import Survivor
from casework.survivors.versions import ACCOUNT, RISK, Version

from ..rights.choices import Asked
from ..rights.models import RightsRequest
from ..rights.states import FINAL
from .actions import Refused
from .models import Standpoint

TARGET = "standpoint"
ASKED_IN = (Asked.RECTIFICATION, Asked.IMPUGNATION)


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What she says something of: in words, without anybody's name, and the page it stands on."""

    words: str
    page: str


def conclusion(survivor: Survivor, kind: str, target_id: UUID, by: Staff) -> Conclusion | None:
    """Give what is concluded, or None when it is not hers or is not read by the asker."""
    find = KINDS.get(kind)
    return find(survivor, target_id, by) if find else None


def _risk(survivor: Survivor, target_id: UUID, by: Staff) -> Conclusion | None:
    found = results_of(survivor).filter(pk=target_id).select_related("instrument").first()
    if found is None:
        return None
    words = _("Risk: %(level)s, with %(instrument)s, on %(day)s") % {
        "level": str(Level(found.level).label).lower(), "instrument": found.instrument.name,
        "day": date_format(localtime(found.assessed_at), "d-m-Y"),
    }  # fmt: skip
    return Conclusion(words, "risk:history")


def _account(survivor: Survivor, target_id: UUID, by: Staff) -> Conclusion | None:
    found = Account.objects.visible_to(by).filter(survivor=survivor, pk=target_id).first()
    if found is None:
        return None
    words = _("What was written of her account on %(day)s") % {
        "day": date_format(found.told_on, "d-m-Y")
    }
    return Conclusion(words, "survivors:account")


KINDS: dict[str, Callable[[Survivor, UUID, Staff], Conclusion | None]] = {
    RISK: _risk,
    ACCOUNT: _account,
}


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
def take_back(*, row: Standpoint, by: Staff, at: datetime) -> None:
    """Take her words away because she says so; that they were there stays in the log."""
    kept = Standpoint.objects.changeable_by(by).select_for_update(of=("self",)).get(pk=row.pk)
    if kept.ended_at is None:
        kept.ended_at = at
        kept.save(update_fields=["ended_at"])
        _log(kept, "her-version-taken-back", by, at)


def said_of(survivor: Survivor, kind: str, target_id: UUID, by: Staff) -> list[Standpoint]:
    """Give what stands beside one conclusion, oldest first."""
    rows = Standpoint.objects.visible_to(by).filter(survivor=survivor, kind=kind, ended_at=None)
    return list(rows.filter(target_id=target_id).order_by("said_at", "id"))


def asked(kind: str) -> ArraySubquery:
    """Give what to ask for beside each row of a kind: her words travel with it."""
    rows = Standpoint.objects.filter(
        survivor=OuterRef("survivor_id"), kind=kind, target_id=OuterRef("pk"), ended_at=None
    )
    return carried.rows(rows.order_by("said_at", "id"))


def told(value: list[dict[str, Any]]) -> list[Version]:
    """Give her words as they travelled."""
    rows = [carried.made(Standpoint, one) for one in value]
    return [Version(row.words, row.said_at) for row in rows]


def open_requests(survivor: Survivor, by: Staff) -> list[RightsRequest]:
    """Give the requests of hers in which she may have said it."""
    rows = RightsRequest.objects.visible_to(by).filter(survivor=survivor, right__in=ASKED_IN)
    return list(rows.exclude(state__in=FINAL).order_by("-filed_at"))


def _log(row: Standpoint, what: str, by: Staff, at: datetime) -> None:
    record(
        Verb.CHANGED, by=by.actor, at=at, target=Target(TARGET, str(row.pk)),
        subject=row.survivor_id, detail={"what": what},
    )  # fmt: skip
