"""House rules of the connections to State services, as system checks with number and hint."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from .claveunica.provider import provider
from .simulator.guard import check_simulator


def check_provider(**options: Any) -> list[CheckMessage]:
    """interop.E002: no credentials in production. interop.E003: an address that is not https."""
    if not settings.PRODUCTION or settings.PRACTICE:
        return []
    chosen = provider()
    found: list[CheckMessage] = []
    if not chosen.usable:
        hint = "Set CLAVE_UNICA_CLIENT_ID and CLAVE_UNICA_CLIENT_SECRET_FILE."
        found.append(Error("ClaveUnica has no credentials.", hint=hint, id="interop.E002"))
    addresses = (
        chosen.authorize_url, chosen.token_url, chosen.userinfo_url, chosen.logout_url,
        chosen.redirect_uri, chosen.logout_uri, chosen.jwks_url or "https:",
    )  # fmt: skip
    if not all(address.startswith("https:") for address in addresses):
        hint = "Set PUBLIC_ORIGIN and CLAVE_UNICA_ORIGIN to https addresses."
        found.append(Error("ClaveUnica is set to plain http.", hint=hint, id="interop.E003"))
    return found


def register_all() -> None:
    """Register the checks; called when the application starts."""
    register(check_simulator, "security")
    register(check_provider, "security")
