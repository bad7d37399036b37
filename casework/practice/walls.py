"""What is open in the training copy: the work with a woman's file, and nothing that leads out.

Everything else (the open site, her own space, ClaveÚnica, the editors' zone, accounts, papers)
answers one plain page that says what this is and leads back. So does what has no address at all.
"""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from . import visits

OPEN = (
    "/gestion/practica/", "/gestion/mi-dia/", "/gestion/tareas/", "/gestion/casos/",
    "/gestion/mi-centro/", "/gestion/lista-de-espera/", "/gestion/sobrevivientes/",
    "/gestion/borradores/", "/gestion/cuenta/seguir/", "/apariencia/", "/idioma/", "/salir/",
    "/salud/", "/estatico/",
)  # fmt: skip
# Her own space, and files: what is brought here would be somebody's.
SHUT = re.compile(
    r"^/gestion/sobrevivientes/(copias/|traspasos/|[^/]+/(espacio|espacio-propio|anexos|copia)/)"
)
# Whoever looks at somebody's practice changes nothing of it.
LOOKING = ("/gestion/practica/", "/gestion/cuenta/seguir/", "/apariencia/")
SAFE = ("GET", "HEAD", "OPTIONS")


def is_open(path: str) -> bool:
    """Say whether an address is part of the practice."""
    return path.startswith(OPEN) and not SHUT.match(path)


class Walls:
    """Closes the copy, before the staff's door asks who somebody is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = request.path_info
        if path in ("/gestion", "/gestion/"):
            return redirect("practice:home")
        if not is_open(path):
            return closed(request, status=200 if path == "/" else 404)
        looks = request.method not in SAFE and visits.watches(request)
        if looks and not path.startswith(LOOKING):
            return closed(request, _("You look at somebody's practice: only she changes it."), 403)
        return self.get_response(request)


def closed(request: HttpRequest, reason: str = "", status: int = 404) -> HttpResponse:
    """Give the page that says what this is."""
    return render(request, "practice/closed.html", {"reason": reason}, status=status)
