"""House rules of access, told by `manage.py check`."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from . import competence
from .levels import Level


@register()
def somebody_answers_for_certificates(**kwargs: Any) -> list[CheckMessage]:
    """E002: the stand-in that believes everybody must not serve in production."""
    if settings.PRACTICE or not (settings.PRODUCTION and competence.is_stand_in()):
        return []
    return [
        Error(
            "The stand-in that believes everybody is certified cannot serve in production.",
            hint="Unset COMPETENCE_STAND_IN: recorded certificates then count.",
            id="access.E002",
        )
    ]


@register()
def strong_factor_levels_exist(**kwargs: Any) -> list[CheckMessage]:
    """E003: a level that is none would leave the one that was meant without its stronger factor."""
    unknown = sorted(set(settings.STRONG_FACTOR_LEVELS) - {level.value for level in Level})
    if not unknown:
        return []
    return [
        Error(
            f"STRONG_FACTOR_LEVELS names what is no level: {', '.join(unknown)}.",
            hint=f"Use levels from {min(Level)} to {max(Level)}, parted by commas.",
            id="access.E003",
        )
    ]


@register(deploy=True)
def passkeys_need_a_secure_host(**kwargs: Any) -> list[CheckMessage]:
    """Browsers offer security keys only over TLS."""
    if settings.TLS:
        return []
    return [
        Warning(
            "Security keys and passkeys need TLS.",
            hint="Set TLS=1, and BEHIND_PROXY=1 when a proxy ends TLS.",
            id="access.W001",
        )
    ]
