"""Authorization-code login with ClaveUnica (interop.md 1.1; law TD-01).

Always a whole page, never a frame, a popup or a call from a script. The way in is a link, never a
form: under the policy `form-action 'self'` browsers refuse to follow a form to another site.
"""

from authlib.integrations.requests_client import OAuth2Session
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from . import attempts, id_token, tokens
from .attempts import Attempt
from .backchannel import Channel
from .errors import AttemptLost, BadAnswer, Cancelled, NotEnabled, Unavailable
from .identity import Identity, names_of, run_of
from .provider import Provider, provider
from .registry import handler_for

_ONCE = ("state", "code", "error", "iss")
_TROUBLE_THERE = {"server_error", "temporarily_unavailable"}


def begin(request: HttpRequest, *, purpose: str, next_name: str = "") -> HttpResponseRedirect:
    """Send her to the provider, with a fresh attempt bound to this browser.

    purpose: one that `on_identity` knows. next_name: an internal URL name without arguments; it
    comes back in the Identity. Raises LookupError for an unknown purpose, NoReverseMatch for an
    unknown name, ValueError when called from a form, NotEnabled without credentials.
    """
    if request.method not in {"GET", "HEAD"}:
        raise ValueError("A login starts from a link, not from a form.")
    handler_for(purpose)
    if next_name:
        reverse(next_name)
    chosen = provider()
    if not chosen.usable:
        raise NotEnabled("no credentials")
    attempt = attempts.fresh(purpose, next_name)
    response = HttpResponseRedirect(_address(chosen, attempt))
    attempts.remember(request, response, attempt)
    return response


def finish(request: HttpRequest) -> Identity:
    """Give the identity that a return from the provider proves. Raises ClaveUnicaError."""
    if any(len(request.GET.getlist(name)) > 1 for name in _ONCE):
        raise AttemptLost("repeated parameter")
    attempt = attempts.take(request)
    chosen = provider()
    code = _code(request, chosen)
    claims = _claims(chosen, code, attempt)
    given_names, surnames = names_of(claims)
    return Identity(
        run=run_of(claims),
        given_names=given_names,
        surnames=surnames,
        authenticated_at=timezone.now(),
        purpose=attempt.purpose,
        next_name=attempt.next_name,
    )


def _address(chosen: Provider, attempt: Attempt) -> str:
    session = OAuth2Session(
        chosen.client_id,
        scope=chosen.scope,
        redirect_uri=chosen.redirect_uri,
        code_challenge_method="S256",
    )
    extra = {"nonce": attempt.nonce} if chosen.send_nonce else {}
    address, _state = session.create_authorization_url(
        chosen.authorize_url,
        state=attempt.state,
        code_verifier=attempt.verifier if chosen.send_pkce else None,
        **extra,
    )
    return str(address)


def _code(request: HttpRequest, chosen: Provider) -> str:
    """Give the code of the return, or raise what its `error` stands for."""
    if request.GET.get("iss", chosen.issuer) != chosen.issuer:
        raise BadAnswer("another issuer")
    error = request.GET.get("error", "")
    if error == "access_denied":
        raise Cancelled
    if error in _TROUBLE_THERE:
        raise Unavailable(error)
    if error:
        raise NotEnabled("authorize error")
    code = request.GET.get("code", "")
    if not 0 < len(code) <= 512:
        raise BadAnswer("no code")
    return code


def _claims(chosen: Provider, code: str, attempt: Attempt) -> dict[str, object]:
    channel = Channel(chosen.timeout_seconds)
    given = tokens.exchange(channel, chosen, code, attempt)
    subject = None
    if chosen.jwks_url:
        subject = id_token.verify(channel, chosen, given.identity, attempt.nonce)
    answer = channel.ask("POST", chosen.userinfo_url, token=given.access)
    if answer.status != 200:
        raise BadAnswer(f"userinfo status {answer.status}")
    claims = answer.document()
    if subject is not None and str(claims.get("sub", "")) != subject:
        raise BadAnswer("sub")
    return claims
