"""Files that somebody may not see: told to who must act on it, and never whole to anybody.

A head of centre sees which file needs somebody else, not because of whom; an administrator sees
which operator, not which file.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from .. import queries
from ..gates import principal_of, staff_may
from ..levels import Right


@staff_may(Right.REPORT_TEAM, Right.MANAGE_OPERATORS)
@require_GET
def conflict_list(request: HttpRequest) -> HttpResponse:
    """Conflicts of interest in force, by half."""
    staff = principal_of(request)
    context = {
        "conflicts": queries.conflicts_visible_to(staff),
        "tells_operator": staff.may(Right.MANAGE_OPERATORS),
    }
    return render(request, "access/conflicts.html", context)
