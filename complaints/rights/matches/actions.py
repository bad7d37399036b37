"""Mending a wrong match: told by one, settled by another, one of them the officer (law DP-72)."""

from datetime import datetime
from uuid import UUID

from django.db import ProgrammingError, connection, transaction
from django.utils.translation import gettext as _

from casework.access.levels import Right
from casework.access.principals import Staff
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.identity.lookup import run_digest
from casework.identity.run import Run

from .. import events
from ..actions import RightsRefused
from ..choices import What
from ..keys import filing_with
from ..models import RightsRequest
from ..states import State
from .models import MatchFix, Mistake

MENDABLE = frozenset({State.FILED, State.IDENTIFYING, State.COMPLETING, State.HELD, State.WORKING})


@transaction.atomic
def doubt(
    *, request: RightsRequest, mistake: str, run: Run | None, by: Staff, at: datetime
) -> MatchFix:
    """Say that a request was matched with the wrong person. Nothing moves before a second agrees.

    run: the one it should have had; None: of nobody known. Raises RightsRefused,
    RightsRequest.DoesNotExist.
    """
    kept = RightsRequest.objects.visible_to(by).get(pk=request.pk)
    if kept.survivor_id is None or kept.state not in MENDABLE:
        raise RightsRefused(_("Only while it is being worked on, before it is decided."))
    if mistake not in Mistake.values:
        raise RightsRefused(_("Choose what went wrong."))
    if MatchFix.objects.filter(request=kept, settled_at=None).exists():
        raise RightsRefused(_("Somebody said so already: another person has to agree."))
    fix = MatchFix(
        request=kept, mistake=mistake, to_digest=run_digest(run) if run else None,
        told_by=by.operator_id, by_officer=by.may(Right.ANSWER_REQUESTS), told_at=at,
    )  # fmt: skip
    fix.save(force_insert=True)
    _note(kept, What.MATCH_DOUBTED, by, at)
    return fix


def _note(request: RightsRequest, what: What, by: Staff, at: datetime) -> None:
    """Add to its history; the officer, who opens nothing of it, is lent its key for this line."""
    with filing_with(request.key_id, request.pk):
        events.note(request, what, by=by, at=at)


@transaction.atomic
def settle(*, fix: MatchFix, agreed: bool, by: Staff, at: datetime) -> None:
    """Agree, and it goes to whom it belongs to; or leave it as it was. Raises RightsRefused.

    The database asks again for two people, one of them the officer, and moves it: the centre that
    worked on it does not see it any more.
    """
    request = RightsRequest.objects.visible_to(by).get(pk=fix.request_id)
    if fix.told_by == by.operator_id:
        raise RightsRefused(_("Somebody else agrees: two people, always."))
    if agreed and not (fix.by_officer or by.may(Right.ANSWER_REQUESTS)):
        raise RightsRefused(_("Who answers for personal data has to agree."))
    _note(request, What.MATCH_MENDED if agreed else What.MATCH_KEPT, by, at)
    if not agreed:
        fix.settled_by, fix.settled_at, fix.agreed = by.operator_id, at, False
        fix.save(update_fields=["settled_by", "settled_at", "agreed"])
        return
    person = _moved(fix, at)
    if person is not None:
        record(
            Verb.RIGHTS_MOVED, by=by.actor, at=at, target=Target("rights_request", str(request.pk)),
            subject=person, purpose="request", detail={"what": "match-mended"},
        )  # fmt: skip


def _moved(fix: MatchFix, at: datetime) -> UUID | None:
    """Have the database move it; give whose it is now, if anybody's."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT person FROM siivbg_rematch(%s, %s)", [fix.pk, at])
            found: UUID | None = cursor.fetchone()[0]
            return found
    except ProgrammingError:
        raise RightsRefused(
            _("It cannot be moved now: work was begun with it. Withdraw it and file it again.")
        ) from None


def in_doubt(by: Staff) -> list[MatchFix]:
    """Give the matches that somebody doubts, as far as the asker sees their requests."""
    seen = RightsRequest.objects.visible_to(by).values("pk")
    rows = MatchFix.objects.filter(settled_at=None, request__in=seen)
    return list(rows.select_related("request").order_by("told_at"))
