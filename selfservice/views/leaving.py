"""How to leave, and honestly what leaving cannot erase. The same page for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET


@require_GET
def leaving(request: HttpRequest) -> HttpResponse:
    """Show it to whoever asks, with or without a visit."""
    return render(request, "selfservice/leaving.html")
