"""Who works in a case."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from casework.access.gates import staff_may
from casework.access.levels import Right
from casework.survivors.views.getters import staff_of

from .. import forms, team_actions
from ..models import CaseTeam
from ..refusals import CaseRefused
from .getters import asked, case_to_change


@staff_may(Right.OPEN_CASES)
@require_POST
def take_charge(request: HttpRequest, survivor_id: UUID, case_id: UUID) -> HttpResponse:
    """One button: the case is mine."""
    case, by = case_to_change(request, survivor_id, case_id), staff_of(request)
    try:
        team_actions.take_charge(case=case, by=by, at=timezone.now())
        messages.success(request, _("You are in charge of the case."))
    except CaseRefused as refused:
        messages.error(request, str(refused.words))
    return redirect("cases:case", survivor_id, case_id)


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, survivor_id: UUID, case_id: UUID) -> HttpResponse:
    """Somebody joins the team, or takes charge."""
    case, by = case_to_change(request, survivor_id, case_id), staff_of(request)
    held = team_actions.colleagues(case.centre_id, timezone.now())
    people = {str(one.operator_id): one.operator.user.get_full_name() for one in held}

    def act(data: dict[str, Any]) -> None:
        team_actions.join_team(
            case=case, operator_id=UUID(data["operator"]), role=data["role"], by=by,
            at=timezone.now(),
        )  # fmt: skip

    return asked(
        request, case, forms.TeamForm, name="cases-team", act=act, colleagues=list(people.items())
    )


@staff_may(Right.OPEN_CASES)
@require_POST
def leave(request: HttpRequest, survivor_id: UUID, case_id: UUID, member_id: UUID) -> HttpResponse:
    """Somebody's part in the team ends today."""
    case, by = case_to_change(request, survivor_id, case_id), staff_of(request)
    member = CaseTeam.objects.filter(case=case, pk=member_id).select_related("case").first()
    if member is None:
        raise Http404
    team_actions.leave_team(member=member, by=by, at=timezone.now())
    messages.success(request, _("Saved."))
    return redirect("cases:case", survivor_id, case_id)
