"""Who received what changed: each is told or excused before the request is closed (law DP-13)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.access.principals import Staff
from casework.audit.log import Target, record
from casework.audit.queries import events_about
from casework.audit.verbs import Verb
from casework.territory.listed import names
from casework.territory.models import Institution

from ..rights.choices import Asked, Outcome
from ..rights.models import RightsRequest
from .change_models import RecipientNotice
from .choices import Excuse, Told
from .copy_actions import CopyRefused

# The law has them told of what is put right, erased or no longer allowed (arts. 6, 7, 8).
CHANGES = (Asked.RECTIFICATION, Asked.SUPPRESSION, Asked.OPPOSITION)
MIN_REASON = 20


def received(request: RightsRequest) -> dict[str, datetime]:
    """Give every institution her data ever went to (its code), and when last: read from the log."""
    found: dict[str, datetime] = {}
    if request.survivor_id is None:
        return found
    for event in events_about(request.survivor_id).filter(verb=Verb.DATA_SHARED):
        code = str(event.detail.get("institution") or "")
        if code:
            found.setdefault(code, event.at)
    return found


@transaction.atomic
def listed(*, request: RightsRequest) -> list[RecipientNotice]:
    """Give the ledger of a request, with a line for each recipient there is by now."""
    if request.right not in CHANGES:
        return []
    known = {one.institution: one for one in RecipientNotice.objects.filter(request=request)}
    for code, at in received(request).items():
        if code not in known:
            known[code] = RecipientNotice.objects.create(
                request=request, key_id=request.key_id, institution=code, last_sent_at=at
            )
    return sorted(known.values(), key=lambda one: one.institution)


def untold(request: RightsRequest) -> list[str]:
    """Give the codes of recipients that nobody told nor excused; one that came later counts."""
    if request.right not in CHANGES or request.outcome == Outcome.REFUSED:
        return []
    settled = RecipientNotice.objects.filter(request=request).exclude(state=Told.PENDING)
    done = {one.institution: one.last_sent_at for one in settled}
    return sorted(
        code for code, at in received(request).items() if code not in done or done[code] < at
    )


def closing_check(request: RightsRequest) -> str:
    """Say why a request may not be closed yet (law DP-13)."""
    left = untold(request)
    if not left:
        return ""
    return ngettext(
        "%(n)d institution that received her data was not told, and nobody said why not.",
        "%(n)d institutions that received her data were not told, and nobody said why not.",
        len(left),
    ) % {"n": len(left)}


@transaction.atomic
def settle(
    *, notice: RecipientNotice, told_at: datetime | None, excuse: str, how: str, by: Staff,
    at: datetime,
) -> RecipientNotice:  # fmt: skip
    """Write that a recipient was told (when, how), or why not (a code and words). CopyRefused."""
    kept = RecipientNotice.objects.select_for_update(of=("self",)).get(pk=notice.pk)
    if len(how.strip()) < MIN_REASON:
        raise CopyRefused(_("Write how it was told, or why it cannot be, in some words."))
    if told_at is None and excuse not in Excuse.values:
        raise CopyRefused(_("Say when it was told, or choose why it is not."))
    if told_at is not None and told_at > at:
        raise CopyRefused(_("It cannot have been told later than now."))
    request = RightsRequest.objects.get(pk=kept.request_id)
    last = received(request).get(kept.institution, kept.last_sent_at)
    if told_at is not None and told_at < last:
        raise CopyRefused(_("It received her data after that day. Tell it again."))
    kept.state = Told.TOLD if told_at else Told.EXCUSED
    kept.told_at, kept.excuse = told_at, "" if told_at else excuse
    kept.how, kept.last_sent_at = how.strip(), last
    kept.settled_by, kept.settled_at = by.operator_id, at
    kept.save(update_fields=["state", "told_at", "excuse", "how", "last_sent_at", "settled_by",
                             "settled_at"])  # fmt: skip
    record(
        Verb.RIGHTS_MOVED, by=by.actor, at=at, target=Target("rights_request", str(request.pk)),
        subject=request.survivor_id, purpose="request",
        detail={"what": f"recipient-{kept.state}", "institution": kept.institution},
    )  # fmt: skip
    return kept


def lines(request: RightsRequest) -> list[str]:
    """Say who is still to be told, for whoever prepares the answer."""
    words = closing_check(request)
    return [words] if words else []


def told_lines(request: RightsRequest) -> list[str]:
    """Say to her who was told and when, and who could not be."""
    institutions = names(Institution.objects.all())
    found = []
    for one in RecipientNotice.objects.filter(request=request).order_by("institution"):
        name = str(institutions.get(one.institution, one.institution))
        if one.state == Told.TOLD and one.told_at is not None:
            day = date_format(timezone.localtime(one.told_at).date(), "DATE_FORMAT")
            found.append(_("We told %(name)s on %(day)s.") % {"name": name, "day": day})
        elif one.state == Told.EXCUSED:
            found.append(_("We could not tell %(name)s: %(why)s.") % {
                "name": name, "why": str(one.get_excuse_display()).lower()})  # fmt: skip
    return found
