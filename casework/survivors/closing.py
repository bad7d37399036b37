"""Files, or parts of them, that are kept apart: who opens a page of one is told why, and logged.

The database keeps the rows away by itself (`siivbg_closed`); here the page says so. Which part a
page belongs to is said by the rooms that know (`add_rooms`).
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models.expressions import RawSQL
from django.http import HttpRequest
from django.utils.translation import gettext as _

from casework.access.gates import Refused
from casework.access.principals import Staff
from casework.audit.log import Target, record
from casework.audit.verbs import Verb

from .models import Survivor

WHOLE = "file"
_rooms: dict[str, str] = {}
_address: list[Callable[[UUID], str]] = []


def add_rooms(rooms: Mapping[str, str], *, address: Callable[[UUID], str]) -> None:
    """Say which part a page shows, by its view's name or application; where to read all the same.

    address: takes her id, gives the page where an emergency reading begins.
    """
    _rooms.update(rooms)
    _address[:] = [address]


def parts_of(operator_id: UUID) -> RawSQL:
    """Give, as a column beside her record, what of it is kept apart from an operator."""
    return RawSQL('siivbg_apart("casework_survivor"."id", %s)', [operator_id])


def check_page(request: HttpRequest, survivor: Survivor, *, by: Staff, at: datetime) -> None:
    """Refuse a page that shows a part kept apart. Raises Refused; the log has it."""
    apart: list[str] = getattr(survivor, "apart", None) or []
    match = request.resolver_match
    if not apart or match is None:
        return
    room = _rooms.get(match.view_name) or _rooms.get(match.app_name or "")
    if room in apart:
        refuse(survivor.pk, room, by=by, at=at)


def check_missing(survivor_id: UUID, *, by: Staff, at: datetime) -> None:
    """Of a file that did not come out: refuse when it is one's own and kept apart, else nothing."""
    mine = Survivor.objects.filter(pk=survivor_id, centre_ids__overlap=sorted(by.case_centres))
    apart = mine.values_list(parts_of(by.operator_id), flat=True).first()
    if apart and WHOLE in apart:
        refuse(survivor_id, WHOLE, by=by, at=at)


def refuse(survivor_id: UUID, room: str, *, by: Staff, at: datetime) -> None:
    """Log that a reading was refused, and refuse it. Raises Refused."""
    record(
        Verb.ACCESS_DENIED, by=by.actor, at=at, target=Target("survivor", str(survivor_id)),
        subject=survivor_id, detail={"why": "kept-apart", "room": room},
    )  # fmt: skip
    raise Refused(
        _("She asked to keep this apart while her request is looked at. It is stored, not read."),
        "kept-apart", address=_address[0](survivor_id) if _address else "",
        label=_("I need to read it to protect her"),
    )  # fmt: skip
