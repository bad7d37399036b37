"""Fixtures of the log's tests: anchors apart, and a database whose commits are real."""

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import connection, connections

from casework.access.context import Context
from casework.audit import months
from casework.audit.actors import Actor
from tests import database

HER = UUID("018f0000-0000-7000-8000-00000000a001")
ANOTHER = UUID("018f0000-0000-7000-8000-00000000a002")
WORKER = Actor(kind="staff", id=UUID(int=6), level="N6", centre_id=1)
STRANGER = Actor(kind="anonymous")
AS_WORKER = Context("staff", WORKER.id, frozenset({1}))
AS_HER = Context("survivor", survivor_id=HER)
AS_LOG_READER = Context("staff", UUID(int=2), reads_log=True)


@pytest.fixture(autouse=True)
def anchor_folder(settings, tmp_path: Path) -> Path:
    """A folder of its own for each test's anchors and key."""
    settings.ANCHOR_DIR = tmp_path / "anchors"
    settings.KEY_DIR = tmp_path / "keys"
    return settings.ANCHOR_DIR


@pytest.fixture
def real_commits(django_db_setup, django_db_blocker) -> Iterator[None]:
    """A database of the test's own, where transactions really end: for threads and commands."""
    name = f"siivbg_test_audit_{uuid4().hex[:8]}_{os.getpid()}"
    before = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        _leave()
        database.clone_template(name, Path(os.environ["SIIVBG_VAR"]) / "template.lock")
        connection.settings_dict["NAME"] = name
        yield
        _leave()
        connection.settings_dict["NAME"] = before
        database.drop(name)


def _leave() -> None:
    """Forget everything that belongs to the database in use until now."""
    connections.close_all()
    connection.close_pool()
    months._known.clear()
