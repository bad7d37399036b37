"""`make run`: from nothing to serving, again in seconds, and gone without a trace."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from config.launch import embedded

from .processes import ROOT, Start, belonging_to, environment, launch, wait_for

pytestmark = pytest.mark.slow
Begin = Callable[..., Start]


def superuser(var: Path, dbname: str = "siivbg") -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(
        host=str(embedded.socket_folder(var / "pg")), user="postgres", dbname=dbname,
        autocommit=True,
    )  # fmt: skip


def test_a_first_start_prepares_everything_and_a_second_takes_seconds(
    start: Begin, var: Path
) -> None:
    running = start().until_ready()
    assert running.healthy("viva")
    assert running.healthy("lista")
    wait_for("the training copy", lambda: running.healthy(beside=1))
    for step in (
        "database", "migrations", "training copy", "texts", "static files", "web server",
    ):  # fmt: skip
        assert f"  {step} " in running.output
    assert f"http://127.0.0.1:{running.port}/" in running.output
    _only_who_practises_is_in_the_copy(var)
    with superuser(var) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    running.interrupt()
    assert belonging_to(var) == {}
    _starts_again_at_once(start, var)


def _only_who_practises_is_in_the_copy(var: Path) -> None:
    """It was cloned before the demo's people were made, and has keys of its own."""
    with superuser(var, "siivbg_practica") as connection:
        for table in ("casework_operator", "casework_survivor", "auth_user"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (1,)
        (username,) = connection.execute("SELECT username FROM auth_user").fetchone() or ()
    with superuser(var) as connection:
        named = "SELECT count(*) FROM auth_user WHERE username = %s"
        assert connection.execute(named, [username]).fetchone() == (0,), "nobody's name is in it"
    lookups = {(folder / "keys" / "lookup").read_bytes() for folder in (var, var / "practica")}
    assert len(lookups) == 2


def _starts_again_at_once(start: Begin, var: Path) -> None:
    running = start().until_ready()
    assert "migrations" not in running.output
    assert "static files" not in running.output
    assert "training copy" not in running.output
    assert running.seconds < 30  # two or three on a machine that does nothing else
    with superuser(var) as connection:
        assert connection.execute("SELECT answer FROM kept").fetchone() == (42,)
    running.process.send_signal(signal.SIGTERM)
    running.process.wait(90)
    wait_for("everything to end", lambda: belonging_to(var) == {})


def test_interrupting_halfway_leaves_nothing_behind(start: Begin, var: Path) -> None:
    running = start()
    wait_for("the database", lambda: "database " in running.output)
    running.interrupt()
    assert belonging_to(var) == {}
    assert "Traceback" not in running.output


def test_whatever_is_killed_at_any_moment_comes_back(start: Begin, var: Path) -> None:
    running = start().until_ready()
    _survives_its_parts(running)
    # The supervisor alone, then every process at once; no pause before the next start.
    for victim in (r"config\.launch run", r"."):
        running.kill(victim)
        running.process.wait(90)
        running = start(running.port).until_ready()
        assert running.healthy()
    running.interrupt()
    assert belonging_to(var) == {}


def _survives_its_parts(running: Start) -> None:
    of_site = rf"gunicorn.*:{running.port}\b"  # the training copy has a server of its own
    workers = running.of(of_site)
    os.kill(workers[-1], signal.SIGKILL)
    wait_for("a new worker", lambda: set(running.of(of_site)) - set(workers))
    assert "ended by itself" not in running.output
    for victim in (r"^\S+/postgres -D", r"gunicorn", r"config\.launch\.guardian"):
        _comes_back(running, victim)
    assert "The database was killed; it is running again." in running.output
    for name in ("web server", "training copy"):
        assert f"The {name} ended by itself; starting it again." in running.output
    wait_for("the training copy", lambda: running.healthy(beside=1))


def _comes_back(running: Start, victim: str) -> None:
    before = set(running.kill(victim))
    wait_for(f"{victim} to be replaced", lambda: set(running.of(victim)) - before)
    wait_for(f"recovery from the death of {victim}", running.healthy)


def test_stale_locks_naming_a_stranger_are_seen_through(var: Path) -> None:
    """Process numbers return: the lock of a killed database may name somebody else's process."""
    data = var / "pg"
    embedded.join(data).release()
    stranger = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        lock = f"{stranger.pid}\n{data}\n1700000000\n5432\n{data}\n\n  1 1\nready   \n"
        (data / "postmaster.pid").write_text(lock)
        (data / ".s.PGSQL.5432.lock").write_text(f"{stranger.pid}\n")
        hold = embedded.join(data)
        superuser(var, "postgres").close()
        hold.release()
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_reset_asks_first_and_refuses_while_the_product_runs(var: Path) -> None:
    values = environment(var, 1)
    embedded.join(var / "pg").release()
    unasked = launch("reset", values)
    assert unasked.returncode == 1
    assert "CONFIRM=yes" in unasked.stderr
    hold = embedded.join(var / "pg")
    refused = launch("reset", {**values, "CONFIRM": "yes"})
    hold.release()
    assert refused.returncode == 1
    assert "stop it with Ctrl-C" in refused.stderr
    (var / "not-ours").write_text("kept")
    assert launch("reset", {**values, "CONFIRM": "yes"}).returncode == 0
    assert sorted(path.name for path in var.iterdir()) == ["not-ours"]


def test_the_makefile_stays_a_list_of_words() -> None:
    assert len((ROOT / "Makefile").read_text().splitlines()) < 20
