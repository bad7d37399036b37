"""An emergency reading of what is kept apart: why, for some hours, with somebody told."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from casework.access.gates import principal_of, staff_may
from casework.access.levels import Right

from .. import blocking
from ..copy_actions import CopyRefused
from ..limit_models import Block


class EmergencyForm(forms.Form):
    """Why it must be read now."""

    reason = forms.CharField(
        label=gettext_lazy("Why you must read it now to protect her"),
        max_length=1000, required=False,  # the act itself says what is too short
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Somebody else of the team reads this, and it is in the log."),
    )  # fmt: skip


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def emergency(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Ask for the reason and open what is apart, to this person, for four hours."""
    blocks = list(Block.objects.filter(survivor_id=survivor_id, ended_at=None))
    if not blocks:
        raise Http404
    form = EmergencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        by, at = principal_of(request), timezone.now()
        try:
            for block in blocks:
                blocking.read_in_emergency(
                    block=block, reason=form.cleaned_data["reason"], by=by, at=at
                )
        except CopyRefused as refused:
            form.add_error("reason", str(refused))
        else:
            messages.success(request, _("Open to you for four hours. Somebody else was told."))
            return redirect("survivors:file", survivor_id)
    context = {"form": form, "blocks": blocks}
    return render(
        request, "fulfilment/emergency.html", context, status=422 if form.is_bound else 200
    )
