"""Django application: SIIVbG."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConfigConfig(AppConfig):
    """SIIVbG."""

    name = "config"
    verbose_name = _("SIIVbG")
