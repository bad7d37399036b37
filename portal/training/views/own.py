"""Her own training: her courses, what she may enrol in, her path, her opinion."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from casework.access.gates import any_staff, principal_of
from casework.access.levels import Right
from casework.access.models import Assignment
from casework.territory.validity import chilean_day

from .. import enrolling, opinions, plans, queries, results
from ..forms import OpinionForm
from ..people_models import Enrolment
from ..places import places
from .getters import any_edition, own_place, tried


def _course(place: Enrolment) -> dict[str, object]:
    at = timezone.now()
    started = place.holds_place and place.edition.starts_on <= chilean_day(at)
    return {
        "place": place,
        "standing": results.of_one(place, at) if started else None,
        "asks_opinion": opinions.may_give(place, at),
    }


@any_staff
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show her courses, editions open to her, her path and her lines of her centre's plan."""
    by, at = principal_of(request), timezone.now()
    held = Assignment.objects.filter(operator_id=by.operator_id, ended_at=None)
    offered = list(queries.open_editions(by, at))
    counts = places([one.pk for one in offered])
    day = chilean_day(at)
    lines = plans.visible_to(by).filter(operator_id=by.operator_id, year=day.year)
    names = {one.code: one.title for one in queries.latest_versions()} if lines else {}
    context = {
        "courses": [_course(place) for place in queries.own_places(by)],
        "offered": [(one, counts[one.pk]) for one in offered],
        "path": queries.path(by.operator_id, held.values_list("level", flat=True), at),
        "lines": [(one, names.get(one.course_code, one.subject)) for one in lines],
        "year": day.year, "heads": bool(by.heads),
        "taught": queries.managed_by(by).filter(teaching__operator=by.operator_id),
        "runs": by.may(Right.MANAGE_OPERATORS),
    }  # fmt: skip
    return render(request, "portal/training/home.html", context)


@any_staff
@require_POST
def ask(request: HttpRequest, edition: UUID) -> HttpResponse:
    """Ask for a place."""
    found, by = any_edition(request, edition), principal_of(request)
    tried(
        request, lambda: enrolling.ask(edition=found, by=by, at=timezone.now()),
        _("You asked for a place. Who teaches the course, or your head, answers you here."),
    )  # fmt: skip
    return redirect("training:home")


@any_staff
@require_POST
def withdraw(request: HttpRequest, place: UUID) -> HttpResponse:
    """Give her place back."""
    found, by = own_place(request, place), principal_of(request)
    tried(
        request, lambda: enrolling.withdraw(enrolment=found, by=by, at=timezone.now()),
        _("You gave your place back. While enrolment is open you may ask again."),
    )  # fmt: skip
    return redirect("training:home")


@any_staff
@require_http_methods(["GET", "POST"])
def opinion(request: HttpRequest, place: UUID) -> HttpResponse:
    """Ask for three grades, and keep them without her name."""
    found, by = own_place(request, place), principal_of(request)
    form = OpinionForm(request.POST or None)
    if form.is_valid():
        grades = form.grades()
        tried(
            request,
            lambda: opinions.give(enrolment=found, by=by, at=timezone.now(), **grades),
            _("Thank you. Your grades were kept without your name."),
        )
        return redirect("training:home")
    context = {
        "form": form, "place": found, "may": opinions.may_give(found, timezone.now()),
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/training/opinion.html", context, status=status)
