"""Who takes an identity, and what must be closed on leaving. Filled when applications start."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .identity import Identity

Handler = Callable[[HttpRequest, Identity], HttpResponse]
Closer = Callable[[HttpRequest, HttpResponse], None]

# The word in the address, so that no address says who is coming in.
DOORS = {"": "survivor", "gestion": "staff"}

_handlers: dict[str, Handler] = {}
_closers: dict[str, Closer] = {}


def on_identity(purpose: str, handler: Handler) -> None:
    """Let `handler(request, identity)` answer the logins begun for this purpose.

    It must make a session of its own with a new id: nothing the browser had before counts.
    """
    _handlers[purpose] = handler


def on_leave(purpose: str, closer: Closer) -> None:
    """Let `closer(request, response)` end the local session of this kind when she leaves."""
    _closers[purpose] = closer


def handler_for(purpose: str) -> Handler:
    """Give the handler of a purpose. Raises LookupError when none was registered."""
    if purpose not in _handlers:
        raise LookupError(f"Nobody takes identities for {purpose!r}.")
    return _handlers[purpose]


def close_all(request: HttpRequest, response: HttpResponse) -> None:
    """End every local session this browser has with us."""
    for closer in _closers.values():
        closer(request, response)
