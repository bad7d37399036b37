"""Django application: Casework."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CaseworkConfig(AppConfig):
    """Casework."""

    name = "casework"
    verbose_name = _("Casework")

    def ready(self) -> None:
        """Register what each feature gives to the whole."""
        from .access import checks, state_login  # noqa: F401 - checks register themselves
        from .interop.checks import register_all

        register_all()
        state_login.register()
