"""What this room gives to the whole when the product starts."""

from wagtail.signals import page_published, page_unpublished

from . import publishing
from .pages import GuidelinePage, ProtocolPage


def start() -> None:
    """Keep each document that is published; end each protocol that is taken off."""
    for kind in (ProtocolPage, GuidelinePage):
        name = f"portal.keep_{kind.kind}"
        page_published.connect(publishing.on_published, sender=kind, dispatch_uid=name)
        page_unpublished.connect(publishing.on_unpublished, sender=kind, dispatch_uid=name)
