"""The staff door: who is asking, and whether both factors were shown."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .principals import ANONYMOUS


class StaffDoor:
    """Sets `request.principal`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.principal = ANONYMOUS  # type: ignore[attr-defined]
        return self.get_response(request)
