"""What passed to the head of centre because a worker could not register it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from casework.access.gates import staff_may
from casework.access.levels import Right

from ..views.getters import staff_of
from . import actions, queries
from .models import Handover


@staff_may(Right.REPORT_TEAM)
@require_GET
def handovers(request: HttpRequest) -> HttpResponse:
    """List them, with what to do."""
    context = {"waiting": list(queries.waiting(staff_of(request)))}
    return render(request, "survivors/handovers.html", context)


@staff_may(Right.REPORT_TEAM)
@require_POST
def settle(request: HttpRequest, handover_id: UUID) -> HttpResponse:
    """She took it up."""
    try:
        actions.settle(handover_id=handover_id, by=staff_of(request), at=timezone.now())
    except Handover.DoesNotExist:
        raise Http404 from None
    messages.success(request, _("Noted."))
    return redirect("survivors:handovers")
