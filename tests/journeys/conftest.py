"""A product to walk through, a worker at her screen, and a woman with her telephone."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests import database
from tests.browser import committed
from tests.journeys import world as worlds
from tests.journeys.elsewhere import weather_page
from tests.journeys.phone import Phone
from tests.journeys.watching import Watch, watch
from tests.journeys.worker import LIST, Worker
from tests.journeys.world import World

Opener = Callable[..., Page]


@dataclass(frozen=True)
class Kept:
    """A database to copy, and the folder its anchors lie in."""

    name: str
    folder: Path


@dataclass(frozen=True)
class Beginnings:
    """The small world, without a woman and with her. key: what was put in her hand."""

    world: World
    empty: Kept
    with_her: Kept
    her: UUID
    key: str


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


@pytest.fixture(scope="session")
def beginnings(
    django_db_setup: None,
    django_db_blocker: Any,
    worker_id: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Beginnings]:
    """What journeys begin with, made once: each walks in a copy of its own."""
    begin = partial(committed, django_db_blocker, worker_id, kept=True)
    before, after = (tmp_path_factory.mktemp(name) for name in ("empty", "with-her"))
    with begin(folder=before) as empty:
        world = worlds.build("")
    shutil.copytree(before, after, dirs_exist_ok=True)
    with begin(folder=after, source=empty) as with_her:
        her, key = worlds.register_her(world)
    yield Beginnings(world, Kept(empty, before), Kept(with_her, after), her, key)
    for name in (empty, with_her):
        database.drop(name)


@pytest.fixture
def own_database(
    beginnings: Beginnings,
    django_db_blocker: Any,
    worker_id: str,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> Iterator[None]:
    """A copy of the small world; with the woman registered in it, where her key is asked for.

    Who asks for no world begins as everywhere else.
    """
    if "small_world" not in request.fixturenames:
        with committed(django_db_blocker, worker_id, tmp_path):
            yield
        return
    kept = beginnings.with_her if "her_key" in request.fixturenames else beginnings.empty
    shutil.copytree(kept.folder, tmp_path, dirs_exist_ok=True)
    with committed(django_db_blocker, worker_id, tmp_path, source=kept.name):
        yield


@pytest.fixture
def small_world(live_site: LiveServer, beginnings: Beginnings) -> World:
    """The product, served, with the small world in it."""
    return replace(beginnings.world, url=live_site.url)


@pytest.fixture
def world(small_world: World, live_site: LiveServer, settings: Any, elsewhere: str) -> World:
    """The product, served; its identity provider and its exit are on this machine too."""
    for name, value in at_home(live_site.url, elsewhere).items():
        setattr(settings, name, value)
    return small_world


@pytest.fixture
def watches() -> list[Watch]:
    """Notes about every browser of the test."""
    return []


@pytest.fixture
def open_page(browser_page: Opener, watches: list[Watch]) -> Opener:
    """Open a watched page, 360 pixels wide unless told."""

    def make(width: int = 360, **more: Any) -> Page:
        page = browser_page(width=width, **more)
        watches.append(watch(page.context))
        return page

    return make


@pytest.fixture
def worker(
    world: World, open_page: Opener, beginnings: Beginnings, request: pytest.FixtureRequest
) -> Worker:
    """A caseworker, logged in; she knows her file, where her key is asked for."""
    someone = Worker(open_page(width=1280), world)
    someone.login()
    if "her_key" in request.fixturenames:
        someone.file = f"{world.url}{LIST}{beginnings.her}/"
    return someone


@pytest.fixture
def her_key(world: World, beginnings: Beginnings) -> str:
    """The woman is registered and her key is in her hand: `test_main_story.py` walks it."""
    return beginnings.key


@pytest.fixture
def phone(world: World, open_page: Opener) -> Phone:
    """Her telephone."""
    return Phone(open_page(), world)
