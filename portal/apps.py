"""Django application: Portal."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """Portal."""

    name = "portal"
    verbose_name = _("Portal")

    def ready(self) -> None:
        """Keep each notice and document that is published; join the rooms."""
        from wagtail.signals import page_published

        from .certification import start as certification
        from .notice.publishing import on_published
        from .privacy_page import PrivacyPage
        from .protocols import start as protocols
        from .training import start as training

        page_published.connect(
            on_published, sender=PrivacyPage, dispatch_uid="portal.keep_notice_version"
        )

        protocols.start()
        certification.start()
        training.start()
        self._forget_pages()

    def _forget_pages(self) -> None:
        """Forget kept pages whenever the site changes."""
        from wagtail.signals import (
            page_published,
            page_slug_changed,
            page_unpublished,
            post_page_move,
            published,
        )

        from .directory.models import Listing
        from .helplines import Helpline
        from .ministry import kept
        from .ministry.models import MinistrySettings
        from .serving import forget_all

        for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
            signal.connect(forget_all, dispatch_uid="portal.forget_pages")
        for signal in (post_save, post_delete):
            for kind in (Helpline, Listing):
                name = f"portal.forget_{kind.__name__}"
                signal.connect(forget_all, sender=kind, dispatch_uid=name)
        from .site import start  # noqa: F401
        from .site.renewing import copy_again

        for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
            signal.connect(copy_again, dispatch_uid="portal.copy_again")
        for kind in (Helpline, Listing, MinistrySettings):
            published.connect(copy_again, sender=kind, dispatch_uid=f"portal.copy_{kind.__name__}")

        for forget in (kept.forget, forget_all):
            published.connect(
                forget, sender=MinistrySettings, dispatch_uid=f"portal.settings.{forget.__module__}"
            )
