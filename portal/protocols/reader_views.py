"""Who has read what, for whoever answers for them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from casework.access.gates import principal_of, staff_may
from casework.access.levels import Right
from casework.territory.validity import chilean_day

from . import acknowledging
from .shelves import STAFF


@staff_may(Right.REPORT_TEAM, Right.MANAGE_OPERATORS)
@require_GET
def readers(request: HttpRequest) -> HttpResponse:
    """Count, for each document in force, who has read it and who still has to."""
    rows = acknowledging.readers(principal_of(request), chilean_day(timezone.now()))
    return render(request, "portal/protocols/readers.html", {"rows": rows, "shelf": STAFF})


@staff_may(Right.REPORT_TEAM, Right.MANAGE_OPERATORS)
@require_GET
def readers_of(request: HttpRequest, code: str) -> HttpResponse:
    """Name who still has to read a document, and who has."""
    found = acknowledging.readers(principal_of(request), chilean_day(timezone.now()), code)
    if not found:
        raise Http404
    context = {"one": found[0], "shelf": STAFF}
    return render(request, "portal/protocols/readers_of.html", context)
