"""The simulator lets anybody be anybody: it must never run for real."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured


def refuse_in_production() -> None:
    """Raise ImproperlyConfigured unless simulators are on and this is not production."""
    if settings.PRODUCTION or not settings.SIMULATORS:
        raise ImproperlyConfigured("The identity simulator cannot start with these settings.")


def check_simulator(**options: Any) -> list[CheckMessage]:
    """interop.E001: the simulator is on under production settings."""
    if not (settings.PRODUCTION and settings.SIMULATORS):
        return []
    return [
        Error(
            "The identity simulator is on in production.",
            hint="Remove SIMULATORS from the environment.",
            id="interop.E001",
        )
    ]
