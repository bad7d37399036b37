"""An edition and its people, for who teaches it and who runs the system."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from casework.access.gates import any_staff, principal_of
from casework.access.levels import Right
from casework.access.principals import Staff
from casework.territory.validity import chilean_day

from .. import editions, enrolling, exercises, holders, opinions, queries, results, teaching
from ..edition_models import EditionDay
from ..forms import DayForm, DecideForm, EnterForm, SignForm
from ..people_models import Enrolment
from ..places import places
from ..publishing import newest
from ..states import HOLDING, State
from .getters import managed_edition, seen_place, tried


@any_staff
@require_GET
def edition(request: HttpRequest, edition: UUID) -> HttpResponse:
    """Show an edition: its people and how they stand, its days, what they thought of it."""
    return _edition(request, edition)


def _edition(
    request: HttpRequest, edition: UUID, *, day_form: DayForm | None = None,
    enter_form: EnterForm | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    found, by, at = managed_edition(request, edition), principal_of(request), timezone.now()
    listed = list(queries.places_visible_to(by).filter(edition=found))
    held = [one for one in listed if one.holds_place]
    standings = results.standings(held, at)
    latest = newest(found.version.page_id)
    context = {
        "edition": found, "counts": places([found.pk])[found.pk],
        "rows": [(one, standings[one.pk]) for one in held],
        "asked": [one for one in listed if one.state in (State.ASKED, State.WAITING)],
        "gone": [one for one in listed if one.state in (State.REFUSED, State.WITHDRAWN)],
        "days": found.days.all(), "day": chilean_day(at), "opinions": opinions.means(found),
        "teaches": enrolling.teaches(by, found), "runs": by.may(Right.MANAGE_OPERATORS),
        "teachers": found.teachers.select_related("user"), "fewest": opinions.FEWEST,
        "day_form": day_form or DayForm(), "enter_form": enter_form or EnterForm(),
        "open": not (found.cancelled_at or found.is_over(chilean_day(at))),
        "newer": latest if latest and latest.number > found.version.number else None,
    }  # fmt: skip
    return render(request, "portal/training/edition.html", context, status=status)


@any_staff
@require_POST
def add_day(request: HttpRequest, edition: UUID) -> HttpResponse:
    """Add a day of class."""
    found, by = managed_edition(request, edition), principal_of(request)
    form = DayForm(request.POST)
    if not form.is_valid():
        return _edition(request, edition, day_form=form, status=422)
    data = form.cleaned_data
    tried(request, lambda: editions.add_day(edition=found, by=by, at=timezone.now(), **data))
    return redirect("training:edition", edition)


@any_staff
@require_POST
def enter(request: HttpRequest, edition: UUID) -> HttpResponse:
    """Look for people and enter them."""
    found, by = managed_edition(request, edition), principal_of(request)
    form = EnterForm(request.POST)
    if form.looks or not form.is_valid():
        status = 200 if form.looks else 422
        return _edition(request, edition, enter_form=form, status=status)
    for one in form.cleaned_data["people"]:
        act = partial(enrolling.enter, edition=found, operator=one, by=by, at=timezone.now())
        tried(request, act)
    return redirect("training:edition", edition)


@any_staff
@require_http_methods(["GET", "POST"])
def attendance(request: HttpRequest, day: UUID) -> HttpResponse:
    """Take attendance of a day of class."""
    by = principal_of(request)
    found = get_object_or_404(
        EditionDay.objects.select_related("edition__version"), pk=day,
        edition__in=queries.managed_by(by),
    )  # fmt: skip
    if request.method == "POST":
        present = {UUID(one) for one in request.POST.getlist("present") if _is_id(one)}
        tried(
            request,
            lambda: teaching.take_attendance(day=found, present=present, by=by, at=timezone.now()),
            _("Attendance was kept."),
        )
        return redirect("training:edition", found.edition_id)
    return render(request, "portal/training/attendance.html", _attendance(found, by))


def _attendance(found: EditionDay, by: Staff) -> dict[str, Any]:
    """Give who may be marked, and what stands of those whose result is signed."""
    listed = queries.places_visible_to(by).filter(edition=found.edition, state__in=HOLDING)
    taken = dict(found.attendance.values_list("enrolment", "present"))
    open_now = [one for one in listed if one.state == State.ENROLLED]
    return {
        "day": found, "edition": found.edition,
        "rows": [(one, taken.get(one.pk, not taken)) for one in open_now],
        "signed": [(one, taken.get(one.pk)) for one in listed if one.signed_at],
        "teaches": enrolling.teaches(by, found.edition),
    }  # fmt: skip


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


@any_staff
@require_POST
def decide(request: HttpRequest, place: UUID) -> HttpResponse:
    """Admit, refuse with a reason, or take somebody out."""
    found, by = seen_place(request, place), principal_of(request)
    form = DecideForm(request.POST)
    if form.is_valid():
        named: dict[str, Any] = {"enrolment": found, "by": by, "at": timezone.now()}
        what, reason = form.cleaned_data["what"], form.cleaned_data["reason"]
        acts = {
            "admit": lambda: enrolling.admit(**named),
            "refuse": lambda: enrolling.refuse(reason=reason, **named),
            "withdraw": lambda: enrolling.withdraw(**named),
        }
        tried(request, acts[what])
    else:
        messages.error(request, _("Say what to do with her place."))
    return _back(request, found)


def _back(request: HttpRequest, place: Enrolment) -> HttpResponse:
    """Lead to the edition's page, or a head to her team's."""
    by = principal_of(request)
    if queries.managed_by(by).filter(pk=place.edition_id).exists():
        return redirect("training:edition", place.edition_id)
    return redirect("training:team" if by.heads else "training:home")


@any_staff
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, place: UUID) -> HttpResponse:
    """Show how she stands, and sign her result."""
    found, by, at = seen_place(request, place), principal_of(request), timezone.now()
    if not queries.managed_by(by).filter(pk=found.edition_id).exists() or not found.holds_place:
        raise Http404
    standing = results.of_one(found, at)
    first = "passed" if standing.passes else ""
    form = SignForm(request.POST or None, initial={"result": first})
    if form.is_valid():
        passed, reason = form.cleaned_data["result"] == "passed", form.cleaned_data["reason"]
        if tried(
            request,
            lambda: teaching.sign(enrolment=found, passed=passed, reason=reason, by=by, at=at),
            _("The result is signed."),
        ):
            return redirect("training:edition", found.edition_id)
    context = {
        "form": form, "place": found, "standing": standing, "has_run": holders.has_run(found),
        "may": enrolling.teaches(by, found.edition) and found.operator_id != by.operator_id,
        "exercise": exercises.find(found.edition.version.practice),
        "offered": exercises.offered(),
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/training/sign.html", context, status=status)
