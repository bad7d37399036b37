"""Where an act came from: one request's number and a keyed digest of its address."""

import hashlib
import hmac
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from casework.identity.records import new_id

from .keys import derived


@dataclass(frozen=True, slots=True)
class Origin:
    """request_id joins the events and field changes of one request; place is never an address."""

    request_id: UUID
    place: str


_current: ContextVar[Origin | None] = ContextVar("audit_origin", default=None)


def current() -> Origin | None:
    """Give the origin of what is happening now, or None outside requests and `unattended`."""
    return _current.get()


def current_id() -> str | None:
    """Give the current request's number as text: django-auditlog's correlation id."""
    origin = _current.get()
    return str(origin.request_id) if origin else None


def digest(address: str) -> str:
    """Hide a network address: equal addresses can be compared, none can be read back.

    Keyed, because all of IPv4 can be tried in minutes (law TD-11 asks for the origin,
    DP-56 for no more than is needed).
    """
    return "net:" + hmac.digest(derived("origin"), address.encode(), hashlib.sha256).hex()[:32]


@contextmanager
def coming_from(origin: Origin) -> Iterator[Origin]:
    """Make the origin current for a block."""
    token = _current.set(origin)
    try:
        yield origin
    finally:
        _current.reset(token)


@contextmanager
def unattended(name: str) -> Iterator[Origin]:
    """Give a command or a worker's task an origin of its own; `name` is a code."""
    with coming_from(Origin(new_id(), f"task:{name}")) as origin:
        yield origin


class RequestOrigin:
    """Middleware: numbers the request. Stands early, so that every door can log."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # REMOTE_ADDR only: a header anybody can write is no evidence. A server behind a proxy
        # is configured to set it (gunicorn does, from the proxies it is told to trust).
        place = digest(request.META.get("REMOTE_ADDR", ""))
        with coming_from(Origin(new_id(), place)):
            return self.get_response(request)
