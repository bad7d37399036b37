"""Two values of one woman: a worker says which one is hers now."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from casework.access.gates import staff_may
from casework.access.levels import Right

from ..views.getters import changeable, staff_of
from . import choosing

HERE, THERE = "here", "there"


@staff_may(Right.OPEN_CASES)
@require_POST
def choose_value(request: HttpRequest, survivor_id: UUID, field: str) -> HttpResponse:
    """Keep the value of this record, or take the joined one's; the button says which."""
    survivor, sent = changeable(request, survivor_id), request.POST
    if sent.get("choose") in {HERE, THERE}:
        try:
            choosing.choose(
                survivor=survivor, code=field, seen=sent.get("seen", ""),
                there=sent["choose"] == THERE, by=staff_of(request), at=timezone.now(),
            )  # fmt: skip
        except choosing.Moved:
            messages.error(request, _("Somebody else decided meanwhile. Look at it again."))
        else:
            messages.success(request, _("Chosen. The other value stays in its history."))
    return redirect("survivors:file", survivor.pk)
