"""Django application: Rights and complaints."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ComplaintsConfig(AppConfig):
    """Rights and complaints."""

    name = "complaints"
    verbose_name = _("Rights and complaints")

    def ready(self) -> None:
        """Register what each room gives to the whole."""
        from .discrepancies import start as discrepancies
        from .fulfilment import start as fulfilment
        from .oirs import closing
        from .oirs import start as oirs
        from .rights import start as rights
        from .satisfaction import listening
        from .satisfaction import start as satisfaction

        for room in (rights, fulfilment, oirs, satisfaction, discrepancies):
            room.register()
        closing.on_answered(listening.question_answered)  # two rooms side by side: joined here
