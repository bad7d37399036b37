"""For staff: protected figures, and handing her a screen. Nobody here ever sees an answer."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from casework.access.gates import any_staff, principal_of, staff_may
from casework.access.levels import Right
from casework.access.views.entrance import close
from casework.survivors.views.getters import changeable

from .. import queries, shown
from ..actions import hand as hand_over
from . import kiosk

PAGE = 20


@staff_may(Right.SEE_AGGREGATES)
@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """Show a quarter that is over: the country, and the centres she answers for."""
    quarters = shown.quarters(timezone.localdate())
    chosen = next(
        (one for one in quarters if one.code == request.GET.get("trimestre")), quarters[0]
    )
    country, tables = shown.tables(
        queries.figures(chosen.first), queries.centres_of(principal_of(request))
    )
    page = Paginator(tables, PAGE).get_page(request.GET.get("pagina"))
    context = {"quarters": quarters, "chosen": chosen, "country": country, "page": page}
    return render(request, "opinions/figures.html", context)


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def hand(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Say whether she may be asked now, and make the code for the screen she is given."""
    survivor, by, at = changeable(request, survivor_id), principal_of(request), timezone.now()
    open_ones = list(queries.open_now(by, survivor.pk, at))
    code = ""
    if request.method == "POST":
        chosen = next((one for one in open_ones if str(one.pk) == request.POST.get("which")), None)
        code = hand_over(invitation_id=chosen.pk, by=by, at=at) if chosen else ""
        open_ones = [one for one in open_ones if one is not chosen]
    context = {"survivor": survivor, "open": open_ones, "code": code, "asked": bool(code)}
    response = render(request, "opinions/hand.html", context)
    response["Cache-Control"] = "no-store, private"
    return response


@any_staff
@require_POST
def here(request: HttpRequest) -> HttpResponse:
    """Give her this very screen: the worker's session ends first."""
    code = request.POST.get("code", "")[:20]
    close(request)
    return kiosk.asked(request, code)
