"""On a screen of the centre that is nobody's: a code opens three questions, once.

No login and no session: whoever hands over the screen sees neither the form nor the answer.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from casework.access.context import NOBODY, acting
from casework.access.throttle import Limit, over_limit
from casework.territory.validity import chilean_day

from ..actions import give_by_code, is_good
from ..forms import GradesForm, KioskForm

TRIES = Limit("opinion-codes", "60/h")


@require_http_methods(["GET", "HEAD", "POST"])
def kiosk(request: HttpRequest) -> HttpResponse:
    """Ask for the code; then the questions; then take the answer."""
    if request.method != "POST":
        return _page(request, "opinions/code.html", {"form": KioskForm()})
    form = KioskForm(request.POST)
    if not form.is_valid():
        return _page(request, "opinions/code.html", {"form": form}, status=422)
    wait = over_limit(request, TRIES)
    if wait:
        form.add_error(None, _("Too many tries. Wait some minutes."))
        response = _page(request, "opinions/code.html", {"form": form}, status=429)
        response["Retry-After"] = str(wait)
        return response
    with acting(NOBODY):
        return _opened(request, form)


def _opened(request: HttpRequest, form: KioskForm) -> HttpResponse:
    code, at = form.cleaned_data["code"], timezone.now()
    if not is_good(code, at):
        form.add_error("code", _("That code does not open anything. Ask for another one."))
        return _page(request, "opinions/code.html", {"form": form}, status=422)
    if "send" not in request.POST:
        return asked(request, code)
    grades = GradesForm(request.POST, day=chilean_day(at))
    if not grades.is_valid():
        return _page(request, "opinions/asked.html", {"form": grades, "code": code}, status=422)
    give_by_code(code=code, grades=grades.grades, at=at)
    return redirect("opinion:thanks")


def asked(request: HttpRequest, code: str) -> HttpResponse:
    """Show the questions to whoever holds the screen."""
    form = GradesForm(day=chilean_day(timezone.now()))
    return _page(request, "opinions/asked.html", {"form": form, "code": code})


@require_GET
def thanks(request: HttpRequest) -> HttpResponse:
    """Say that it was received, and nothing more."""
    return _page(request, "opinions/thanks.html", {})


def _page(
    request: HttpRequest, template: str, context: dict[str, object], *, status: int = 200
) -> HttpResponse:
    response = render(request, template, context, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store, private"
    response["Referrer-Policy"] = "same-origin"
    return response
