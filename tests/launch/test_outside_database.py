"""`DATABASE_URL`: the same result on an outside PostgreSQL, and plain words when it says no."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from config.launch import outside

from .outside_server import SUPERUSER, address, administer, serving
from .processes import Start, belonging_to, environment, free_port, launch

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def place(folder: Path) -> Iterator[str]:
    with serving(folder) as place:
        yield place


def refused(var: Path, url: str) -> str:
    done = launch("run", environment(var, free_port(), DATABASE_URL=url))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "secreta" not in done.stderr
    sentences = done.stderr.strip().splitlines()
    assert len(sentences) == 1, done.stderr
    return sentences[0]


def test_a_start_prepares_and_serves_as_on_the_embedded_one(place: str, var: Path) -> None:
    """A login that is no superuser: it owns the database and may make roles.

    Without the demo world, which the embedded start builds and which is the same everywhere.
    """
    administer(
        place,
        "CREATE ROLE siivbg LOGIN CREATEROLE PASSWORD 'secreta'",
        "CREATE DATABASE siivbg OWNER siivbg",
    )
    url = address(place, "siivbg", "siivbg")
    settings = {"DATABASE_URL": url, "SIIVBG_ENV": "test"}
    running = Start(var, **settings).until_ready()
    try:
        assert running.healthy()
        assert not (var / "pg").exists()
        with psycopg.connect(url) as connection:
            owners = connection.execute(
                "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"
            ).fetchall()
        assert owners == [("siivbg_owner",)]
        running.interrupt()
        assert belonging_to(var) == {}
        again = Start(var, **settings).until_ready()
        assert "migrations" not in again.output
        again.interrupt()
    finally:
        running.clean_up()


def test_a_wrong_password_is_told_without_showing_it(place: str, tmp_path: Path) -> None:
    url = address(place).replace("secreta", "equivocada")
    sentence = refused(tmp_path / "var", url)
    assert f"refuses the login {SUPERUSER}" in sentence
    assert "equivocada" not in sentence


def test_a_missing_database_is_told_with_the_statement_that_makes_it(
    place: str, tmp_path: Path
) -> None:
    sentence = refused(tmp_path / "var", address(place, database="ninguna"))
    assert f"CREATE DATABASE ninguna OWNER {SUPERUSER}" in sentence


def test_a_login_that_may_not_make_roles_is_told_what_to_ask_for(
    place: str, tmp_path: Path
) -> None:
    administer(
        place,
        "CREATE ROLE modesta LOGIN PASSWORD 'secreta'",
        "CREATE DATABASE modesta OWNER modesta",
    )
    sentence = refused(tmp_path / "var", address(place, "modesta", "modesta"))
    assert "ALTER ROLE modesta CREATEROLE" in sentence


def test_the_place_of_an_address_carries_no_secret() -> None:
    assert outside.place("postgresql://ana:secreta@db.example:6000/x") == "db.example:6000"
