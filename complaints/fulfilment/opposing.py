"""Opposition at the gate: a use she said no to is off, whatever was signed before (law 1.1, O)."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.access.principals import Staff
from casework.sharing.gate import Answer, Sharing, register_veto

from ..rights.models import RightsRequest
from ..rights.port import Done, Fulfiller, Preview
from . import limits, recipients
from .addresses import work_page
from .limit_models import Objection

OPEN = Answer(True, "")
NO = Answer(False, gettext_lazy("She said no to this use of her data. Nothing is sent."))


def veto(sharing: Sharing, at: datetime) -> Answer:
    """Refuse a use she said no to, at this moment."""
    return veto_each([sharing], at)[sharing]


def veto_each(sharings: Sequence[Sharing], at: datetime) -> dict[Sharing, Answer]:
    """Answer several at once, in one question; the database answers in whatever context."""
    said = _said({one.survivor_id for one in sharings})
    return {one: NO if _refused(one, said.get(one.survivor_id, [])) else OPEN for one in sharings}


def _said(people: Iterable[UUID]) -> dict[UUID, list[tuple[str, str]]]:
    found: dict[UUID, list[tuple[str, str]]] = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT person, purpose, recipient FROM siivbg_objected(%s)", [list(people)])
        for person, purpose, recipient in cursor.fetchall():
            found.setdefault(person, []).append((purpose, recipient))
    return found


def _refused(sharing: Sharing, said: list[tuple[str, str]]) -> bool:
    return any(
        purpose in ("", sharing.purpose) and recipient in ("", sharing.recipient)
        for purpose, recipient in said
    )


def install() -> None:
    """Register the veto at the gate."""
    register_veto("opposition", veto, each=veto_each)


def preview(request: RightsRequest, by: Staff, at: datetime) -> Preview:
    """Say what is off already, and who is still to be told."""
    lines = [_("Sharing stopped when she asked. Uses that are off: %(n)d.") % {
        "n": Objection.objects.filter(request=request, ended_at=None).count()
    }]  # fmt: skip
    return Preview((*lines, *recipients.lines(request)), (), work_page(request.pk))


def fulfil(request: RightsRequest, by: Staff, at: datetime) -> Done:
    """Keep it off from now on, also where it began only now (asked for by somebody else)."""
    if not Objection.objects.filter(request=request, ended_at=None).exists():
        limits.begin(request=request, by=by, at=at)
    return Done((
        _("This use of your data is off. You can change your mind whenever you want."),
        *recipients.told_lines(request),
    ))  # fmt: skip


OPPOSITION = Fulfiller(preview, fulfil)
