"""The door to the training copy, on the site's side: a pass there, a result back."""

from typing import Any
from uuid import UUID

from csp.constants import SELF
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from casework.access.gates import any_staff, open_door, principal_of
from casework.access.principals import Staff
from casework.access.slips import BadSlip

from .. import exercises, practising, queries
from ..exercises import Exercise
from ..people_models import Enrolment
from ..practice_models import PracticeResult
from ..refusals import NotNow
from ..states import State
from .getters import own_place, seen_place


@any_staff
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show what may be practised: what her courses ask for first."""
    by = principal_of(request)
    rows = queries.own_places(by).filter(state=State.ENROLLED, edition__cancelled_at=None)
    asked = [one for one in rows if one.edition.version.practice]
    done = set(
        PracticeResult.objects.filter(enrolment__in=asked).values_list("enrolment", "exercise")
    )
    context = {
        "asked": [_asked(one, done) for one in asked], "offered": exercises.offered(),
        "exercises": exercises.all_of_them(),
    }  # fmt: skip
    return render(request, "portal/training/practice.html", context)


def _asked(place: Enrolment, done: set[tuple[UUID, str]]) -> dict[str, object]:
    code = place.edition.version.practice
    found = exercises.find(code)
    return {"place": place, "exercise": found, "done": (place.pk, code) in done}


@any_staff
@require_POST
def go(request: HttpRequest) -> HttpResponse:
    """Give a pass for an exercise, for one of her places or for herself."""
    exercise = _exercise(request.POST.get("ejercicio", ""))
    asked = request.POST.get("plaza", "")
    place = own_place(request, _id(asked)) if asked else None
    if place is not None and place.edition.version.practice != exercise.code:
        raise Http404
    by = principal_of(request)
    return _sent(request, lambda: practising.own_pass(exercise=exercise, place=place, by=by))


@any_staff
@require_POST
def watch(request: HttpRequest, place: UUID) -> HttpResponse:
    """Give who teaches a pass to look at somebody's practice."""
    by = principal_of(request)
    found = seen_place(request, place)
    if not found.edition.teaching.filter(operator_id=by.operator_id).exists():
        raise Http404
    exercise = _exercise(found.edition.version.practice)
    return _sent(request, lambda: practising.watching_pass(exercise=exercise, place=found, by=by))


def _exercise(code: str) -> Exercise:
    found = exercises.find(code)
    if found is None:
        raise Http404
    return found


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def _sent(request: HttpRequest, write: Any) -> HttpResponse:
    """Give the page whose form carries the pass to the copy: the only one that may post there."""
    try:
        slip = write()
    except NotNow as reason:
        messages.error(request, str(reason))
        return redirect("practising:home")
    target = f"{settings.PRACTICE_ORIGIN}/gestion/practica/entrar/"
    response = render(request, "portal/training/to_copy.html", {"slip": slip, "target": target})
    allowed = {"form-action": [SELF, settings.PRACTICE_ORIGIN]}
    response._csp_update = allowed  # type: ignore[attr-defined]
    return response


@csrf_exempt
@open_door
@require_http_methods(["GET", "POST"])
def result(request: HttpRequest) -> HttpResponse:
    """Take what she brings back. It comes from the copy, so it is its signature that is believed.

    Her session may have closed meanwhile: then she comes in again and sends it once more.
    """
    if request.method == "GET":
        return redirect("practising:home")
    by, slip = getattr(request, "principal", None), request.POST.get("resultado", "")
    if not isinstance(by, Staff):
        return render(request, "portal/training/come_in.html", {"slip": slip[:4000]}, status=401)
    places = {str(one.pk): one for one in queries.own_places(by)}
    try:
        found = practising.receive(slip=slip, places=places, by=by, at=timezone.now())
    except BadSlip:
        messages.error(request, _("This result is not good here. Hand it in again from the copy."))
        return redirect("practising:home")
    except NotNow as reason:
        messages.error(request, str(reason))
        return redirect("practising:home")
    if not found.place:
        messages.success(request, _("You worked it through. It was for yourself: nothing is kept."))
        return redirect("practising:home")
    messages.success(request, _("Your practice is done and kept."))
    return redirect("training:course", found.place)
