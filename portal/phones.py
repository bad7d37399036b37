"""Whom to call, in Spanish and in English: light, open to everybody, linked from her zone.

The address and the title say nothing (safety.md 1.1). Numbers and hours are data; hours that
nobody has checked are not shown, and the page says so (domain.md 5).
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from .helplines import shown
from .languages import chose_english


@require_safe
def phones(request: HttpRequest, language: str = "es") -> HttpResponse:
    """Show the numbers in force, in a language."""
    addresses = {"es": reverse("phones"), "en": reverse("phones-english")}
    if language == "es" and chose_english(request):
        return redirect(addresses["en"])
    with translation.override(language):
        lines = shown()
        context = {
            "lines": lines, "unchecked": any(not one.is_verified for one in lines),
            "written": any(one.is_chat for one in lines),
            "english": language == "en",
            "sister": addresses["es" if language == "en" else "en"],
        }  # fmt: skip
        return render(request, "portal/phones.html", context)
