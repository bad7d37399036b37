"""The causes of wrong data, for whoever edits the rules. Nothing of any person stands here.

They are changed by two persons in the editors' workplace (`complaints.amending`).
"""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from casework.access.gates import staff_may
from casework.access.levels import Right
from casework.territory.validity import chilean_day

from ..models import DiscrepancyCause

EDITING = "complaints.change_discrepancycause"


@staff_may(Right.EDIT_RULES)
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Show the causes, in the order in which they are offered."""
    today = chilean_day(timezone.now())
    lines = [{"row": row, "state": _state(row, today)} for row in DiscrepancyCause.objects.all()]
    context = {"lines": lines, "edits": request.user.has_perm(EDITING)}
    return render(request, "discrepancies/causes.html", context)


def _state(row: DiscrepancyCause, today: date) -> tuple[str, str, str]:
    """Give in words, icon and tone where a cause stands."""
    if row.valid_from is not None and row.valid_from > today:
        return _("To come"), "calendar", "info"
    if row.valid_to is not None and row.valid_to < today:
        return _("Over"), "clock", "neutral"
    return _("In force"), "check", "success"
