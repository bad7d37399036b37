"""One page for every act on a request: ask for the least, do it, say what happened."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from casework.access.gates import principal_of, staff_may
from casework.access.levels import Right
from casework.access.principals import Staff
from casework.cases.clocks import TooLong
from casework.documents.store import StoreFull
from casework.drafts.keeping import let_go, open_form

from .. import claim_actions, shown
from ..act_forms import ActForm
from ..actions import RightsRefused
from ..acts import BY_SLUG, Act
from ..choices import Outcome
from ..events import CannotMove
from ..models import RightsRequest
from ..port import CannotFulfil
from .getters import request_or_404


@staff_may(Right.OPEN_CASES, Right.ANSWER_REQUESTS)
@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, request_id: UUID, slug: str) -> HttpResponse:
    """Show the form of an act and do it. One that is not open now leads back with its reason."""
    chosen = BY_SLUG.get(slug)
    if chosen is None:
        raise Http404
    found = request_or_404(request, request_id)
    if not chosen.is_open(found):
        messages.info(request, _("The request has moved on. Look at where it is now."))
        return redirect("rights:request", found.pk)
    form = _form(request, chosen, found)
    sent = request.method == "POST" and form.is_valid()
    if sent and _done(chosen, found, form, principal_of(request), timezone.now()):
        let_go(request, name=f"rights-{slug}", about=found.pk)
        messages.success(request, str(chosen.done))
        return redirect("rights:request", found.pk)
    context = {
        "found": found, "act": chosen, "form": form, "outcomes": Outcome.choices,
        "clock": shown.clock_of(found, timezone.now()),
    }  # fmt: skip
    return render(request, "rights/act.html", context, status=422 if form.is_bound else 200)


def _form(request: HttpRequest, chosen: Act, found: RightsRequest) -> ActForm:
    wanted = request.GET.get("respuesta", "")
    initial = {"outcome": wanted} if wanted in Outcome.values else None
    form: ActForm = open_form(
        request, chosen.form, name=f"rights-{chosen.slug}", about=found.pk, initial=initial,
        version=str(found.updated_at), survivor=found.survivor_id, asked=found,
    )  # fmt: skip
    return form


def _done(chosen: Act, found: RightsRequest, form: ActForm, by: Staff, at: datetime) -> bool:
    """Do it; or put the reason why not on the form."""
    try:
        chosen.run(found, form, by, at)
    except (RightsRefused, CannotFulfil) as refused:
        form.add_error(None, str(refused))
        return False
    except CannotMove:
        form.add_error(None, _("The request has moved on. Look at where it is now."))
        return False
    except TooLong:
        form.add_error(None, _("The law does not give that much time."))
        return False
    except StoreFull as full:
        form.add_error(None, str(full.words))
        return False
    return True


@staff_may(Right.OPEN_CASES, Right.ANSWER_REQUESTS)
@require_POST
def answer_claim(request: HttpRequest, request_id: UUID, claim_id: UUID) -> HttpResponse:
    """Write down that the Agency was answered."""
    found = request_or_404(request, request_id)
    claim = found.claims.filter(pk=claim_id).first()
    if claim is None:
        raise Http404
    try:
        claim_actions.answer_claim(claim=claim, by=principal_of(request), at=timezone.now())
    except RightsRefused as refused:
        messages.error(request, str(refused))
    return redirect("rights:request", found.pk)
