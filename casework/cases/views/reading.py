"""Historial de casos: all her cases, one of them whole, one session with its note."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from casework.access.gates import reads_cases
from casework.survivors.versions import SESSION, general_of, with_versions
from casework.survivors.views.getters import file_of, may_change, page, staff_of

from .. import queries, shown
from ..act_models import Session
from .getters import TAB, case_page, mine


@reads_cases
@require_GET
def history(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """All her cases: the own ones open, those of other centres as her trayecto tells them."""
    survivor, by = file_of(request, survivor_id), staff_of(request)
    cases = queries.cases_of(survivor, by=by)
    here = {case.centre_id for case in cases if case.closed_at is None and not shown.left(case)}
    context = page(
        request, survivor, TAB, cases=cases,
        elsewhere=queries.elsewhere(survivor, known=[case.pk for case in cases]),
        may_open=may_change(request, survivor) and bool(by.case_centres - here),
    )  # fmt: skip
    return render(request, "cases/history.html", context)


@reads_cases
@require_GET
def case(request: HttpRequest, survivor_id: UUID, case_id: UUID) -> HttpResponse:
    """One case: where it stands, what comes next, and what was done."""
    survivor, found = case_page(request, survivor_id, case_id, with_rows=True)
    by, now = staff_of(request), timezone.now()
    all_of_it = queries.whole(found)
    may_write = mine(request, found)
    context = page(
        request, survivor, TAB, case=found, whole=all_of_it, may_write=may_write,
        **shown.page_of(all_of_it, by=by.operator_id, now=now, may_write=may_write),
    )  # fmt: skip
    return render(request, "cases/case.html", context)


@reads_cases
@require_GET
def acts(request: HttpRequest, survivor_id: UUID, case_id: UUID) -> HttpResponse:
    """All sessions and tries of a case, with their notes."""
    survivor, found = case_page(request, survivor_id, case_id)
    sessions, tries = list(queries.sessions_of(found)), list(queries.tries_of(found))
    names = queries.names_of(one.operator_id for one in (*sessions, *tries))
    context = page(
        request, survivor, TAB, case=found, sessions=shown.named(sessions, names),
        tries=shown.named(tries, names), hers=general_of([found]), may_write=mine(request, found),
    )  # fmt: skip
    return render(request, "cases/acts.html", context)


@reads_cases
@require_GET
def session(request: HttpRequest, survivor_id: UUID, session_id: UUID) -> HttpResponse:
    """One session, where her trayecto leads."""
    survivor, by = file_of(request, survivor_id), staff_of(request)
    rows = Session.objects.visible_to(by).filter(survivor=survivor, withdrawn_at=None)
    found = with_versions(rows, SESSION).select_related("case").filter(pk=session_id).first()
    if found is None:
        raise Http404
    names = queries.names_of([found.operator_id])
    context = page(
        request, survivor, TAB, case=found.case, sessions=shown.named([found], names),
        hers=general_of([found]), may_write=mine(request, found.case),
    )  # fmt: skip
    return render(request, "cases/acts.html", context)
