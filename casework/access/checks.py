"""House rules of access, told by `manage.py check`."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from . import competence


@register()
def somebody_answers_for_certificates(**kwargs: Any) -> list[CheckMessage]:
    """Without a provider no assignment opens; the stand-in must not serve in production."""
    try:
        stand_in = competence.provider().stand_in
    except competence.NoProvider:
        return [
            Error(
                "Nobody answers whether a person is certified for a level.",
                hint="Give a provider to casework.access.competence.provide() at start-up.",
                id="access.E001",
            )
        ]
    if stand_in and settings.PRODUCTION:
        return [
            Error(
                "The stand-in that believes everybody is certified cannot serve in production.",
                hint="Give a real provider, and unset COMPETENCE_STAND_IN.",
                id="access.E002",
            )
        ]
    return []


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
