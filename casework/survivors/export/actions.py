"""Asking for a copy, agreeing to it, taking it out."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from casework.access.gates import Refused
from casework.access.principals import Staff
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.identity import vault
from casework.territory.models import Centre

from ..models import Survivor
from . import rules
from .models import Export


class TooMany(Exception):
    """She asked for as many lists today as one person may."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why a copy leaves and where it goes. purpose: a code of Export.Why."""

    purpose: str
    reason: str
    destination: str


@transaction.atomic
def ask_list(*, centre: Centre, grounds: Grounds, by: Staff, at: datetime) -> Export:
    """Ask for the copy of a centre's list. Raises TooMany, or Refused to who does not head it."""
    if centre.pk not in rules.headed_by(by):
        raise Refused(_("Only the head of the centre may ask for the copy of a list."), "export")
    mine = Export.objects.visible_to(by).filter(operator_id=by.operator_id, survivor=None)
    if mine.filter(created_at__gt=at - timedelta(days=1)).count() >= rules.ASKS_A_DAY:
        raise TooMany
    key = vault.new_key(owner=vault.KeyOwner.INSTITUTION, survivor_id=None, centre_ids=[])
    return _entered(Export(centre=centre, key_id=key), grounds, by, at)


@transaction.atomic
def decide(*, export: Export, agreed: bool, by: Staff, at: datetime) -> Export:
    """Agree to the copy of a list, or not. Raises Refused to who asked, and to outsiders."""
    problem = rules.why_not_decide(asked_by=export.operator_id, centre_id=export.centre_id, by=by)
    if problem or export.agreed is not None:
        raise Refused(str(problem or _("This copy was decided already.")), "export")
    export.agreed, export.decided_by, export.decided_at = agreed, by.operator_id, at
    export.save(update_fields=["agreed", "decided_by", "decided_at"])
    return export


@transaction.atomic
def take_list(*, export: Export, rows: int, by: Staff, at: datetime) -> None:
    """Take the agreed copy out, once. Raises Refused with the reason why not."""
    problem = rules.why_not_take(
        asked_by=export.operator_id, agreed=export.agreed, decided_at=export.decided_at,
        taken_at=export.taken_at, by=by, at=at,
    )  # fmt: skip
    if problem:
        raise Refused(str(problem), "export")
    export.taken_at, export.rows = at, rows
    export.save(update_fields=["taken_at", "rows"])
    _log(export, None, "list", by, at)


@transaction.atomic
def take_file(*, survivor: Survivor, grounds: Grounds, by: Staff, at: datetime) -> Export:
    """Take the copy of one file out. Her list of readings shows it."""
    centre_id = min(by.case_centres & set(survivor.centre_ids))
    row = Export(survivor=survivor, centre_id=centre_id, key_id=survivor.key_id, taken_at=at)
    row.rows = 1
    made = _entered(row, grounds, by, at)
    _log(made, survivor.pk, "file", by, at)
    return made


def _entered(row: Export, grounds: Grounds, by: Staff, at: datetime) -> Export:
    row.operator_id, row.centre_ids, row.created_at = by.operator_id, [row.centre_id], at
    row.purpose, row.reason, row.destination = (
        grounds.purpose, grounds.reason, grounds.destination,
    )  # fmt: skip
    row.save(force_insert=True)
    return row


def _log(export: Export, subject: UUID | None, what: str, by: Staff, at: datetime) -> None:
    record(
        Verb.DATA_EXPORTED,
        by=by.actor,
        at=at,
        target=Target("export", str(export.pk)),
        subject=subject,
        purpose=export.purpose,
        detail={"what": what, "rows": export.rows},
    )
