"""Headers of the private zones: nothing may be stored by a browser or a proxy."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

PRIVATE_PREFIXES = ("/gestion/", "/cms/", "/mi-espacio/", "/claveunica/", "/salir/", "/api/")


class PrivateZoneHeaders:
    """Adds `no-store` to every answer of a private zone, whatever the view said."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(PRIVATE_PREFIXES):
            response["Cache-Control"] = "no-store, private"
            # Not "no-referrer": with it browsers send forms with `Origin: null`, which the
            # guard against forgery refuses. Other sites learn nothing either way.
            response["Referrer-Policy"] = "same-origin"
        response.setdefault("Permissions-Policy", "camera=(self), geolocation=(), microphone=()")
        return response
