"""Fixtures for every test: the database, as the application sees it."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("SIIVBG_ENV", "test")
_VAR = Path(
    os.environ.setdefault("SIIVBG_VAR", str(Path(__file__).resolve().parents[1] / "var" / "test"))
)

import pytest  # noqa: E402

from config.launch import embedded, system_packages  # noqa: E402

gc.disable()  # while everything is imported: none of it is garbage

pytest_plugins = ("tests.browser", "tests.quick_press")

(_VAR / "static").mkdir(parents=True, exist_ok=True)  # the static files' middleware wants it

# Every worker joins the one server; it stops when the last of them ends, however it ends.
_HOLD = None if os.environ.get("DATABASE_URL") else embedded.join(_VAR / "pg", fast=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureRequest, worker_id: str) -> Iterator[None]:
    """Clone the template for this worker and connect to it as the application role."""
    from django.db import connection

    from tests import database

    lock = _VAR / "template.lock"
    name = f"siivbg_test_{worker_id}_{os.getpid()}"
    _VAR.mkdir(parents=True, exist_ok=True)
    database.clone_template(name, lock)
    options = {**connection.settings_dict["OPTIONS"], "options": "-c role=siivbg_app"}
    connection.close()
    connection.settings_dict.update(NAME=name, USER=database.admin_user(), OPTIONS=options)
    yield
    connection.close()
    database.drop(name)


@pytest.fixture(scope="module")
def module_world(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Begin what fixtures of a module write once for all its tests: each undoes only its own.

    Give tests copies of it (`copy.deepcopy`), for they change what they hold. Not for modules with
    a database of their own (`tests/browser.py`): leaving this one would end the transaction.
    """
    from django.db import connection, transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
    connection.close()


@pytest.fixture(autouse=True)
def _lists_read_anew() -> None:
    """Lists and pages are kept for a minute: what a test wrote and undid is not for the next."""
    from casework.territory import listed
    from portal.ministry import kept
    from portal.serving import forget_all
    from tests import standing

    forget_all()
    standing.forget()
    listed.forget()
    kept.keep(kept.InForce())


# Files that take longest, begun first, so that no worker is left alone with one at the end.
LONGEST = (
    "launch/test_start", "launch/test_production", "guards/test_types", "access/test_matrix",
    "journeys/", "pages/", "bench/", "look/", "interop/test_in_chromium",
)  # fmt: skip


def _place(item: pytest.Item) -> int:
    named = (place for place, name in enumerate(LONGEST) if f"tests/{name}" in item.nodeid)
    return next(named, len(LONGEST))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest files; skip browser tests, with one line, where Chromium is absent."""
    items.sort(key=_place)
    if system_packages.CHROMIUM.present():
        return
    skip = pytest.mark.skip(reason=system_packages.CHROMIUM.remedy())
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(skip)


def pytest_collection_finish() -> None:
    """Leave what was imported out of every search for garbage: it stays until the end."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()
