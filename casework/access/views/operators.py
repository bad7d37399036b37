"""The operators' register, for administrators; the team, for a head of centre."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from .. import actions, certificates, competence, queries, recovery, requirements, sessions
from ..cover_rules import Asked
from ..forms import AssignmentForm, NewOperatorForm
from ..gates import Refused, principal_of, staff_may
from ..levels import Level, Right
from ..models import Assignment, Operator
from ..operators import standings, why_closed
from ..undertaking_text import VERSION

PER_PAGE = 30


def _found(request: HttpRequest, operator: UUID) -> Operator:
    rows = queries.operators_visible_to(principal_of(request))
    return get_object_or_404(rows, pk=operator)


@staff_may(Right.MANAGE_OPERATORS)
def operator_list(request: HttpRequest) -> HttpResponse:
    """Everybody in the register, with what is running."""
    rows = queries.operators_visible_to(principal_of(request)).prefetch_related(
        "assignments__centre"
    )
    page = Paginator(rows.order_by("-active", "user__last_name", "pk"), PER_PAGE)
    return render(
        request, "access/operators.html", {"page": page.get_page(request.GET.get("pagina"))}
    )


@staff_may(Right.MANAGE_OPERATORS)
@require_http_methods(["GET", "POST"])
def new_operator(request: HttpRequest) -> HttpResponse:
    """Enter a person; the temporary password is shown once."""
    form = NewOperatorForm(request.POST or None)
    if form.is_valid():
        if problem := actions.run_problem(form.cleaned_data["run"]):
            form.add_error("run", problem)
        else:
            made = actions.create_operator(
                **form.cleaned_data, by=principal_of(request).actor, at=timezone.now()
            )
            return render(request, "access/password_once.html", {"made": made})
    return render(request, "access/new_operator.html", {"form": form})


@staff_may(Right.MANAGE_OPERATORS)
def operator_detail(request: HttpRequest, operator: UUID) -> HttpResponse:
    """One person: assignments, sessions, and what an administrator may do."""
    found, at = _found(request, operator), timezone.now()
    held = list(certificates.certificates_visible_to(principal_of(request)).filter(operator=found))
    given, waived = standings(found, at), list(found.waivers.select_related("given_by__user"))
    asked = requirements.read()
    levels = sorted({one.held.level for one in given})
    context = {
        "operator": found,
        "standings": given,
        "needs": [requirements.add_up(held, waived, level, at, asked) for level in levels],
        "waivers": waived,
        "today": timezone.localdate(at),
        "certificates": certificates.shown(held, at),
        "recorded_here": competence.recorded_here(),
        "past": found.assignments.filter(ended_at__isnull=False).order_by("-ended_at"),
        "sessions": found.sessions.order_by("-seen_at"),
        "own": found.pk == principal_of(request).operator_id,
    }
    return render(request, "access/operator.html", context)


@staff_may(Right.MANAGE_OPERATORS)
@require_http_methods(["GET", "POST"])
def new_assignment(request: HttpRequest, operator: UUID) -> HttpResponse:
    """Give somebody a level over a scope."""
    found = _found(request, operator)
    form = AssignmentForm(request.POST or None, initial={"starts_on": timezone.localdate()})
    if form.is_valid():
        _assign(request, found, form.cleaned_data)
        messages.success(request, _("The assignment was saved."))
        return redirect("staff:operator", found.pk)
    return render(request, "access/new_assignment.html", {"form": form, "operator": found})


def _assign(request: HttpRequest, found: Operator, data: dict[str, Any]) -> None:
    try:
        actions.assign(
            found,
            level=Level(data["level"]),
            scope=actions.Scope(data["region"], data["executor"], data["centre"]),
            starts_on=data["starts_on"],
            ends_on=data["ends_on"],
            agreement=data["agreement"],
            by=principal_of(request).actor,
            at=timezone.now(),
        )
    except actions.OwnAssignment:
        raise _own() from None


def _own() -> Refused:
    return Refused(_("Nobody changes her own access: ask another administrator."), "own")


@staff_may(Right.MANAGE_OPERATORS)
@require_POST
def end_assignment(request: HttpRequest, operator: UUID, assignment: UUID) -> HttpResponse:
    """Close an assignment now."""
    found = _found(request, operator)
    row = get_object_or_404(found.assignments, pk=assignment)
    try:
        actions.end_assignment(row, by=principal_of(request).actor, at=timezone.now())
    except actions.OwnAssignment:
        raise _own() from None
    messages.success(request, _("The assignment was ended."))
    return redirect("staff:operator", found.pk)


@staff_may(Right.MANAGE_OPERATORS)
@require_POST
def renew_password(request: HttpRequest, operator: UUID) -> HttpResponse:
    """A new temporary password, shown once."""
    found = _found(request, operator)
    try:
        made = actions.renew_password(found, by=principal_of(request).actor, at=timezone.now())
    except actions.OwnAssignment:
        raise _own() from None
    except recovery.SamePerson:
        raise _same() from None
    return render(request, "access/password_once.html", {"made": made})


@staff_may(Right.MANAGE_OPERATORS)
@require_POST
def forget_factors(request: HttpRequest, operator: UUID) -> HttpResponse:
    """She lost her second factor: with her password she registers another."""
    found = _found(request, operator)
    try:
        actions.forget_factors(found, by=principal_of(request).actor, at=timezone.now())
    except actions.OwnAssignment:
        raise _own() from None
    except recovery.SamePerson:
        raise _same() from None
    said = _("Her second factors are gone. With her password she comes in and registers another.")
    messages.success(request, said)
    return redirect("staff:operator", found.pk)


def _same() -> Refused:
    said = _("Another administrator has to do this: nobody renews both password and second factor.")
    return Refused(said)


@staff_may(Right.MANAGE_OPERATORS)
@require_POST
def end_sessions(request: HttpRequest, operator: UUID) -> HttpResponse:
    """End every session of somebody."""
    found, staff = _found(request, operator), principal_of(request)
    sessions.end_all(found.pk, by=staff.actor, at=timezone.now(), why="administrator")
    messages.success(request, _("Her sessions were ended."))
    return redirect("staff:operator", found.pk)


@staff_may(Right.MANAGE_OPERATORS)
@require_http_methods(["GET", "POST"])
def end_operator(request: HttpRequest, operator: UUID) -> HttpResponse:
    """Somebody leaves: account, assignments and sessions close at once."""
    found = _found(request, operator)
    if request.method != "POST":
        return render(request, "access/end_operator.html", {"operator": found})
    try:
        actions.end_operator(found, by=principal_of(request).actor, at=timezone.now())
    except actions.OwnAssignment:
        raise _own() from None
    messages.success(request, _("The account was closed."))
    return redirect("staff:operators")


@staff_may(Right.REPORT_TEAM)
def team(request: HttpRequest) -> HttpResponse:
    """Who works in the centres she heads, and whether it is open."""
    at = timezone.now()
    rows = queries.team_of(principal_of(request)).prefetch_related(
        "operator__undertakings", "operator__certificates", "operator__waivers"
    )
    asked = requirements.read()
    people = [_member(row, at, asked) for row in rows]
    return render(request, "access/team.html", {"people": people})


def _member(row: Assignment, at: datetime, asked: Mapping[Level, Asked]) -> dict[str, Any]:
    one, level = row.operator, Level(row.level)
    found = requirements.add_up(one.certificates.all(), one.waivers.all(), level, at, asked)
    return {
        "row": row,
        "closed": why_closed(row, at, signed=_signed(one), levels=_levels(found, row, at)),
        "certified": found,
    }


def _levels(found: requirements.Certified, row: Assignment, at: datetime) -> frozenset[Level]:
    """What is on the screen counts where records do; any other provider is asked."""
    if not competence.recorded_here():
        return competence.levels(row.operator_id, at)
    return frozenset({found.level}) if found.cover.covered else frozenset()


def _signed(operator: Operator) -> bool:
    return any(one.version == VERSION for one in operator.undertakings.all())
