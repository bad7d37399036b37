"""Her trayecto: everything that happened, whoever wrote it; and who has opened her file."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from casework.access.gates import reads_cases, staff_may
from casework.access.levels import Right
from casework.audit.queries import ledger_of

from .. import timeline_queries as queries
from ..timeline_filters import FilterForm, Filters
from ..timeline_reading import Reader, grouped, marks
from .getters import changeable, file_of, page, staff_of

TAB = "survivors:trajectory"


@reads_cases
@require_GET
def trajectory(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """One timeline over every centre, newest first."""
    survivor, by, now = file_of(request, survivor_id), staff_of(request), timezone.now()
    filters = Filters.of(request.GET)
    overview = queries.overview_of(survivor, filters, by=by, at=now)
    found = queries.page_of(
        survivor, filters, overview, request.GET.get("pagina", "1"), by=by, at=now
    )
    events = list(found.object_list)
    form = FilterForm(
        filters,
        kinds=[(kind, str(queries.Kind(kind).label)) for kind in overview.kinds],
        centres=queries.centre_choices(overview, _("With a reserved address")),
    )
    context = page(
        request, survivor, TAB, marks=marks(overview, found.number), found=found, form=form,
        filtered=bool(filters), query=filters.query(), total=sum(overview.years.values()),
    )  # fmt: skip
    authors = queries.authors_of(events)
    reader = Reader(by, overview.places, authors, told=context["told"])
    context["years"] = grouped(reader.line(event) for event in events)
    return render(request, "survivors/trajectory.html", context)


@staff_may(Right.OPEN_CASES)
@require_GET
def ledger(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Who has opened her file, in the words she reads herself."""
    survivor = changeable(request, survivor_id)
    context = page(request, survivor, TAB, ledger=ledger_of(survivor.pk, limit=200))
    return render(request, "survivors/trajectory_ledger.html", context)
