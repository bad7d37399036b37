"""Every published version of the notice, and what changed from one to the next."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from .comparing import changes
from .models import NoticeVersion

HEAD_NAMES = {"title": gettext_lazy("title"), "summary": gettext_lazy("summary")}


@require_safe
def versions(request: HttpRequest) -> HttpResponse:
    """List the versions there have been, in each language, the newest first."""
    listed = list(NoticeVersion.objects.order_by("-language", "-number"))
    return render(request, "portal/notice/versions.html", {"versions": listed})


@require_safe
def version(request: HttpRequest, language: str, number: int) -> HttpResponse:
    """Show one version as it was published."""
    return _about(request, "portal/notice/version.html", language, number, lambda found: {})


@require_safe
def changed(request: HttpRequest, language: str, number: int) -> HttpResponse:
    """Say what changed from the version before. The first one has nothing to compare with: 404."""
    return _about(request, "portal/notice/changes.html", language, number, _comparison)


def _about(
    request: HttpRequest,
    template: str,
    language: str,
    number: int,
    more: Callable[[NoticeVersion], dict[str, Any]],
) -> HttpResponse:
    """Answer in the language of the version, whatever the browser asks for: words go together."""
    found = get_object_or_404(NoticeVersion, language=language, number=number)
    last = NoticeVersion.objects.filter(language=language).first()
    context = {"notice": found, "last": last, **more(found)}
    with translation.override(language):
        response = render(request, template, context)
    response["Content-Language"] = language
    return response


def _comparison(found: NoticeVersion) -> dict[str, Any]:
    before = NoticeVersion.objects.filter(language=found.language, number=found.number - 1).first()
    if before is None:
        raise Http404
    with translation.override(found.language):
        named = {name: str(words) for name, words in HEAD_NAMES.items()}
        headings = {name: heading for name, heading, _text in found.parts}
        parts = changes(before.words, found.words, {**named, **headings})
    return {"before": before, "parts": parts}
