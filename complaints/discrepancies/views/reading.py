"""The queue with its figures, what one woman said, and one discrepancy."""

from datetime import datetime
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from casework.access.gates import principal_of, staff_may
from casework.access.levels import Right
from casework.audit.log import record
from casework.audit.verbs import Verb
from casework.identity import vault
from casework.survivors.queries import display_name
from casework.survivors.registry import naming
from casework.survivors.views.getters import changeable, page

from ...fulfilment import recipients
from ...rights import shown
from .. import data, inquiry, opinions, queries
from ..acts import ACTS
from ..choices import End
from ..models import Discrepancy
from ..states import OPEN
from .getters import one_or_404

PAGE = 30
TAB = "discrepancies:hers"


@staff_may(Right.REPORT_TEAM, Right.ANSWER_REQUESTS)
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """Causes, counts and times for the data unit; a head also opens what waits in her centres."""
    by, at = principal_of(request), timezone.now()
    officer = by.may(Right.ANSWER_REQUESTS)
    found = Paginator(queries.waiting(by), PAGE).get_page(request.GET.get("pagina"))
    record(Verb.READ_LIST, by=by.actor, at=at, purpose="discrepancies")
    context = {
        "figures": queries.figures(), "marked": queries.marked_now(timezone.localdate(at)),
        "edits": by.may(Right.EDIT_RULES), "page": found, "officer": officer,
        "heads": bool(by.heads), "lines": _lines(list(found.object_list), at),
    }  # fmt: skip
    return render(request, "discrepancies/queue.html", context)


def _lines(rows: list[Discrepancy], at: datetime) -> list[dict[str, object]]:
    vault.unlock({row.key_id for row in rows})
    people = shown.names_of(row.request.assigned_to for row in rows)
    day = timezone.localdate(at)
    return [
        {
            "row": row, "field": naming.field_name(row.field, day),
            "name": display_name(row.survivor), "clock": shown.clock_of(row.request, at),
            "owner": shown.owner_of(row.request, people),
        }
        for row in rows
    ]  # fmt: skip


@staff_may(Right.OPEN_CASES)
@require_GET
def hers(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Show, in her file, every datum she may say is not right, and what she said already."""
    survivor = changeable(request, survivor_id)
    by, at = principal_of(request), timezone.now()
    rows = queries.of_survivor(survivor, by)
    context = page(
        request, survivor, TAB, data=data.lines(survivor, timezone.localdate()),
        lines=_lines(rows, at), said=opinions.said_by_herself(survivor, by),
        open_fields={row.field for row in rows if row.state in OPEN},
    )  # fmt: skip
    return render(request, "discrepancies/hers.html", context)


@staff_may(Right.OPEN_CASES)
@require_GET
def one(request: HttpRequest, discrepancy_id: UUID) -> HttpResponse:
    """Show one: the datum, her version, its source, how it ends, who must be told."""
    row = one_or_404(request, discrepancy_id)
    day = timezone.localdate()
    changes = row.end in (End.CORRECTED, End.PARTLY)
    context = {
        "row": row, "survivor": row.survivor, "field": naming.field_name(row.field, day),
        "line": data.line_of(row.survivor, row.field, day),
        "value": data.words_of(row.field, row.new_value, day) if row.new_value else "",
        "clock": shown.clock_of(row.request, timezone.now()),
        "letters": inquiry.letters_of(row) if row.passed_at else [],
        "acts": [act for act in ACTS if act.is_open(row)],
        "received": len(recipients.received(row.request)) if changes else 0,
        "untold": len(recipients.untold(row.request)) if changes else 0,
    }  # fmt: skip
    return render(request, "discrepancies/one.html", context)
