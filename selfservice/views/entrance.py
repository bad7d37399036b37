"""In and out: after ClaveUnica, the second key, the quick exit, and closing her own space."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from casework.audit.log import record
from casework.audit.verbs import Verb
from casework.interop.claveunica.identity import Identity

from .. import sessions
from ..door import Outcome, door_of, try_key, wait_for
from ..forms import EMPTY, NOTHING, WAIT, KeyForm
from ..gates import own_space, present_of, principal_of, to_home
from ..own_actions import freeze_own_space
from ..tokens import Visitor
from .neutral import to_first_page


def receive(request: HttpRequest, identity: Identity) -> HttpResponse:
    """Take an identity from ClaveUnica: the same steps and answer for every RUN."""
    at = timezone.now()
    visitor = Visitor(identity.run, identity.given_names, identity.surnames, at)
    response = to_first_page()
    before = present_of(request)
    if before:
        sessions.end(before)
    sessions.begin(visitor, response, at, door=door_of(visitor.run))
    return response


@require_POST
def key(request: HttpRequest) -> HttpResponse:
    """Try the number she typed. Wrong, duress, frozen and unregistered are answered alike.

    Never with a page: browsers write what was sent to a page they show into their session file,
    and a number one digit off would stay on the disk of a telephone that is not only hers.
    """
    present = present_of(request)
    if present is None:
        return to_home(request)
    at = timezone.now()
    if wait_for(present.visit.token_digest, at):
        return to_first_page(WAIT)
    form = KeyForm(request.POST)
    if not form.is_valid():
        return to_first_page(EMPTY)
    outcome, state = try_key(present.trier, form.cleaned_data["number"], at)
    if outcome is not Outcome.OPENED:
        return to_first_page(NOTHING)
    response = to_first_page()
    sessions.open_space(present, response, at, state)
    return response


@csrf_exempt
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, target: Callable[[], str]) -> HttpResponse:
    """Leave at once: end the visit, clear what the browser keeps of us, go somewhere harmless.

    target: gives the address of that place. Answers a plain visit too, and needs no token:
    nothing here can be forged to her harm. The script, which is on its way there already, sends a
    POST and gets no address: following one it would ask for that place from our page.
    """
    response = HttpResponse(status=204) if request.method == "POST" else _see(target())
    leave_space(request, response)
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


def _see(address: str) -> HttpResponse:
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response


def leave_space(request: HttpRequest, response: HttpResponse) -> None:
    """End the visit of this browser, if there is one."""
    present = present_of(request)
    if present is None:
        return
    sessions.end(present)
    sessions.drop_cookie(response)
    if present.is_open:
        principal = request.principal  # type: ignore[attr-defined]
        subject = present.visit.survivor_id
        record(Verb.SPACE_LEFT, by=principal.actor, at=timezone.now(), subject=subject)


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Stay a while longer, because she asked: three times in a visit, never by itself."""
    present = present_of(request)
    if present is None:
        return JsonResponse({"left": 0, "more": False}, status=403)
    at = timezone.now()
    sessions.extend(present, at)
    seconds, more = sessions.left(present.visit, at)
    return JsonResponse({"left": seconds, "more": more})


@require_POST
@own_space
def close_space(request: HttpRequest) -> HttpResponse:
    """Close her own space until she asks a worker to open it again: at once, no questions."""
    freeze_own_space(by=principal_of(request), at=timezone.now())
    return redirect("selfservice:home")
