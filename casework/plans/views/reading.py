"""The tab, one version, two versions side by side, and the sheet to print."""

from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from casework.access.gates import reads_cases, staff_may
from casework.access.levels import Right
from casework.access.principals import Staff
from casework.survivors.queries import call_name
from casework.survivors.views.getters import changeable, file_of, page, staff_of

from .. import queries
from ..act_forms import SAFETY_WORDS, PrintForm
from ..actions import log
from ..models import Plan
from ..rules import count
from ..states import IN_FORCE, State
from .getters import TAB, plan_or_404


@reads_cases
@require_GET
def tab(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Show the plan in force of each case, its draft and the older versions."""
    survivor, by, today = file_of(request, survivor_id), staff_of(request), timezone.localdate()
    cases = queries.plans_of(survivor, by=by)
    plan = next((one.in_force for one in cases if one.in_force), None)
    sheet = queries.sheet(plan, today=today) if plan else None
    context = page(
        request, survivor, TAB, cases=cases, sheet=sheet,
        may_say=plan is not None and may_say(plan, by),
    )  # fmt: skip
    return render(request, "plans/tab.html", context)


@reads_cases
@require_GET
def version(request: HttpRequest, survivor_id: UUID, plan_id: UUID) -> HttpResponse:
    """Show one version, whole."""
    survivor, by = file_of(request, survivor_id), staff_of(request)
    plan = plan_or_404(request, survivor, plan_id)
    sheet = queries.sheet(plan, today=timezone.localdate())
    context = page(
        request, survivor, TAB, sheet=sheet, others=queries.beside_of(plan, by=by),
        is_draft=plan.state == State.DRAFT,
        works=plan.state in IN_FORCE and plan.case.closed_at is None,
        may_say=may_say(plan, by), may_sign=sheet.waits_for_head and plan.centre_id in by.heads,
    )  # fmt: skip
    return render(request, "plans/version.html", context)


@reads_cases
@require_GET
def compare(request: HttpRequest, survivor_id: UUID, plan_id: UUID, other_id: UUID) -> HttpResponse:
    """Show two versions of the same case side by side, the older at the left."""
    survivor = file_of(request, survivor_id)
    pair = [plan_or_404(request, survivor, one) for one in (plan_id, other_id)]
    if pair[0].case_id != pair[1].case_id:
        raise Http404
    before, after = sorted(pair, key=lambda one: one.number)
    changes = queries.side_by_side(before, after)
    context = page(
        request, survivor, TAB, before=before, after=after, changes=changes, tally=count(changes)
    )
    return render(request, "plans/compare.html", context)


def may_say(plan: Plan, by: Staff) -> bool:
    """Say whether the asker may write beside it what she says: whose centre's plan it is."""
    return plan.centre_id in by.case_centres


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def sheet_to_print(request: HttpRequest, survivor_id: UUID, plan_id: UUID) -> HttpResponse:
    """Show the sheet: without workers' names and safety plan unless chosen (SE-01)."""
    survivor, by, at = changeable(request, survivor_id), staff_of(request), timezone.now()
    plan = plan_or_404(request, survivor, plan_id)
    form = PrintForm(request.POST or None)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    context = page(
        request, survivor, TAB, form=form, chosen=chosen, call_name=call_name(survivor),
        sheet=queries.sheet(plan, today=timezone.localdate()),
        safety=_safety(plan, by, at) if chosen.get("safety") else [],
    )  # fmt: skip
    return render(request, "plans/print.html", context)


def _safety(plan: Plan, by: Staff, at: datetime) -> list[tuple[str, str]]:
    """Give the safety plan to be printed, and write down that it was."""
    found = queries.safety_of(plan.case)
    if found is None:
        return []
    log(plan, by, at, "safety-plan-printed")
    return parts_of(found.content)


def parts_of(content: dict[str, str]) -> list[tuple[str, str]]:
    """Give the parts that say something, with their names."""
    return [
        (str(label), content[part])
        for part, (label, _hint) in SAFETY_WORDS.items()
        if content.get(part)
    ]
