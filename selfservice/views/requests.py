"""What she asked for, where it stands, and asking for more, from her own space."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from complaints.models import RightsRequest
from complaints.rights.actions import withdraw
from complaints.rights.choices import Delivery
from complaints.rights.events import CannotMove

from .. import asking, sessions
from ..ask_forms import OwnAskForm
from ..forms import AGAIN, FILED, LACKING, LATER
from ..gates import own_space, present_of, principal_of
from ..telling import notice_of, see_other, told_once
from ..typed import form_with, words_of

FORM = "own-ask"
PAGE = "selfservice:requests"


@require_GET
@own_space
def requests(request: HttpRequest) -> HttpResponse:
    """Show all she asked for with its clock, and the form to ask."""
    present = present_of(request)
    assert present is not None
    notice = notice_of(request)
    context = {
        "lines": asking.own_requests(principal_of(request), timezone.now()),
        "ask": form_with(
            OwnAskForm,
            sessions.typed_in(present, FORM),
            told=notice == LACKING,
            delivery=Delivery.IN_PERSON,
        ),
        "notice": notice,
        "later": notice == LATER,
        "again": notice == AGAIN,
    }
    return told_once(request, render(request, "selfservice/requests.html", context))


def ask_from_space(request: HttpRequest, present: sessions.Present) -> HttpResponse:
    """Take what she asks in her own space."""
    form = OwnAskForm(request.POST)
    if not form.is_valid():
        sessions.keep_typed(present, FORM, words_of(OwnAskForm, request.POST))
        return see_other(PAGE, LACKING)
    by = principal_of(request)
    notice = asking.ask_own(present, form.cleaned_data, by, timezone.now())
    kept = {} if notice == FILED else words_of(OwnAskForm, request.POST)
    sessions.keep_typed(present, FORM, kept)
    return see_other(PAGE, notice)


@require_POST
@own_space
def take_back(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Take a request back, at once and without a reason."""
    by = principal_of(request)
    asked = RightsRequest.objects.visible_to(by).filter(pk=request_id).first()
    if asked is None:
        raise Http404
    try:
        withdraw(request=asked, by=by, at=timezone.now())
    except CannotMove:
        return see_other(PAGE)
    return see_other(PAGE)
