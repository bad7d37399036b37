"""Search as Wagtail's own start of a project has it: one question to the index, one list."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page

from portal.search.views import Words

MOST = 20


def search(request: HttpRequest) -> HttpResponse:
    """Answer what was asked for by address."""
    found = Page.objects.live().search(request.GET.get("words", ""))[:MOST]
    hits = [{"url": page.url, "title": page.title} for page in found]
    context = {"form": Words(), "found": {"hits": hits}}
    return render(request, "portal/search/page.html", context)
