"""Versions of a document on the open site: only what is open to everybody."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from casework.access.principals import ANONYMOUS

from . import showing
from .kinds import Kind
from .shelves import PUBLIC


@require_safe
def versions(request: HttpRequest, kind: Kind, code: str) -> HttpResponse:
    """List the versions there have been."""
    return showing.version_list(request, PUBLIC, showing.all_of(ANONYMOUS, code, kind))


@require_safe
def version(request: HttpRequest, kind: Kind, code: str, number: int) -> HttpResponse:
    """Show one version."""
    found = showing.all_of(ANONYMOUS, code, kind)
    return showing.one_version(request, PUBLIC, found, showing.numbered(found, number))


@require_safe
def changes(request: HttpRequest, kind: Kind, code: str, before: int, after: int) -> HttpResponse:
    """Say what changed from one version to another."""
    found = showing.all_of(ANONYMOUS, code, kind)
    return showing.comparison(request, PUBLIC, found, before, after)


@require_safe
def pdf(request: HttpRequest, kind: Kind, code: str, number: int) -> HttpResponse:
    """Answer one version as a PDF."""
    found = showing.all_of(ANONYMOUS, code, kind)
    return showing.paper(showing.numbered(found, number))
