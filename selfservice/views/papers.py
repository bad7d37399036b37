"""The papers of what she asked: the sealed receipt, and the answer where she reads it here."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from casework.access.principals import SurvivorPrincipal
from casework.documents.downloads import answer
from complaints.rights import own_papers

from ..forms import LATER
from ..gates import own_space, present_of, principal_of, to_home
from ..telling import see_other

LONGEST = 12


@require_POST
def receipt(request: HttpRequest) -> HttpResponse:
    """Give the receipt of something asked in this visit's face; later, while it is being sealed.

    Sent as a form, so that no number stands in an address or in the browser's history.
    """
    present, at = present_of(request), timezone.now()
    if present is None:
        return to_home(request)
    number, by = _number(request), getattr(request, "principal", None)
    if isinstance(by, SurvivorPrincipal):
        found, back = own_papers.own_receipt(by, number, at), "selfservice:requests"
    else:
        found = own_papers.receipt_outside(present.visitor.run, number, at)
        back = "selfservice:home"
    return answer(found.stored, found.content) if found else see_other(back, LATER)


@require_POST
@own_space
def letter(request: HttpRequest) -> HttpResponse:
    """Give her the sealed answer."""
    found = own_papers.own_answer(principal_of(request), _number(request), timezone.now())
    if found is None:
        return see_other("selfservice:requests", LATER)
    return answer(found.stored, found.content, inline=True)


def _number(request: HttpRequest) -> str:
    return request.POST.get("numero", "")[:LONGEST]
