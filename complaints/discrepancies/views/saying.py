"""Writing down what she says of a conclusion, and taking it away when she says so."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from casework.access.gates import principal_of, staff_may
from casework.access.levels import Right
from casework.drafts.keeping import let_go, open_form
from casework.survivors.models import Survivor
from casework.survivors.views.getters import changeable

from .. import conclusions, opinions
from ..actions import Refused
from ..conclusions import Conclusion
from ..forms import SayForm
from ..models import Standpoint


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def say(request: HttpRequest, survivor_id: UUID, kind: str, target_id: UUID) -> HttpResponse:
    """Her words beside a conclusion; what was concluded is shown above and is not touched."""
    survivor = changeable(request, survivor_id)
    by = principal_of(request)
    found = _conclusion(request, survivor, kind, target_id)
    form = open_form(
        request, SayForm, name=f"say-{kind}", about=target_id, survivor=survivor.pk,
        requests=opinions.open_requests(survivor, by),
    )  # fmt: skip
    said = request.method == "POST" and form.is_valid()
    if said and _said(request, survivor, (kind, target_id), form):
        let_go(request, name=f"say-{kind}", about=target_id)
        messages.success(request, _("Saved. Whoever reads it reads her words beside it."))
        return redirect(found.address)
    context = {
        "form": form, "survivor": survivor, "found": found, "back": found.address,
        "said": opinions.said_of(survivor, kind, target_id, by),
    }  # fmt: skip
    return render(request, "discrepancies/say.html", context, status=422 if form.is_bound else 200)


def _said(
    request: HttpRequest, survivor: Survivor, about: tuple[str, UUID], form: SayForm
) -> bool:  # fmt: skip
    try:
        opinions.say(
            survivor=survivor, kind=about[0], target_id=about[1], said=form.said(),
            by=principal_of(request), at=timezone.now(),
        )  # fmt: skip
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


@staff_may(Right.OPEN_CASES)
@require_POST
def unsay(request: HttpRequest, survivor_id: UUID, standpoint_id: UUID) -> HttpResponse:
    """Take her words away: she says so."""
    survivor, by = changeable(request, survivor_id), principal_of(request)
    rows = Standpoint.objects.changeable_by(by).exclude(target_id=None)
    row = rows.filter(survivor=survivor, pk=standpoint_id).first()
    if row is None:
        raise Http404
    opinions.take_back(row=row, by=by, at=timezone.now())
    messages.success(request, _("Her words were taken away."))
    return redirect("discrepancies:say", survivor.pk, row.kind, row.target_id)


def _conclusion(
    request: HttpRequest, survivor: Survivor, kind: str, target_id: UUID
) -> Conclusion:  # fmt: skip
    found = conclusions.conclusion(survivor, kind, target_id, principal_of(request))
    if found is None:
        raise Http404
    return found
