"""The simulator's answers to the client's server: token, userinfo, keys."""

import time

from authlib.oauth2.rfc7636 import create_s256_code_challenge
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from casework.interop.claveunica.provider import provider

from .claims import id_token, userinfo
from .faults import Fault
from .keys import signing_key
from .personas import persona_of
from .tickets import TOKEN_SECONDS, Ticket, bearer, new_token, redeem


@csrf_exempt
@require_POST
@never_cache
def token(request: HttpRequest) -> HttpResponse:
    """Exchange a code. Errors as RFC 6749 5.2; the state must come again, as the manual lists."""
    chosen = provider()
    sent = request.POST
    expected = (chosen.client_id, chosen.client_secret)
    if (sent.get("client_id"), sent.get("client_secret")) != expected:
        return _refusal("invalid_client", 401)
    if sent.get("grant_type") != "authorization_code":
        return _refusal("unsupported_grant_type")
    if sent.get("redirect_uri") != chosen.redirect_uri:
        return _refusal("invalid_request")
    ticket = redeem(sent.get("code", ""))
    if ticket is None or not _same_request(ticket, sent.get("state"), sent.get("code_verifier")):
        return _refusal("invalid_grant")
    return _spoiled(ticket) or JsonResponse(_tokens(ticket))


@csrf_exempt
@require_POST
@never_cache
def identity(request: HttpRequest) -> HttpResponse:
    """Say who the token belongs to."""
    kind, _, word = request.headers.get("Authorization", "").partition(" ")
    ticket = bearer(word) if kind == "Bearer" else None
    persona = persona_of(str(ticket.number)) if ticket else None
    if ticket is None or persona is None:
        return _refusal("invalid_token", 401)
    if ticket.fault == Fault.USERINFO_ERROR:
        return HttpResponse("Bad gateway", status=502)
    return JsonResponse(userinfo(persona, ticket.fault))


@require_GET
def keys(request: HttpRequest) -> HttpResponse:
    """Give the public key."""
    return JsonResponse({"keys": [signing_key().as_dict(private=False)]})


def _same_request(ticket: Ticket, state: str | None, verifier: str | None) -> bool:
    challenge = create_s256_code_challenge(verifier) if verifier else ""
    return ticket.state == state and ticket.challenge == challenge


def _refusal(word: str, status: int = 400) -> JsonResponse:
    return JsonResponse({"error": word}, status=status)


def _tokens(ticket: Ticket) -> dict[str, object]:
    chosen = provider()
    persona = persona_of(str(ticket.number))
    assert persona is not None
    answer: dict[str, object] = {
        "access_token": new_token(ticket),
        "token_type": "bearer",
        "expires_in": TOKEN_SECONDS,
        "id_token": id_token(
            persona, issuer=chosen.issuer, audience=chosen.client_id,
            nonce=ticket.nonce, fault=ticket.fault,
        ),
    }  # fmt: skip
    if ticket.fault == Fault.NO_ID_TOKEN:
        del answer["id_token"]
    if ticket.fault == Fault.NO_ACCESS_TOKEN:
        del answer["access_token"]
    return answer


def _spoiled(ticket: Ticket) -> HttpResponse | None:
    """Give the broken answer that the fault asks for, if it is one of this call."""
    if ticket.fault == Fault.TIMEOUT:
        time.sleep(provider().timeout_seconds * 1.2)
    broken = {
        Fault.TIMEOUT: HttpResponse(),
        Fault.SERVER_ERROR: HttpResponse("Service unavailable", status=503),
        Fault.NOT_JSON: HttpResponse("<html>mantención</html>"),
        Fault.HUGE_ANSWER: HttpResponse(" " * 200_000),
        Fault.REDIRECTED: HttpResponseRedirect("/simulador/claveunica/openid/jwks"),
    }
    return broken.get(Fault(ticket.fault))
