"""Django application: Self-service."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SelfserviceConfig(AppConfig):
    """Her own space behind ClaveUnica."""

    name = "selfservice"
    verbose_name = _("Self-service")

    def ready(self) -> None:
        """Take the identities of her door, and close it when she leaves."""
        from casework.interop.claveunica.registry import on_identity, on_leave

        from . import start
        from .views.entrance import leave_space, receive

        start.register()

        on_identity("survivor", receive)
        on_leave("survivor", leave_space)
