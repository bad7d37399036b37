"""Three questions about how we did: offered, never asked twice, and of nobody once answered.

What she marks is kept nowhere until it is sent whole: a kept answer would stand beside her visit.
"""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from casework.territory.validity import chilean_day
from complaints.satisfaction import actions, queries
from complaints.satisfaction.forms import GradesForm

from ..forms import DONE, FILED, LACKING
from ..gates import own_space, principal_of
from ..telling import notice_of, see_other, told_once

PAGE = "selfservice:opinion"


@require_http_methods(["GET", "POST"])
@own_space
def opinion(request: HttpRequest) -> HttpResponse:
    """Show the oldest question that is open to her, or take what she says to it."""
    by, at = principal_of(request), timezone.now()
    if request.method == "POST":
        return _say(request)
    context = {
        "asked": queries.open_now(by, by.survivor_id, at).first(),
        "form": GradesForm(day=chilean_day(at)),
        "notice": notice_of(request),
    }
    return told_once(request, render(request, "selfservice/opinion.html", context))


def _say(request: HttpRequest) -> HttpResponse:
    by, at, which = principal_of(request), timezone.now(), _which(request)
    if which is None:
        return see_other(PAGE)
    if "no" in request.POST:
        actions.decline(invitation_id=which, by=by, at=at)
        return see_other(PAGE, DONE)
    form = GradesForm(request.POST, day=chilean_day(at))
    if not form.is_valid():
        return see_other(PAGE, LACKING)
    actions.give(invitation_id=which, grades=form.grades, by=by, at=at)
    return see_other(PAGE, FILED)


def _which(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("which", ""))
    except ValueError:
        return None
