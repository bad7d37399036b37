"""Keys in a folder of the test's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import override_settings

from casework.identity.key_ports import key_port
from tests.database import as_superuser


@pytest.fixture
def another_key_folder(tmp_path: Path) -> Iterator[None]:
    """Use an empty KEY_DIR for this test."""
    with override_settings(KEY_DIR=tmp_path / "keys"):
        key_port.cache_clear()
        yield
    key_port.cache_clear()


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    """Real transactions seen by every connection; every key is cleared away afterwards."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        try:
            yield
        finally:
            with as_superuser(), connection.cursor() as cursor:
                cursor.execute("DELETE FROM casework_datakey")
            connection.close()
