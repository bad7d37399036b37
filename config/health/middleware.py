"""Answers the probes before any session, host or database: a dead database must not hide a
living process, and a probe comes by address, not by name."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from . import views

PROBES = {"/salud/viva": views.alive, "/salud/lista": views.ready}


class HealthProbes:
    """Answers /salud/viva and /salud/lista; leaves everything else alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        probe = PROBES.get(request.path_info)
        return probe(request) if probe else self.get_response(request)
