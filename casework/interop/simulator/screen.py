"""The simulator's screen: choose who to be, and what goes wrong."""

from urllib.parse import urlencode, urlsplit

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from casework.interop.claveunica.provider import provider

from .faults import GROUPS, Fault, fault_of
from .personas import PERSONAS, Persona, persona_of
from .tickets import Ticket, new_code

SESSION_COOKIE = "simulador-sesion"
LOGOUT_COOKIE = "simulador-salida"
SESSION_SECONDS = 60  # single sign-on lasts a minute (interop.md 1.2)


@require_http_methods(["GET", "POST"])
@never_cache
def authorize(request: HttpRequest) -> HttpResponse:
    """Check the request as the provider does, then ask who she is."""
    problems = _problems(request)
    persona = persona_of(request.POST.get("persona", ""))
    if problems or persona is None:
        return _page(request, problems)
    response = HttpResponseRedirect(_return_address(request, persona))
    if fault_of(request.POST.get("fault", "")) != Fault.DENIED:
        signed = signing.dumps(persona.number, salt=SESSION_COOKIE)
        response.set_cookie(SESSION_COOKIE, signed, max_age=SESSION_SECONDS, httponly=True)
    answer = "204" if request.POST.get("logout") == "204" else "redirect"
    response.set_cookie(LOGOUT_COOKIE, answer, max_age=3600, httponly=True)
    return response


@require_GET
@never_cache
def logout(request: HttpRequest) -> HttpResponse:
    """Close the provider's session; go to the registered address, or answer 204 and stay."""
    target = request.GET.get("redirect", "")
    wanted = target == provider().logout_uri and request.COOKIES.get(LOGOUT_COOKIE) != "204"
    response = HttpResponseRedirect(target) if wanted else HttpResponse(status=204)
    response.delete_cookie(SESSION_COOKIE)
    return response


def _problems(request: HttpRequest) -> list[str]:
    """Name the parameters that the provider would refuse."""
    chosen = provider()
    expected = {
        "client_id": chosen.client_id,
        "redirect_uri": chosen.redirect_uri,
        "response_type": "code",
        "scope": "openid run name",
    }
    wrong = [name for name, value in expected.items() if request.GET.get(name) != value]
    return wrong + (["state"] if len(request.GET.get("state", "")) < 30 else [])


def _page(request: HttpRequest, problems: list[str]) -> HttpResponse:
    context = {
        "problems": problems,
        "personas": PERSONAS,
        "groups": GROUPS,
        "open_session": _open_session(request),
    }
    response = render(request, "simulator/screen.html", context, status=400 if problems else 200)
    # The form's answer is a redirect to the client, which may live on another origin.
    parts = urlsplit(provider().redirect_uri)
    response._csp_update = {"form-action": [f"{parts.scheme}://{parts.netloc}"]}  # type: ignore[attr-defined]
    return response


def _open_session(request: HttpRequest) -> Persona | None:
    try:
        cookie = request.COOKIES.get(SESSION_COOKIE, "")
        return persona_of(str(signing.loads(cookie, salt=SESSION_COOKIE, max_age=SESSION_SECONDS)))
    except signing.BadSignature:
        return None


def _return_address(request: HttpRequest, persona: Persona) -> str:
    fault = fault_of(request.POST.get("fault", ""))
    state = request.GET["state"]
    answer = {"state": state if fault != Fault.STATE_ALTERED else f"{state[:-4]}0000"}
    if fault == Fault.STATE_MISSING:
        answer = {}
    if fault == Fault.DENIED:
        answer["error"] = "access_denied"
    else:
        ticket = Ticket(
            persona.number, fault.value, state,
            request.GET.get("nonce", ""), request.GET.get("code_challenge", ""),
        )  # fmt: skip
        answer["code"] = new_code(ticket)
    if fault == Fault.OTHER_ISSUER:
        answer["iss"] = "https://otro.example/openid"
    return f"{request.GET['redirect_uri']}?{urlencode(answer)}"
