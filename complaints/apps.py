"""Django application: Rights and complaints."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ComplaintsConfig(AppConfig):
    """Rights and complaints."""

    name = "complaints"
    verbose_name = _("Rights and complaints")
