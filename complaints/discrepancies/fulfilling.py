"""What the request's life does to a discrepancy: carried out, closed, taken back (law 1.1, R)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from casework.access.principals import Staff
from casework.survivors import actions as survivors
from casework.survivors.registry import naming
from casework.survivors.registry.actions import Told
from casework.survivors.registry.rules import Refusal
from casework.territory.validity import chilean_day

from ..fulfilment import recipients
from ..rights import port
from ..rights.actions import RightsRefused
from ..rights.models import RightsRequest
from ..rights.states import State as Asked
from . import actions, data
from .addresses import page_of
from .choices import End
from .models import Discrepancy
from .states import FINAL, State


def of(request: RightsRequest) -> Discrepancy | None:
    """Give the discrepancy a request is about, if it is about one."""
    rows = Discrepancy.objects.filter(request_id=request.pk).select_related("survivor")
    found: Discrepancy | None = rows.first()
    return found


def concerns(request: RightsRequest) -> bool:
    """Say whether a request is about one datum she says is wrong."""
    return of(request) is not None


def preview(request: RightsRequest, by: Staff, at: datetime) -> port.Preview:
    """Say what a yes would change, before anybody decides."""
    row = of(request)
    assert row is not None
    day = chilean_day(at)
    lines = []
    if row.end in (End.CORRECTED, End.PARTLY):
        lines.append(_("“%(field)s” will say: %(value)s") % _said(row, day))
    ready = row.state == State.PROPOSED
    obstacles = () if ready else (_("Say first, on its page, how the datum ends."),)
    return port.Preview((*lines, *recipients.lines(request)), obstacles, page_of(row.pk))


def fulfil(request: RightsRequest, by: Staff, at: datetime) -> port.Done:
    """Write the right value in. Raises CannotFulfil for a value that is no longer possible."""
    row = of(request)
    assert row is not None
    source = row.told_source
    dated = date.fromisoformat(source["dated"]) if source.get("dated") else None
    told = Told(source.get("source", "herself"), source.get("institution", ""), dated)
    try:
        data.write(
            survivor=row.survivor, code=row.field, value=row.new_value, told=told, by=by, at=at
        )
    except survivors.AlreadyRegistered:
        raise port.CannotFulfil(
            _("This document is in another record. Look at duplicates first.")
        ) from None
    except Refusal as refusal:
        raise port.CannotFulfil(str(refusal.words)) from None
    line = _("“%(field)s” now says: %(value)s") % _said(row, chilean_day(at))
    return port.Done((line, *recipients.told_lines(request)))


def _said(row: Discrepancy, day: date) -> dict[str, str]:
    return {
        "field": naming.field_name(row.field, day),
        "value": data.words_of(row.field, row.new_value, day),
    }


RIGHT = port.Fulfiller(preview, fulfil)


def on_state(change: port.Change) -> None:
    """Follow the request; refuse what would leave the datum half-way."""
    if change.before == "" or not isinstance(change.by, Staff):
        return
    row = of(change.request)
    if row is None:
        return
    follow = _FOLLOW.get(Asked(change.after))
    if follow is not None:
        follow(row, change, change.by)


def _reviewing(row: Discrepancy, change: port.Change, by: Staff) -> None:
    if row.state != State.PROPOSED:
        raise RightsRefused(_("Say first, on its page, how the datum ends."))


def _working(row: Discrepancy, change: port.Change, by: Staff) -> None:
    if change.before == Asked.REVIEWING and row.state == State.PROPOSED:
        actions.move(row, State.OPEN)


def _decided(row: Discrepancy, change: port.Change, by: Staff) -> None:
    row.settled_by, row.settled_at = by.operator_id, change.at
    actions.move(row, State.SETTLED, "settled_by", "settled_at")
    if row.end == End.KEPT:
        actions.unmark(row, data.kept_beside(row.version, change.at), by, change.at)


def _withdrawn(row: Discrepancy, change: port.Change, by: Staff) -> None:
    if row.state not in FINAL:
        actions.move(row, State.WITHDRAWN)
        actions.unmark(row, _("She took it back: it stands as it was."), by, change.at)


def _transferred(row: Discrepancy, change: port.Change, by: Staff) -> None:
    raise RightsRefused(_("Its source is asked on its own page: the time goes on here."))


_FOLLOW = {
    Asked.REVIEWING: _reviewing,
    Asked.WORKING: _working,
    Asked.DECIDED: _decided,
    Asked.WITHDRAWN: _withdrawn,
    Asked.TRANSFERRED: _transferred,
}
