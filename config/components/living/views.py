"""Views of the living page: each shell with its own kind of principal, and the error pages."""

from pathlib import Path
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template import engines

from casework.access.levels import Held, Level
from casework.access.principals import Staff, SurvivorPrincipal
from config.shell.errors import error_page

from .forms import ChoiceForm
from .specimens import sample, specimens

PAGES = Path(__file__).parent / "pages"
NOBODY_REAL = UUID(int=0)
WORKER = Staff(NOBODY_REAL, 0, "Paula Rojas Vera", (Held(Level.N5, centre_id=1), Held(Level.N2)))


def show(request: HttpRequest, page: str, **context: object) -> HttpResponse:
    """Render a page of this folder."""
    template = engines["django"].from_string((PAGES / f"{page}.html").read_text(encoding="utf-8"))
    return HttpResponse(template.render({**sample(), **context}, request))


def living(request: HttpRequest) -> HttpResponse:
    """All components inside the workplace."""
    request.principal = WORKER  # type: ignore[attr-defined]
    return show(request, "page", specimens=specimens(request))


def public(request: HttpRequest) -> HttpResponse:
    """A page of the open site."""
    return show(request, "public")


def survivor(request: HttpRequest) -> HttpResponse:
    """A page of her own space; the form answers with its errors."""
    request.principal = SurvivorPrincipal(NOBODY_REAL)  # type: ignore[attr-defined]
    return show(request, "survivor", choice=ChoiceForm(request.POST or None))


def printed(request: HttpRequest) -> HttpResponse:
    """A page made to be printed."""
    return show(request, "print")


def error(request: HttpRequest, status: int) -> HttpResponse:
    """An error page, as it would be seen."""
    return error_page(request, status)
