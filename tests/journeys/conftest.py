"""A product to walk through, a worker at her screen, and a woman with her telephone."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.journeys import world as worlds
from tests.journeys.elsewhere import weather_page
from tests.journeys.phone import Phone
from tests.journeys.watching import Watch, watch
from tests.journeys.worker import Worker
from tests.journeys.world import World

PATIENCE = 30_000  # milliseconds: the machine may be busy
Opener = Callable[..., Page]


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """Where the exit leads."""
    with weather_page() as address:
        yield address


def at_home(url: str, elsewhere: str) -> dict[str, Any]:
    """Give the settings of a product whose identity provider and exit are on this machine too."""
    base = f"{url}/simulador/claveunica"
    clave_unica = {
        **django_settings.CLAVE_UNICA,
        "authorize_url": f"{base}/openid/authorize/",
        "token_url": f"{base}/openid/token/",
        "userinfo_url": f"{base}/openid/userinfo/",
        "logout_url": f"{base}/api/v1/accounts/app/logout",
        "jwks_url": f"{base}/openid/jwks",
        "issuer": f"{base}/openid",
        "redirect_uri": f"{url}/claveunica/retorno/",
        "logout_uri": f"{url}/",
        "timeout_seconds": 8,
    }
    return {"PUBLIC_ORIGIN": url, "EXIT_TARGET": elsewhere, "CLAVE_UNICA": clave_unica}


@pytest.fixture
def world(live_site: LiveServer, settings: Any, elsewhere: str) -> World:
    """The product, served; its identity provider and its exit are on this machine too."""
    for name, value in at_home(live_site.url, elsewhere).items():
        setattr(settings, name, value)
    return worlds.build(live_site.url)


@pytest.fixture
def watches() -> list[Watch]:
    """Notes about every browser of the test."""
    return []


@pytest.fixture
def open_page(browser_page: Opener, watches: list[Watch]) -> Opener:
    """Open a watched page, 360 pixels wide unless told."""

    def make(width: int = 360, **more: Any) -> Page:
        page = browser_page(width=width, **more)
        page.context.set_default_timeout(PATIENCE)
        page.context.set_default_navigation_timeout(PATIENCE)
        watches.append(watch(page.context))
        return page

    return make


@pytest.fixture
def worker(world: World, open_page: Opener) -> Worker:
    """A caseworker, logged in."""
    someone = Worker(open_page(width=1280), world)
    someone.login()
    return someone


@pytest.fixture
def her_key(worker: Worker) -> str:
    """The woman is registered and her key is in her hand."""
    worker.register()
    return worker.hand_key()


@pytest.fixture
def phone(world: World, open_page: Opener) -> Phone:
    """Her telephone."""
    return Phone(open_page(), world)
