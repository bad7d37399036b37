"""Pages of the training copy: the door, the steps of an exercise, beginning again, handing in."""

from functools import wraps
from typing import Any

from csp.constants import SELF
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from casework.access.gates import Refused, any_staff, open_door, principal_of
from casework.access.levels import Level
from casework.access.models import Operator
from casework.access.slips import BadSlip, Outcome, read_pass, write_outcome

from . import checks, runs, visits
from .runs import NotBegun, Run
from .walls import closed


@csrf_exempt
@open_door
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Let in whoever brings a pass of the site, once. It comes from there, so it has no token."""
    if request.method == "GET":
        return redirect("practice:home")
    at = timezone.now()
    try:
        given = read_pass(request.POST.get("pase", ""))
        operator = runs.enter(given, at=at)
    except BadSlip:
        return closed(request, _("This pass is no longer good. Ask for another in the site."), 403)
    except NotBegun:
        said = _("There is nothing to see yet: the exercise is not hers, or she has not begun.")
        return closed(request, said, 404)
    visits.open_for(request, operator, given)
    return redirect("practice:home")


def _run(request: HttpRequest) -> Run:
    """Give the go this session is about. Raises Refused."""
    by = principal_of(request)
    operator = Operator.objects.get(pk=by.operator_id)
    found = runs.run_of(operator, visits.of(request).get("exercise", ""))
    if found is None:
        raise Refused(_("This practice is over. Come in again from the site."))
    return found


def _hers(view: Any) -> Any:
    """Keep an act for who practises: who looks on does nothing in her place."""

    @wraps(view)
    def kept(request: HttpRequest) -> HttpResponse:
        if visits.watches(request):
            raise Refused(_("You look at somebody's practice: only she changes it."))
        found: HttpResponse = view(request)
        return found

    return kept


@any_staff
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show the story, the steps and which are done."""
    run = _run(request)
    marks = checks.marks(run, principal_of(request))
    context = {
        "run": run, "marks": marks, "done": sum(one.done for one in marks),
        "finished": all(one.done for one in marks), "watching": visits.watches(request),
    }  # fmt: skip
    return render(request, "practice/home.html", context)


@any_staff
@_hers
@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Begin the exercise again, with another woman."""
    run, level = _run(request), visits.of(request)["level"]
    runs.begin(run.operator, run.exercise, level=Level(level), at=timezone.now())
    return redirect("practice:home")


@any_staff
@_hers
@require_POST
def finish(request: HttpRequest) -> HttpResponse:
    """Give the slip that takes a finished exercise to the site; her browser carries it."""
    run, visit = _run(request), visits.of(request)
    marks = checks.marks(run, principal_of(request))
    if not all(one.done for one in marks):
        return redirect("practice:home")
    slip = write_outcome(
        Outcome(
            visit["holder"], run.exercise.code, visit["place"],
            tuple(one.step.check for one in marks), timezone.now().isoformat(timespec="seconds"),
        )
    )  # fmt: skip
    target = f"{settings.PRACTICE_SITE}{reverse('practising:result')}"
    context = {"run": run, "slip": slip, "target": target}
    response = render(request, "practice/finish.html", context)
    response._csp_update = {"form-action": [SELF, settings.PRACTICE_SITE]}  # type: ignore[attr-defined]
    return response
