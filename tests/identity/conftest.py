"""Keys in a folder of the test's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test.utils import override_settings

from casework.identity.key_ports import key_port


@pytest.fixture
def another_key_folder(tmp_path: Path) -> Iterator[None]:
    """Use an empty KEY_DIR for this test."""
    with override_settings(KEY_DIR=tmp_path / "keys"):
        key_port.cache_clear()
        yield
    key_port.cache_clear()
