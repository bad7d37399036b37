"""Denials are events: every 403 and 404 that a known person meets in a private zone is written."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from casework.audit.log import Target, record
from casework.audit.verbs import Verb

from .headers import PRIVATE_PREFIXES
from .principals import Anonymous


class RefusalLog:
    """Writes the denial inside the request's transaction: no event, no answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code in {403, 404} and request.path_info.startswith(PRIVATE_PREFIXES):
            write(request, response.status_code)
        return response


def write(request: HttpRequest, status: int) -> None:
    """Write that the principal was refused: which page, which thing, why."""
    principal = getattr(request, "principal", None)
    match = request.resolver_match
    if principal is None or isinstance(principal, Anonymous) or match is None:
        return
    record(
        Verb.ACCESS_DENIED,
        by=principal.actor,
        at=timezone.now(),
        target=Target("page", match.view_name or "?"),
        detail={
            "status": status,
            "why": getattr(request, "refusal", "") or ("not-there" if status == 404 else "other"),
            "thing": _thing(match.kwargs),
        },
    )


def _thing(kwargs: dict[str, object]) -> str:
    """Give the identifier that was asked for, when it is one and not free text."""
    found = [value for value in kwargs.values() if isinstance(value, UUID | int)]
    return str(found[0]) if found else ""
