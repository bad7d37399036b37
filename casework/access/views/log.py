"""The access log, for those who run the system and read no files. Reading it is an event."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from casework.audit.codes import Detail
from casework.audit.log import Target, record
from casework.audit.models import AuditEvent
from casework.audit.verbs import Verb

from .. import log_reading
from ..gates import principal_of, staff_may
from ..levels import Right
from ..log_forms import LogForm
from ..log_reading import Asked

PER_PAGE = 50


@staff_may(Right.READ_LOG)
@require_GET
def log(request: HttpRequest) -> HttpResponse:
    """The events of some days, newest first."""
    form = LogForm(request.GET)
    asked = form.asked()
    page = Paginator(log_reading.events(asked), PER_PAGE).get_page(request.GET.get("pagina"))
    rows = log_reading.lines(list(page.object_list))
    record(
        Verb.READ_LOG, by=principal_of(request).actor, at=timezone.now(),
        detail={**_told(asked), "page": page.number},
    )  # fmt: skip
    context = {"form": form, "asked": asked, "page": page, "lines": rows}
    return render(request, "access/log.html", context, status=200 if form.is_valid() else 422)


def _told(asked: Asked) -> Detail:
    """Give what was asked, as codes for the event."""
    told: dict[str, str | int | None] = {
        "first": str(asked.first), "last": str(asked.last), "verb": asked.verb,
        "operator": str(asked.operator.pk) if asked.operator else "", "kind": asked.kind,
        "reference": bool(asked.reference), "denials": asked.denials,
    }  # fmt: skip
    return {key: value for key, value in told.items() if value}


@staff_may(Right.READ_LOG)
@require_GET
def log_event(request: HttpRequest, event: UUID) -> HttpResponse:
    """One event: its details, what else its request did, which fields it changed."""
    found = get_object_or_404(AuditEvent, pk=event)
    others = log_reading.same_request(found)
    shown, hidden = log_reading.changes(found)
    record(
        Verb.READ_LOG, by=principal_of(request).actor, at=timezone.now(),
        target=Target("event", str(found.pk)),
    )  # fmt: skip
    context = {
        "event": found,
        "line": log_reading.lines([found])[0],
        "details": log_reading.details(found, log_reading.names_of([found])),
        "others": log_reading.lines(others),
        "changes": shown,
        "hidden": hidden,
    }
    return render(request, "access/log_event.html", context)
