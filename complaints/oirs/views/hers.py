"""In her file: what she asked or complained of, as far as the reader may see it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from casework.access.gates import principal_of, staff_may
from casework.access.levels import Right
from casework.survivors.views.getters import changeable, page

from .. import queries, shown

TAB = "oirs:hers"


@staff_may(Right.OPEN_CASES)
@require_GET
def hers(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Show them, newest first; what is reserved only to whom it is."""
    survivor, by = changeable(request, survivor_id), principal_of(request)
    rows = list(queries.of_survivor(survivor.pk, by))
    context = page(request, survivor, TAB, lines=shown.lines(rows, by, timezone.now()))
    return render(request, "oirs/hers.html", context)
