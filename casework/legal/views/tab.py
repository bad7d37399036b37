"""The tab "Procesos jurídicos": duties that run, measures, processes."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from casework.access.gates import reads_cases
from casework.survivors.views.getters import file_of, page, staff_of

from .. import duty_rules, queries
from .getters import TAB


@reads_cases
@require_GET
def legal(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """List what there is, most urgent first."""
    survivor, by, at = file_of(request, survivor_id), staff_of(request), timezone.now()
    duties = [
        (row, duty_rules.left_in_words(row.due_at, at), row.state in queries.OPEN_DUTIES)
        for row in queries.duties_of(survivor, by=by)
    ]
    context = page(
        request,
        survivor,
        TAB,
        duties=duties,
        measures=queries.measures_of(survivor, by=by, today=timezone.localdate()),
        processes=queries.processes_of(survivor, by=by, at=at),
    )
    return render(request, "legal/list.html", context)
