"""Writing down what happens to a request: its event, the log's row, and who listens (law DP-05)."""

from datetime import datetime

from casework.access.crossing import Overtaken
from casework.access.principals import Principal
from casework.audit.log import Target, record
from casework.audit.verbs import Verb

from . import port
from .choices import What
from .models import RequestEvent, RightsRequest
from .states import State, may_move

TARGET = "rights_request"
VERBS = {
    What.FILED: Verb.RIGHTS_FILED,
    What.EXTENDED: Verb.RIGHTS_EXTENDED,
    What.DECIDED: Verb.RIGHTS_DECIDED,
    What.ANSWERED: Verb.RIGHTS_ANSWERED,
    What.WITHDRAWN: Verb.RIGHTS_WITHDRAWN,
    What.EXPORTED: Verb.RIGHTS_EXPORTED,
}


class CannotMove(Overtaken):
    """The request is no longer where this act begins; the page shows where it is now."""


def check_move(request: RightsRequest, after: str) -> None:
    """Raise CannotMove when the table of moves does not lead there."""
    if not may_move(request.state, after):
        raise CannotMove(f"{request.state} -> {after}")


def note(
    request: RightsRequest,
    what: What,
    *,
    by: Principal,
    at: datetime,
    before: str = "",
    after: str = "",
    reason: str = "",
) -> RequestEvent:
    """Add an event and the log's row. The request itself was saved by the caller."""
    actor = by.actor
    event = RequestEvent(
        request=request, key_id=request.key_id, order=_next(request, what), at=at, what=what,
        before=before, after=after or request.state, actor_kind=actor.kind, actor_id=actor.id,
        actor_level=actor.level, reason=reason,
    )  # fmt: skip
    event.save(force_insert=True)
    record(
        VERBS.get(what, Verb.RIGHTS_MOVED), by=actor, at=at,
        target=Target(TARGET, str(request.pk)), subject=request.survivor_id, purpose="request",
        detail={"what": str(what), "right": str(request.right), "state": str(request.state)},
    )  # fmt: skip
    return event


def moved(
    request: RightsRequest,
    after: State,
    what: What,
    *,
    by: Principal,
    at: datetime,
    fields: tuple[str, ...] = (),
    reason: str = "",
) -> RightsRequest:
    """Move a request, save it with the named fields, write it down and tell who listens.

    Raises CannotMove.
    """
    check_move(request, after)
    before, request.state = request.state, after
    request.save(update_fields=["state", "updated_at", *fields])
    note(request, what, by=by, at=at, before=before, after=after, reason=reason)
    port.tell(port.Change(request, before, after, by, at))
    return request


def _next(request: RightsRequest, what: What) -> int:
    if what == What.FILED:
        return 1
    last = RequestEvent.objects.filter(request=request).order_by("-order")
    return (last.values_list("order", flat=True).first() or 0) + 1
