"""What every operator sees first: what is open, what is not and why, where she is logged in."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.models import Permission
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from .. import (
    actions,
    certificates,
    competence,
    home_lines,
    queries,
    requirements,
    sessions,
    undertaking_text,
)  # fmt: skip
from ..certificate_models import Certificate
from ..gates import any_staff, principal_of
from ..levels import Level, Right
from ..models import Operator
from ..operators import has_signed, standings
from ..principals import Staff
from ..waiver_models import Waiver
from .factors import operator_of


@any_staff
def home(request: HttpRequest) -> HttpResponse:
    """Her name, her assignments, what waits for her."""
    staff, at = principal_of(request), timezone.now()
    operator = request.live_session.operator  # type: ignore[attr-defined]  # the door read it
    given = standings(operator, at, signed=request.has_signed)  # type: ignore[attr-defined]
    held = list(operator.certificates.order_by("level", "-issued_on"))
    needs = _needs(operator, held, {one.held.level for one in given}, at)
    context = {
        "standings": given,
        "certificates": certificates.shown(held, at),
        "needs": needs,
        "blocked": any(not one.cover.covered for one in needs),
        "ending": requirements.ending(needs),
        "sessions": queries.sessions_visible_to(staff).filter(operator_id=staff.operator_id),
        "live": request.live_session,  # type: ignore[attr-defined]
        **queries.grants_waiting(staff, at),
        "notes": home_lines.lines(staff, at),
        "conflicts": _conflicts(staff),
        "stand_in": competence.is_stand_in(),
        "is_editor": _edits(staff),
    }
    return render(request, "access/home.html", context)


def _needs(
    operator: Operator, held: list[Certificate], levels: set[Level], at: datetime
) -> list[requirements.Certified]:
    """Give what her levels ask and what she has of it; exceptions matter where that lacks."""
    asked = requirements.read()

    def added_up(waived: list[Waiver]) -> list[requirements.Certified]:
        found = (level for level in Level if level in levels)
        return [requirements.add_up(held, waived, level, at, asked) for level in found]

    needs = added_up([])
    if all(one.cover.covered for one in needs):
        return needs
    return added_up(list(operator.waivers.filter(ended_at=None)))


def _edits(staff: Staff) -> bool:
    """Say whether she works on the site too, in one question."""
    able = Permission.objects.filter(
        codename="access_admin", content_type__app_label="wagtailadmin"
    )
    return able.filter(Q(group__user=staff.user_id) | Q(user=staff.user_id)).exists()


def _conflicts(staff: Staff) -> int:
    """Give how many files wait for somebody else; asked only of who may act on it."""
    may = staff.may(Right.REPORT_TEAM) or staff.may(Right.MANAGE_OPERATORS)
    return queries.conflicts_visible_to(staff).count() if may else 0


@any_staff
@require_http_methods(["GET", "POST"])
def undertaking(request: HttpRequest) -> HttpResponse:
    """The confidentiality undertaking: read, then sign; nothing opens before (VG-07)."""
    operator = operator_of(request)
    if request.method == "POST":
        if not request.POST.get("accept"):
            messages.error(request, _("Tick the box to sign, or log out."))
            return redirect("staff:undertaking")
        actions.sign_undertaking(operator, by=principal_of(request).actor, at=timezone.now())
        return redirect("staff:home")
    context = {"text": undertaking_text.in_force(), "signed": has_signed(operator)}
    return render(request, "access/undertaking.html", context)


@any_staff
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep working: the door noted that she is there; tell the page how long it lasts now."""
    live = request.live_session  # type: ignore[attr-defined]
    seconds, more = sessions.left(live, timezone.now())
    return JsonResponse({"left": seconds, "more": more})


@any_staff
def session_list(request: HttpRequest) -> HttpResponse:
    """Where she is logged in, with a way to end each."""
    staff = principal_of(request)
    rows = queries.sessions_visible_to(staff).filter(operator_id=staff.operator_id)
    context = {"sessions": rows, "live": request.live_session}  # type: ignore[attr-defined]
    return render(request, "access/sessions.html", context)


@any_staff
@require_POST
def end_session(request: HttpRequest, session: UUID) -> HttpResponse:
    """End one session: her own or, for an administrator, anybody's."""
    staff = principal_of(request)
    live = get_object_or_404(queries.sessions_visible_to(staff), pk=session)
    sessions.end(live, by=staff.actor, at=timezone.now(), why="ended")
    messages.success(request, _("The session was ended."))
    if live.operator_id == staff.operator_id:
        return redirect("staff:sessions")
    return redirect("staff:operator", live.operator_id)


@any_staff
@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """End all her sessions but this one."""
    staff = principal_of(request)
    sessions.end_all(
        staff.operator_id, by=staff.actor, at=timezone.now(), why="ended",
        keep=request.live_session,  # type: ignore[attr-defined]
    )  # fmt: skip
    messages.success(request, _("Your other sessions were ended."))
    return redirect("staff:sessions")
