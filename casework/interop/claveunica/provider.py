"""The identity provider as the settings describe it (interop.md 1.1)."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Provider:
    """Addresses, credentials and habits of one OpenID Connect provider.

    jwks_url empty: the id_token is not verified (the official manual does not ask for it).
    timeout_seconds: for all the calls of one login together.
    """

    client_id: str
    client_secret: str = field(repr=False)
    authorize_url: str
    token_url: str
    userinfo_url: str
    logout_url: str
    jwks_url: str
    issuer: str
    redirect_uri: str
    logout_uri: str
    scope: str
    send_nonce: bool
    send_pkce: bool
    timeout_seconds: int

    @property
    def usable(self) -> bool:
        """Say whether credentials were given."""
        return bool(self.client_id and self.client_secret)


def provider() -> Provider:
    """Give the provider in force."""
    values: dict[str, Any] = settings.CLAVE_UNICA
    return Provider(**values)
