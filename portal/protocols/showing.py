"""The pages about a document, the same in both places it is read."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from casework.access.principals import Principal
from casework.territory.validity import chilean_day

from . import printing, queries
from .comparing import between
from .kinds import Kind
from .models import DocumentVersion
from .reading import of_version
from .shelves import Shelf

Versions = list[DocumentVersion]


def all_of(principal: Principal, code: str, kind: Kind | None) -> Versions:
    """Give the versions of a document somebody may read, newest first. Raises Http404."""
    found = queries.versions_of(queries.visible_to(principal), code, kind)
    if not found:
        raise Http404
    return found


def numbered(versions: Versions, number: int) -> DocumentVersion:
    """Give one of them. Raises Http404."""
    for one in versions:
        if one.number == number:
            return one
    raise Http404


def context_of(shelf: Shelf, versions: Versions, shown: DocumentVersion) -> dict[str, Any]:
    """Give what every page about a version needs. applies: the one that applies today."""
    applies = queries.applying(versions, chilean_day(timezone.now()))
    position = versions.index(shown)
    before = versions[position + 1] if position + 1 < len(versions) else None
    return {
        "shelf": shelf, "version": shown, "versions": versions, "applies": applies,
        "before": before, "doc": of_version(shown),
    }  # fmt: skip


def version_list(request: HttpRequest, shelf: Shelf, versions: Versions) -> HttpResponse:
    """List the versions there have been, the newest first, each with what changed in it."""
    pairs = list(zip(versions, [*versions[1:], None], strict=True))
    context = {**context_of(shelf, versions, versions[0]), "pairs": pairs}
    return render(request, "portal/protocols/versions.html", context)


def one_version(
    request: HttpRequest, shelf: Shelf, versions: Versions, shown: DocumentVersion, **more: Any
) -> HttpResponse:
    """Show one version as it was published."""
    context = {**context_of(shelf, versions, shown), **more}
    return render(request, "portal/protocols/version.html", context)


def comparison(
    request: HttpRequest, shelf: Shelf, versions: Versions, before: int, after: int
) -> HttpResponse:
    """Say what changed from one version to another. The same twice has no difference: 404."""
    old, new = numbered(versions, before), numbered(versions, after)
    if old == new:
        raise Http404
    context = {**context_of(shelf, versions, new), "before": old, "what": between(old, new)}
    return render(request, "portal/protocols/changes.html", context)


def paper(shown: DocumentVersion) -> HttpResponse:
    """Answer a version as a PDF."""
    response = HttpResponse(printing.pdf_of(shown), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{shown.code}-{shown.number}.pdf"'
    return response
