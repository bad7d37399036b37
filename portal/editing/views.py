"""Reports in the editors' workplace. The door of `/cms/` has been passed (doors.StaffDoor)."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal import tongues

from . import ages, languages
from .links import broken

PAGE = 50


@require_safe
def broken_links(request: HttpRequest) -> HttpResponse:
    """List the links that lead nowhere."""
    found = Paginator(broken(), PAGE).get_page(request.GET.get("p"))
    return render(request, "portal/editing/broken_links.html", {"found": found})


@require_safe
def content_age(request: HttpRequest) -> HttpResponse:
    """List what is on the site by age, what has to be looked at again first."""
    found = Paginator(ages.pages(), PAGE).get_page(request.GET.get("p"))
    context = {"found": found, "hours": ages.hours()}
    return render(request, "portal/editing/content_age.html", context)


@require_safe
def site_languages(request: HttpRequest) -> HttpResponse:
    """List the pages of help in each language."""
    context = {"rows": languages.rows(), "tongues": tongues.tongues()}
    return render(request, "portal/editing/site_languages.html", context)
