"""A head's team: where each one is with her training; and her centre's plan of the year."""

from collections import defaultdict
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from casework.access.gates import principal_of, staff_may
from casework.access.levels import Right
from casework.access.models import Assignment, Operator
from casework.access.principals import Staff
from casework.access.queries import team_of
from casework.territory.validity import chilean_day

from .. import enrolling, plans, queries
from ..edition_models import Edition
from ..forms import PlanForm, TeamForm
from ..states import State
from .getters import any_edition, tried


def _members(by: Staff) -> list[Assignment]:
    """Give her team, each person once, without herself."""
    seen = {one.operator_id: one for one in team_of(by)}
    seen.pop(by.operator_id, None)
    return list(seen.values())


def _named(members: list[Assignment]) -> list[tuple[str, str]]:
    return [(str(one.operator_id), str(one.operator)) for one in members]


@staff_may(Right.REPORT_TEAM)
@require_http_methods(["GET", "POST"])
def team(request: HttpRequest) -> HttpResponse:
    """Show her team's courses, enter somebody, decide on what they asked for."""
    by, at = principal_of(request), timezone.now()
    members = _members(by)
    day = chilean_day(at)
    open_now = Edition.objects.filter(cancelled_at=None, ends_on__gte=day, opens_on__lte=day)
    choices = [(str(one.pk), f"{one} · {one.starts_on:%d-%m-%Y}") for one in
               open_now.select_related("version").order_by("starts_on")]  # fmt: skip
    form = TeamForm(request.POST or None, team=_named(members), editions=choices)
    if form.is_valid():
        found = any_edition(request, UUID(form.cleaned_data["edition"]))
        who = get_object_or_404(Operator, pk=form.cleaned_data["operator"])
        tried(
            request, lambda: enrolling.enter(edition=found, operator=who, by=by, at=at),
            _("Done. She sees it in her training."),
        )  # fmt: skip
        return redirect("training:team")
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "rows": _rows(by, members), "year": day.year}
    return render(request, "portal/training/team.html", context, status=status)


def _rows(by: Staff, members: list[Assignment]) -> list[tuple[Assignment, list[object], bool]]:
    listed = [one.operator_id for one in members]
    held: dict[UUID, list[object]] = defaultdict(list)
    rows = queries.places_visible_to(by).filter(operator__in=listed)
    for place in rows.exclude(state=State.WITHDRAWN).order_by("-edition__starts_on"):
        held[place.operator_id].append(place)
    return [(one, held[one.operator_id], bool(held[one.operator_id])) for one in members]


@staff_may(Right.REPORT_TEAM)
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, year: int) -> HttpResponse:
    """Show and write the plan of her centre for a year."""
    by, at = principal_of(request), timezone.now()
    this = chilean_day(at).year
    if not this - 5 <= year <= this + 1 or not by.heads:
        raise Http404
    members = _members(by)
    centre_of = {str(one.operator_id): one.centre_id for one in members}
    courses = [(one.code, one.title) for one in queries.latest_versions()]
    month = {"month": chilean_day(at).month}
    form = PlanForm(request.POST or None, team=_named(members), courses=courses, initial=month)
    if form.is_valid():
        data = form.cleaned_data
        who = get_object_or_404(Operator, pk=data.pop("operator"))
        line = plans.Line(operator=who, **data)
        centre = centre_of[str(who.pk)] or 0
        tried(request, lambda: plans.plan(centre_id=centre, year=year, line=line, by=by, at=at))
        return redirect("training:plan", year)
    lines = list(plans.visible_to(by).filter(year=year, centre_id__in=sorted(by.heads)))
    names, months = dict(courses), MONTHS
    context = {
        "form": form, "year": year, "hours": sum(one.hours for one in lines),
        "rows": [
            (one, months[one.month], names.get(one.course_code, one.subject)) for one in lines
        ],
        "before": year - 1 if year > this - 5 else None,
        "after": year + 1 if year <= this else None,
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/training/plan.html", context, status=status)


@staff_may(Right.REPORT_TEAM)
@require_POST
def drop(request: HttpRequest, line: UUID) -> HttpResponse:
    """Take a line out of the plan."""
    by = principal_of(request)
    found = get_object_or_404(plans.visible_to(by), pk=line)
    tried(request, lambda: plans.drop(line=found, by=by, at=timezone.now()))
    return redirect("training:plan", found.year)
