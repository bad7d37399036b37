"""The first page: an entrance, the neutral page, or her own space. One address for the three."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from casework.access.principals import SurvivorPrincipal
from casework.audit.log import record
from casework.audit.verbs import Verb
from casework.survivors.queries import call_name
from consent.queries import signed_by, waiting_for

from ..gates import present_of, survivor_of
from ..places import places
from .neutral import neutral_page


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show what this visit may see."""
    if isinstance(getattr(request, "principal", None), SurvivorPrincipal):
        return own_home(request)
    present = present_of(request)
    if present:
        return neutral_page(request, present)
    return render(request, "selfservice/entrance.html", {"ended": "fin" in request.GET})


def own_home(request: HttpRequest) -> HttpResponse:
    """Show her what waits for her, what she signed, and her doors."""
    survivor, at = survivor_of(request), timezone.now()
    by = request.principal.actor  # type: ignore[attr-defined]
    record(Verb.SPACE_OPENED, by=by, at=at, subject=survivor.pk)
    context = {
        "name": call_name(survivor),
        "waiting": list(waiting_for(survivor)),
        "signed": list(signed_by(survivor.pk)),
        "places": places(),
    }
    return render(request, "selfservice/home.html", context)
