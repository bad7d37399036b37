"""Who has seen her data."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from casework.audit.log import record
from casework.audit.queries import ledger_of
from casework.audit.verbs import Verb

from ..gates import own_space, principal_of

ON_A_PAGE = 20  # what a cheap telephone can bring at once


@require_GET
@own_space
def ledger(request: HttpRequest) -> HttpResponse:
    """Show her ledger: when, which role and centre, what and why (design 7)."""
    principal = principal_of(request)
    lines = ledger_of(principal.survivor_id)
    record(
        Verb.LEDGER_READ,
        by=principal.actor,
        at=timezone.now(),
        subject=principal.survivor_id,
    )
    page = Paginator(lines, ON_A_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "selfservice/ledger.html", {"page": page})
