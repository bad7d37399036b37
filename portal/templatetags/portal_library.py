"""Tags of protocols and guidelines."""

from typing import Any

from django import template
from django.utils.translation import gettext as _
from wagtail.documents.models import Document

from portal.protocols import norms
from portal.protocols.kinds import SLUGS, Kind
from portal.protocols.shelves import PUBLIC, Shelf

register = template.Library()


@register.simple_tag(takes_context=True)
def document_url(context: template.Context, name: str, version: Any, *more: object) -> str:
    """Give where something of a document is, in the place it is being read."""
    shelf: Shelf = context.get("shelf") or PUBLIC
    return shelf.address(name, version, *more)


@register.simple_tag
def document_shelf(version: Any) -> dict[str, object]:
    """Give the list a document hangs from: its label and its address."""
    kind = Kind(version.kind)
    labels = {Kind.PROTOCOL: _("Protocols"), Kind.GUIDELINE: _("Guidelines")}
    return {"label": labels[kind], "url": f"/{SLUGS[kind]}/"}


@register.simple_tag
def annex_url(number: int) -> str:
    """Give the address of an open file, or "" when it is gone."""
    found = Document.objects.filter(pk=number).first()
    return str(found.url) if found else ""


@register.simple_tag(takes_context=True)
def linked_norms(context: template.Context, named: Any) -> list[norms.Norm]:
    """Give the norms of a document with where each is read, in the place it is being read."""
    return norms.linked(named, context.get("shelf") or PUBLIC)


@register.simple_tag
def cited_at(source: str, named: list[norms.Norm]) -> str:
    """Give where the norm that a step cites is read, or ""."""
    return norms.cited(source, named)
