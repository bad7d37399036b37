"""Reports in the editors' workplace."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .links import broken

PAGE = 50


@require_safe
def broken_links(request: HttpRequest) -> HttpResponse:
    """List the links that lead nowhere. The door of `/cms/` has been passed (doors.StaffDoor)."""
    found = Paginator(broken(), PAGE).get_page(request.GET.get("p"))
    return render(request, "portal/editing/broken_links.html", {"found": found})
