"""What is written every day in a case: sessions, tries, requests nobody could meet, slips."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from casework.access.gates import staff_may
from casework.access.levels import Right
from casework.survivors.queries import contact_of
from casework.survivors.views.getters import staff_of

from .. import act_actions, forms, queries, rules, undo_actions
from ..act_models import ContactTry, Session, UnmetRequest
from ..models import CaseMove
from .getters import asked, case_to_change

BOTH = ["GET", "POST"]
SLIPS = {
    "sesion": Session, "contacto": ContactTry, "solicitud": UnmetRequest, "etapa": CaseMove,
}  # fmt: skip


@staff_may(Right.OPEN_CASES)
@require_http_methods(BOTH)
def session(request: HttpRequest, survivor_id: UUID, case_id: UUID) -> HttpResponse:
    """Write a session; kind and mode come as in the last one."""
    case, by = case_to_change(request, survivor_id, case_id), staff_of(request)
    last = queries.sessions_of(case).values("kind", "mode").first()
    return asked(
        request, case, forms.SessionForm, name="cases-session", initial=last or {},
        act=lambda data: act_actions.add_session(case=case, by=by, at=timezone.now(), **data),
    )  # fmt: skip


@staff_may(Right.OPEN_CASES)
@require_http_methods(BOTH)
def contact_try(request: HttpRequest, survivor_id: UUID, case_id: UUID) -> HttpResponse:
    """Write a try to reach her; the rule of her safe contact stands above the form."""
    case, by = case_to_change(request, survivor_id, case_id), staff_of(request)
    contact = contact_of(case.survivor)
    channel = contact.channel if contact else ""
    trouble = rules.contact_trouble(contact, timezone.now(), request.POST.get("channel", channel))
    return asked(
        request, case, forms.TryForm, name="cases-try",
        initial={"channel": channel},
        context={"contact": contact, "trouble": trouble, "shows_contact": True},
        act=lambda data: act_actions.add_try(case=case, by=by, at=timezone.now(), **data),
    )  # fmt: skip


@staff_may(Right.OPEN_CASES)
@require_http_methods(BOTH)
def unmet(request: HttpRequest, survivor_id: UUID, case_id: UUID) -> HttpResponse:
    """Write a service she asked for that is not offered."""
    case, by = case_to_change(request, survivor_id, case_id), staff_of(request)
    return asked(
        request, case, forms.RequestForm, name="cases-request", context={"shows_counts": True},
        act=lambda data: act_actions.add_request(case=case, by=by, at=timezone.now(), **data),
    )  # fmt: skip


@staff_may(Right.OPEN_CASES)
@require_http_methods(BOTH)
def undo(
    request: HttpRequest, survivor_id: UUID, case_id: UUID, kind: str, row_id: UUID
) -> HttpResponse:
    """Take back a slip of the last minutes."""
    case, by = case_to_change(request, survivor_id, case_id), staff_of(request)
    model = SLIPS.get(kind)
    rows = model.objects.filter(case=case, pk=row_id, withdrawn_at=None) if model else None
    row = rows.select_related("survivor", "case__survivor").first() if rows is not None else None
    if row is None:
        raise Http404

    def act(data: dict[str, Any]) -> None:
        how = {"slip": data["slip"], "by": by, "at": timezone.now()}
        if isinstance(row, CaseMove):
            undo_actions.undo_move(move=row, **how)
        else:
            undo_actions.undo_act(act=row, **how)

    return asked(
        request, case, forms.UndoForm, name="cases-undo", about=row.pk, act=act,
        done=_("It was taken back."),
    )  # fmt: skip
