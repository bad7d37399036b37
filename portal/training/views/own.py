"""Her own training: her courses, what she may enrol in, her path, her opinion."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from casework.access.gates import any_staff, principal_of
from casework.access.levels import Right
from casework.access.principals import Staff
from casework.territory.validity import chilean_day

from .. import enrolling, holders, opinions, queries, results
from ..forms import OpinionForm, RunForm
from ..overview import overview
from ..places import places
from ..states import State
from .getters import any_edition, own_place, tried


def _courses(by: Staff, at: datetime) -> list[dict[str, Any]]:
    """Give her places with how she stands, and whether her opinion is asked for."""
    mine, day = list(queries.own_places(by)), chilean_day(at)
    begun = [one for one in mine if one.holds_place and one.edition.starts_on <= day]
    standings, asked = results.standings(begun, at), opinions.may_give(mine, at)
    return [
        {"place": one, "standing": standings.get(one.pk), "asks_opinion": one.pk in asked}
        for one in mine
    ]


def _taking(courses: list[dict[str, Any]]) -> set[str]:
    """Give the codes of the courses she is taking now."""
    places = [one["place"] for one in courses]
    return {
        one.edition.version.code
        for one in places
        if one.state == State.ENROLLED and not one.edition.cancelled_at
    }


@any_staff
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show her courses, editions open to her, her path and her lines of her centre's plan."""
    by, at = principal_of(request), timezone.now()
    offered = list(queries.open_editions(by, at))
    counts = places([one.pk for one in offered])
    courses = _courses(by, at)
    context = {
        "courses": courses, "taking": _taking(courses),
        "offered": [(one, counts[one.pk]) for one in offered],
        "seen": overview(by, at), "year": chilean_day(at).year, "heads": bool(by.heads),
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
        "form": form, "place": found,
        "may": found.pk in opinions.may_give([found], timezone.now()),
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/training/opinion.html", context, status=status)


@any_staff
@require_POST
def run(request: HttpRequest, place: UUID) -> HttpResponse:
    """Keep her RUN for her certificate."""
    found, by = own_place(request, place), principal_of(request)
    form = RunForm(request.POST)
    if form.is_valid():
        typed = form.cleaned_data["run"]
        tried(
            request,
            lambda: holders.write_run(enrolment=found, run=typed, by=by, at=timezone.now()),
            _("Your RUN was kept, sealed, for your certificate."),
        )
    else:
        messages.error(request, " ".join(map(str, form.errors["run"])))
    return redirect("training:course", place)
