"""Reads of requests: what one principal may see, what a visit may list, what was asked before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from casework.access.principals import Principal, Staff, SurvivorPrincipal
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.documents.models import SealedDocument
from casework.identity.lookup import document_digest, run_digest
from casework.identity.run import Run
from casework.survivors.models import Survivor

from . import rules
from .letters import ways
from .models import RightsRequest
from .states import FINAL, PublicState, public

if TYPE_CHECKING:
    from .filing import Intake


@dataclass(frozen=True, slots=True)
class Line:
    """What somebody may know of a request without opening it."""

    number: str
    right: str
    filed_at: datetime
    due_at: datetime
    state: PublicState


def my_requests(run: Run) -> list[Line]:
    """Give what was asked from visits with this RUN that were not open, newest first.

    The same question for every RUN; what she asked elsewhere is never among them.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM siivbg_my_requests(%s)", [run_digest(run)])
        rows = cursor.fetchall()
    return [
        Line(number, right, filed, due, PublicState(state))
        for number, right, filed, due, state in rows
    ]


def requests_of(by: SurvivorPrincipal) -> list[RightsRequest]:
    """Give all her requests, newest first, for her own space."""
    return list(RightsRequest.objects.visible_to(by).order_by("-filed_at"))


def earlier(intake: Intake, by: Principal) -> Line | None:
    """Give the same thing asked before and not answered yet, as far as the asker may know."""
    if isinstance(by, Staff | SurvivorPrincipal):
        seen = earlier_seen(intake, by)
        return line_of(seen) if seen else None
    if intake.run is None:
        return None
    open_ones = (one for one in my_requests(intake.run) if one.state == PublicState.IN_PROCESS)
    return next((one for one in open_ones if one.right == intake.right), None)


def earlier_seen(intake: Intake, by: Principal) -> RightsRequest | None:
    """Give the same request itself, to somebody who may see it; nobody in particular may not.

    The same is what the same side asked: whoever asks for her, or against her, must not learn
    from this that she or somebody else asked before (AB31).
    """
    about = Q(survivor_id=intake.survivor_id) if intake.survivor_id else Q(pk=None)
    if intake.run is not None:
        about |= Q(run_digest=run_digest(intake.run))
    if intake.document is not None:
        about |= Q(document_digest=document_digest(intake.document))
    rows = RightsRequest.objects.visible_to(by).filter(
        about, _same_side(intake), right=intake.right
    )
    found: RightsRequest | None = rows.exclude(state__in=FINAL).order_by("filed_at").first()
    return found


def _same_side(intake: Intake) -> Q:
    """Give what tells her own requests from those of each person who asks for her."""
    proxy = intake.proxy
    if proxy is None:
        return Q(filer=intake.filer)
    if proxy.run is None:
        return Q(pk=None)
    return Q(filer=intake.filer, proxy_digest=run_digest(proxy.run))


def line_of(request: RightsRequest) -> Line:
    """Give the line of a request."""
    return Line(
        request.number, request.right, request.filed_at, request.ends_at, public(request.state)
    )


def open_request(request_id: UUID, *, by: Staff, at: datetime) -> RightsRequest:
    """Give a request to somebody who works on it, and log the reading.

    Raises RightsRequest.DoesNotExist for everyone else, as if there were none.
    """
    rows = RightsRequest.objects.answered_by(by)
    related = rows.select_related("survivor", "centre", "ground", "letter", "received_centre")
    found: RightsRequest = related.get(pk=request_id)
    target = Target("rights_request", str(found.pk))
    record(
        Verb.RIGHTS_READ, by=by.actor, at=at, target=target, subject=found.survivor_id,
        purpose="request",
    )  # fmt: skip
    return found


def still_open(by: Staff) -> QuerySet[Any]:
    """Give the requests she may see that are not over, the next to end first."""
    rows = RightsRequest.objects.visible_to(by).exclude(state__in=FINAL)
    return rows.annotate(end=Coalesce("extended_to", "due_at")).order_by("end", "pk")


def over(by: Staff) -> QuerySet[RightsRequest]:
    """Give the requests that are over, the newest first."""
    rows = RightsRequest.objects.visible_to(by).filter(state__in=FINAL)
    return rows.annotate(end=Coalesce("extended_to", "due_at")).order_by("-updated_at", "pk")


def of_survivor(survivor: Survivor, by: Staff) -> list[RightsRequest]:
    """Give what was asked about one woman's data, newest first."""
    rows = RightsRequest.objects.visible_to(by).filter(survivor=survivor)
    return list(rows.select_related("survivor", "centre").order_by("-filed_at"))


def sealed_of(request: RightsRequest) -> list[SealedDocument]:
    """Give receipt, notices and answer of a request, in order; all are under its key."""
    rows = SealedDocument.objects.filter(key_id=request.key_id).select_related("stored")
    return list(rows.order_by("issued_at", "pk"))


def late_ways(request: RightsRequest, at: datetime) -> list[str]:
    """Give where she may go when the answer did not leave in time; empty before (law DP-07)."""
    if not rules.is_late(request.ends_at, at, request.state):
        return []
    return ways(request, request.ends_at)
