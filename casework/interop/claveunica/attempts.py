"""One login attempt, bound to one browser by a signed cookie, good for one return.

The cookie works before anybody has a session, for staff and survivors alike. Each attempt has its
own, so several tabs can sign in at once; its name is derived from the state, so the state that
comes back picks the cookie that must match it. A forged return (login CSRF, AB25) finds no cookie;
a replayed one (AB24) finds its state spent.
"""

import hashlib
import secrets
from dataclasses import asdict, dataclass, field

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare

from .errors import AttemptExpired, AttemptLost, AttemptSpent

LIFETIME = 600  # seconds: time to type a password; the code itself lives five minutes
MOST_AT_ONCE = 5
_SALT = "casework.interop.claveunica.attempt"


@dataclass(frozen=True, slots=True)
class Attempt:
    """What must come back unchanged. next_name: an internal URL name, never an address."""

    state: str = field(repr=False)
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)
    purpose: str
    next_name: str = ""


def fresh(purpose: str, next_name: str = "") -> Attempt:
    """Make an attempt with random state, nonce and PKCE verifier (43 characters each)."""
    return Attempt(
        state=secrets.token_urlsafe(32),
        nonce=secrets.token_urlsafe(32),
        verifier=secrets.token_urlsafe(32),
        purpose=purpose,
        next_name=next_name,
    )


def remember(request: HttpRequest, response: HttpResponse, attempt: Attempt) -> None:
    """Put the attempt in this browser, and let go of the oldest if there are too many."""
    names = [name for name in request.COOKIES if name.startswith(_prefix())]
    for name in names[: max(0, len(names) - MOST_AT_ONCE + 1)]:
        _drop(response, name)
    response.set_cookie(
        _name(attempt.state),
        signing.dumps(asdict(attempt), salt=_SALT),
        max_age=2 * LIFETIME,  # outlives the attempt, to be able to say that time ran out
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",  # the provider sends her back from another site, by a plain GET
    )


def take(request: HttpRequest) -> Attempt:
    """Give the attempt that this return belongs to, and spend it.

    Raises AttemptLost, AttemptExpired or AttemptSpent.
    """
    state = request.GET.get("state", "")
    if len(state) < 30:
        raise AttemptLost("state missing")
    attempt = _read(request.COOKIES.get(_name(state), ""))
    if not constant_time_compare(attempt.state, state):
        raise AttemptLost("state swapped")
    if not cache.add(f"claveunica-spent-{_digest(state)}", 1, timeout=2 * LIFETIME):
        raise AttemptSpent
    return attempt


def purpose_of(request: HttpRequest) -> str:
    """Guess the purpose of a return that failed, to word its page; empty if it cannot be known."""
    try:
        return _read(request.COOKIES.get(_name(request.GET.get("state", "")), "")).purpose
    except (AttemptLost, AttemptExpired):
        return ""


def forget(request: HttpRequest, response: HttpResponse) -> None:
    """Remove the cookie of the attempt that came back, whatever became of it."""
    name = _name(request.GET.get("state", ""))
    if name in request.COOKIES:
        _drop(response, name)


def _read(cookie: str) -> Attempt:
    if not cookie:
        raise AttemptLost("no cookie")
    try:
        return Attempt(**signing.loads(cookie, salt=_SALT, max_age=LIFETIME))
    except signing.SignatureExpired:
        raise AttemptExpired from None
    except (signing.BadSignature, TypeError):
        raise AttemptLost("cookie forged") from None


def _drop(response: HttpResponse, name: str) -> None:
    response.delete_cookie(name, samesite="Lax")
    response.cookies[name]["secure"] = settings.SESSION_COOKIE_SECURE


def _prefix() -> str:
    return "__Host-paso-" if settings.SESSION_COOKIE_SECURE else "paso-"


def _name(state: str) -> str:
    return _prefix() + _digest(state)[:12]


def _digest(state: str) -> str:
    return hashlib.sha256(state.encode()).hexdigest()
