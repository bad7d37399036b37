"""Keeping apart: stored, not read but to protect her: a reason, a second person, the log."""

from datetime import datetime
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.access.principals import Staff
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.cases.work.day import DayLine
from casework.survivors import closing

from ..rights.models import RightsRequest
from ..rights.port import Done, Fulfiller, Preview
from . import limits
from .addresses import emergency_page, work_page
from .choices import Part
from .copy_actions import CopyRefused
from .limit_models import GOOD_FOR, Block, EmergencyRead

MIN_REASON = 40
# Which part a page shows, by its view or its application.
ROOMS = {
    "episodes": Part.EPISODES, "risk": Part.RISK, "plans": Part.PLANS, "legal": Part.LEGAL,
    "referrals": Part.REFERRALS, "attachments": Part.DOCUMENTS, "cases": Part.CASES,
    "survivors:account": Part.ACCOUNT, "survivors:related": Part.HOUSEHOLD,
    "survivors:person": Part.HOUSEHOLD, "survivors:contact": Part.CONTACT,
    "survivors:theme": Part.ABOUT, "survivors:datum": Part.ABOUT,
}  # fmt: skip


def install() -> None:
    """Say to the pages of her file which part they show."""
    rooms = {name: str(part) for name, part in ROOMS.items()}
    closing.add_rooms(rooms, address=emergency_page)


@transaction.atomic
def read_in_emergency(*, block: Block, reason: str, by: Staff, at: datetime) -> EmergencyRead:
    """Open what is kept apart to one person, for some hours, to protect her.

    The head of the centre (or the team, where she is the head) is told in her day. Raises
    CopyRefused without a reason in words.
    """
    if len(reason.strip()) < MIN_REASON:
        raise CopyRefused(
            _("Write why you must read it now to protect her, in at least %(n)s characters.")
            % {"n": MIN_REASON}
        )
    request = RightsRequest.objects.get(pk=block.request_id)
    opened = EmergencyRead(
        block=block, key_id=request.key_id, operator_id=by.operator_id, reason=reason.strip(),
        at=at, until=at + GOOD_FOR,
    )  # fmt: skip
    opened.save(force_insert=True)
    record(
        Verb.READ_FILE, by=by.actor, at=at, target=Target("rights_request", str(request.pk)),
        subject=block.survivor_id, purpose="emergency", detail={"what": "kept-apart"},
    )  # fmt: skip
    return opened


@transaction.atomic
def seen(*, reading: EmergencyRead, by: Staff, at: datetime) -> None:
    """A second person looked at why it was read. Raises CopyRefused to who read it."""
    if reading.operator_id == by.operator_id:
        raise CopyRefused(_("Somebody else looks at it: two people, always."))
    kept = EmergencyRead.objects.select_for_update(of=("self",)).get(pk=reading.pk)
    if kept.seen_at is None:
        kept.seen_by, kept.seen_at = by.operator_id, at
        kept.save(update_fields=["seen_by", "seen_at"])
        record(
            Verb.ACCESS_REVIEWED, by=by.actor, at=at, target=Target("survivor", str(kept.pk)),
            subject=Block.objects.get(pk=kept.block_id).survivor_id, purpose="review",
        )  # fmt: skip


def unseen(by: Staff, at: datetime) -> ArraySubquery:
    """Give the requests whose readings nobody else looked at yet."""
    rows = EmergencyRead.objects.filter(seen_at=None).exclude(operator_id=by.operator_id)
    return ArraySubquery(rows.values("block__request_id")[:20])


def told(value: list[UUID], by: Staff, at: datetime) -> list[DayLine]:
    """Tell the second person, in her day."""
    words = _("What was kept apart was read to protect her: look at why")
    return [
        DayLine(words, reverse("fulfilment:work", args=[request_id]), "warning", "alert")
        for request_id in sorted(set(value))
    ]


def preview(request: RightsRequest, by: Staff, at: datetime) -> Preview:
    """Say what is apart since when, and who read it all the same."""
    blocks = list(Block.objects.filter(request=request, ended_at=None))
    lines = [
        _("Apart since she asked: %(part)s") % {"part": one.get_part_display()} for one in blocks
    ]
    read = EmergencyRead.objects.filter(block__in=blocks).count()
    if read:
        lines.append(ngettext("Read once to protect her.", "Read %(n)d times to protect her.", read)
                     % {"n": read})  # fmt: skip
    return Preview(tuple(lines), (), work_page(request.pk))


def fulfil(request: RightsRequest, by: Staff, at: datetime) -> Done:
    """Keep it apart until it is settled; it begins here where somebody else asked for her."""
    if not Block.objects.filter(request=request, ended_at=None).exists():
        limits.begin(request=request, by=by, at=at)
    return Done((_("Your data are kept apart: stored, and not used, until you say otherwise."),))


BLOCKING = Fulfiller(preview, fulfil)
