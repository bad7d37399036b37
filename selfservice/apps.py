"""Django application: Self-service."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SelfserviceConfig(AppConfig):
    """Self-service."""

    name = "selfservice"
    verbose_name = _("Self-service")
