"""The probes: words only, whatever is wrong."""

from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client

from casework.identity import key_ports
from config.health import views


def test_a_living_process_says_so_without_any_database(client: Client) -> None:
    """No database mark here: touching the database would fail this test."""
    answer = client.get("/salud/viva", headers={"host": "10.0.0.7:8000"})
    assert (answer.status_code, answer.content) == (200, b"ok")


@pytest.mark.django_db
def test_a_sound_product_is_ready(client: Client, settings: Any) -> None:
    settings.ANCHOR_DIR.mkdir(parents=True, exist_ok=True)
    answer = client.get("/salud/lista", headers={"host": "10.0.0.7:8000"})
    assert (answer.status_code, answer.content) == (200, b"ok")
    assert "no-cache" in answer["Cache-Control"]


def not_ready(client: Client) -> bool:
    answer = client.get("/salud/lista")
    return (answer.status_code, answer.content) == (503, b"not ok")


def test_a_dead_database_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise DatabaseError("the password of the server is …")

    monkeypatch.setattr(views.connection, "cursor", refuse)
    assert not_ready(client)


@pytest.mark.django_db
def test_a_migration_that_was_not_applied_is_not_ready(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "_leaves", frozenset({("casework", "9999_from_tomorrow")}))
    assert not_ready(client)


@pytest.mark.django_db
def test_keys_out_of_reach_are_not_ready(client: Client, settings: Any, tmp_path: Path) -> None:
    # Somebody moved the keys and left one: new ones would open nothing, so none are made.
    (tmp_path / "kek-0007.kek").write_text("00" * 32)
    settings.KEY_DIR = tmp_path
    key_ports.key_port.cache_clear()
    try:
        assert not_ready(client)
    finally:
        key_ports.key_port.cache_clear()


@pytest.mark.django_db
def test_no_place_for_anchors_is_not_ready(client: Client, settings: Any) -> None:
    settings.ANCHOR_DIR = settings.VAR_DIR / "no-such-folder"
    assert not_ready(client)
