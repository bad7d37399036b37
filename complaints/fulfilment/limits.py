"""Limits that begin with a request, at its minute, whoever asks: uses she said no to, parts apart.

Hears every change of state of a request (`port.on_state`). What protects is never held back.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from casework.access.principals import Principal, Staff, SurvivorPrincipal
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.sharing.models import RecipientClass, SharingPurpose
from casework.territory.listed import names

from ..rights import events
from ..rights.choices import Asked, Filer, Outcome, What
from ..rights.models import RightsRequest
from ..rights.port import Change
from ..rights.states import State
from .choices import Ended, Part
from .copy_actions import CopyRefused
from .limit_models import Block, Limit, Objection

MIN_HOW = 20
WORKED = (State.WORKING, State.DECIDED)


def on_state(change: Change) -> None:
    """Begin what the request asks for, and end it when she takes it back or it is refused."""
    request = change.request
    if request.right not in (Asked.OPPOSITION, Asked.BLOCKING):
        return
    if change.before == "":
        if _begins_at_once(request):
            begin(request=request, by=change.by, at=change.at)
    elif change.after == State.WITHDRAWN:
        _end_all(request, Ended.HERSELF, change.by, change.at)
    elif change.after == State.DECIDED and request.outcome == Outcome.REFUSED:
        _end_all(request, Ended.REFUSED, change.by, change.at)


def _begins_at_once(request: RightsRequest) -> bool:
    """A no to a use always. Keeping a file apart from her team, only when she herself asks."""
    return request.right == Asked.OPPOSITION or request.filer == Filer.HERSELF


@transaction.atomic
def begin(*, request: RightsRequest, by: Principal, at: datetime) -> None:
    """Begin them; from a visit that is not open too. The same steps for every RUN (AB31)."""
    since = request.filed_at if at < request.filed_at else at
    if request.right == Asked.OPPOSITION:
        for purpose, recipient in pairs_of(request):
            Objection(request=request, since=since, purpose=purpose, recipient=recipient).save(
                force_insert=True
            )
    else:
        for part in parts_of(request):
            Block(request=request, since=since, part=part).save(force_insert=True)
    _log(request.pk, request.survivor_id, "limit-began", by, at)


def pairs_of(request: RightsRequest) -> list[tuple[str, str]]:
    """Give the uses she named, as (purpose, recipient class); all of them when she named none."""
    asked = (request.wanted or {}).get("pairs") or [["", ""]]
    return sorted({(str(purpose), str(recipient)) for purpose, recipient in asked})


def parts_of(request: RightsRequest) -> list[str]:
    """Give the parts she named; the whole file when she named none that is known."""
    asked = (request.wanted or {}).get("parts") or []
    return sorted({part for part in asked if part in Part.values}) or [str(Part.FILE)]


@transaction.atomic
def end(
    *, limit: Limit, why: Ended, by: Staff | SurvivorPrincipal, at: datetime, how: str = ""
) -> None:
    """End a limit: she changed her mind, or what it waited for is settled. Twice is once.

    how: from her team, how she said so, which stays with the request. Raises CopyRefused without
    it, or to who read what is apart while nobody else looked at why.
    """
    rows = type(limit)._default_manager.select_for_update(of=("self",))
    kept = rows.filter(pk=limit.pk, ended_at=None).first()
    if kept is None:
        return
    if isinstance(by, Staff):
        _check_staff(kept, how, by)
    _ended([kept], why, by, at)
    if isinstance(by, Staff):
        events.note(kept.request, What.LIMIT_ENDED, by=by, at=at, reason=how.strip())
    else:
        _log(kept.request_id, kept.survivor_id, "limit-ended", by, at)


def _check_staff(limit: Limit, how: str, by: Staff) -> None:
    if len(how.strip()) < MIN_HOW:
        raise CopyRefused(_("Write how and when she said it, in some words."))
    if (
        isinstance(limit, Block)
        and limit.readings.filter(operator_id=by.operator_id, seen_at=None).exists()
    ):
        raise CopyRefused(_("You read it to protect her: first somebody else looks at why."))


def _end_all(request: RightsRequest, why: Ended, by: Principal, at: datetime) -> None:
    for model in (Objection, Block):
        _ended(model.objects.filter(request=request, ended_at=None), why, by, at)
    _log(request.pk, request.survivor_id, "limit-ended", by, at)


def _ended(limits: Iterable[Limit], why: Ended, by: Principal, at: datetime) -> None:
    for one in limits:
        one.ended_at, one.ended_why = at, why
        one.ended_by = f"{by.actor.kind}:{by.actor.id or ''}"
        one.save(update_fields=["ended_at", "ended_why", "ended_by"])


def in_force(survivor_id: UUID) -> list[Limit]:
    """Give what is in force for her, as far as the asker may see: for her space and her team."""
    objections = Objection.objects.filter(survivor_id=survivor_id, ended_at=None)
    blocks = Block.objects.filter(survivor_id=survivor_id, ended_at=None)
    return [*objections.order_by("since"), *blocks.order_by("since")]


def of_request(request: RightsRequest) -> list[Limit]:
    """Give what a request began and is in force."""
    rows: list[Limit] = []
    for model in (Objection, Block):
        rows += model._default_manager.filter(request=request, ended_at=None).order_by("since")
    return rows


def in_words(request: RightsRequest) -> list[tuple[Limit, str]]:
    """Give them with the words a screen says."""
    purposes, classes = names(SharingPurpose.objects.all()), names(RecipientClass.objects.all())
    return [(one, _words(one, purposes, classes)) for one in of_request(request)]


def _words(one: Limit, purposes: dict[str, str], classes: dict[str, str]) -> str:
    if isinstance(one, Block):
        return str(one.get_part_display())
    assert isinstance(one, Objection)
    pairs = ((purposes, one.purpose), (classes, one.recipient))
    found = [str(listed.get(code, code)) for listed, code in pairs if code]
    return " · ".join(found) or _("Every use by others")


def _log(
    request_id: UUID, survivor_id: UUID | None, what: str, by: Principal, at: datetime
) -> None:
    record(
        Verb.RIGHTS_MOVED, by=by.actor, at=at, target=Target("rights_request", str(request_id)),
        subject=survivor_id, purpose="request", detail={"what": what},
    )  # fmt: skip
