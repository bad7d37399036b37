"""The report of missing and incomplete authorisations of one's own centres (report II.7)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from casework.access.gates import staff_may
from casework.access.levels import Right
from casework.audit.log import record
from casework.audit.verbs import Verb
from casework.survivors.views.getters import centres_of, staff_of

from .. import report as reading


@staff_may(Right.OPEN_CASES)
@require_GET
def report(request: HttpRequest) -> HttpResponse:
    """Count what is pending and list the women, by problem and by centre."""
    by, centres = staff_of(request), centres_of(request)
    asked = request.GET.get("centro", "")
    centre = next((one for one in centres if str(one.pk) == asked), None)
    problem = request.GET.get("pendiente", "")
    rows = reading.women(by, centre_id=centre.pk if centre else None)
    counts = reading.counts(rows)
    page, lines = reading.page_of(rows, problem=problem, number=request.GET.get("pagina", "1"))
    record(Verb.READ_LIST, by=by.actor, at=timezone.now())
    context = {
        "all": counts["all"],
        "counts": [(name, label, counts[name]) for name, label in reading.LABELS.items()],
        "problem": problem if problem in reading.LABELS else "",
        "centres": centres,
        "centre": centre,
        "page": page,
        "lines": lines,
    }
    return render(request, "consent/report.html", context)
