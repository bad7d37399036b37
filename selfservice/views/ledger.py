"""Who has seen her data."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from casework.audit.log import record
from casework.audit.queries import ledger_of
from casework.audit.verbs import Verb

from ..gates import own_space, principal_of


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
    return render(request, "selfservice/ledger.html", {"lines": lines})
