"""The site served for real, so that the client calls the simulator over HTTP."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse, JsonResponse
from pytest_django.live_server_helper import LiveServer

from casework.interop.claveunica import registry
from casework.interop.claveunica.identity import Identity
from tests.interop.browser import Browser


@pytest.fixture(scope="module")
def server(module_site: LiveServer) -> str:
    """Origin of the site: what is done there stays in the module's database."""
    return str(module_site.url)


@pytest.fixture(autouse=True)
def doors() -> Iterator[list[Identity]]:
    """Handlers of this test's own: they tell who came in, and whose session was ended."""
    before = dict(registry._handlers), dict(registry._closers)
    seen: list[Identity] = []

    def welcome(request: HttpRequest, identity: Identity) -> HttpResponse:
        seen.append(identity)
        return JsonResponse({"welcome": identity.purpose, "next": identity.next_name})

    def close(request: HttpRequest, response: HttpResponse) -> None:
        response.delete_cookie("visita")

    registry._handlers.clear()
    registry._closers.clear()
    for purpose in registry.DOORS.values():
        registry.on_identity(purpose, welcome)
    registry.on_leave("survivor", close)
    yield seen
    for live, kept in zip((registry._handlers, registry._closers), before, strict=True):
        live.clear()
        live.update(kept)


@pytest.fixture
def provider(server: str, settings: Any) -> dict[str, Any]:
    """The settings of the provider, changed in place by tests that need another world."""
    base = f"{server}/simulador/claveunica"
    settings.PUBLIC_ORIGIN = server
    settings.CLAVE_UNICA = {
        **settings.CLAVE_UNICA,
        "authorize_url": f"{base}/openid/authorize/",
        "token_url": f"{base}/openid/token/",
        "userinfo_url": f"{base}/openid/userinfo/",
        "logout_url": f"{base}/api/v1/accounts/app/logout",
        "jwks_url": f"{base}/openid/jwks",
        "issuer": f"{base}/openid",
        "redirect_uri": f"{server}/claveunica/retorno/",
        "logout_uri": f"{server}/",
        "timeout_seconds": 8,
    }
    return settings.CLAVE_UNICA


@pytest.fixture
def phone(server: str, provider: dict[str, Any]) -> Browser:
    """A survivor's browser."""
    return Browser(server)


@pytest.fixture
def stranger(server: str, provider: dict[str, Any]) -> Browser:
    """Somebody else's browser."""
    return Browser(server)
