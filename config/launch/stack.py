"""The whole product on this machine: prepare, serve, watch, stop."""

import os
import shutil
import sys
import time
from collections import deque

from django.conf import settings

from config.catalogue.compiling import compile_all
from config.settings import env

from . import commands, database, embedded, fingerprint, practice, text_libraries, visitors
from .periodic import Periodic
from .progress import say, since_start, step
from .server import HOST, LEFTOVER_SECONDS, Server, check_port, patience_after
from .trouble import Interrupted, Trouble, of_system

NEEDED_MEGABYTES = 300
DEFAULT_PORT = 8000
FAILURES = 5  # restarts of the web server within WINDOW seconds that are no accident
WINDOW = 60.0
PRIVATE = (settings.PRIVATE_DIR, settings.KEY_DIR, settings.ANCHOR_DIR, settings.SEAL_DIR)
RUNSERVER = ("manage.py", "runserver")


def run(arguments: list[str]) -> int:
    """`make run`: prepare everything, serve with gunicorn, and stay until told to stop."""
    return _serve(Server(_port(), settings.VAR_DIR))


def dev(arguments: list[str]) -> int:
    """`make dev`: the same with the development server, which reloads changed code."""
    os.environ.setdefault("DEBUG", "1")
    port = _port()
    return _serve(Server(port, settings.VAR_DIR, (*RUNSERVER, f"{HOST}:{port}")))


def manage(arguments: list[str]) -> int:
    """Run a management command on the prepared database, as make bench does."""
    _check_machine()
    with database.reached():
        _prepare_data()
        environment = {key: value for key, value in os.environ.items() if key != "SIIVBG_DB_ROLE"}
        return commands.attached([sys.executable, "manage.py", *arguments], environment)


def _port() -> int:
    return env.whole("PORT", DEFAULT_PORT, low=1, high=65_535)


def _serve(server: Server) -> int:
    say("SIIVbG")
    _check_machine()
    check_port(server.port, patience_after(settings.VAR_DIR))
    with database.reached() as hold:
        _prepare_data()
        copy = practice.beside(server)
        if copy is not None:
            copy.prepare()  # before the demo's people are in what it clones
            server.extra |= copy.meeting
        _prepare_files()
        if _build_demo() and copy is not None:
            copy.begin()
        try:
            with step("web server"):
                server.start()
                server.wait()
            if copy is not None:
                copy.server.start()  # nobody waits for it
            _welcome(server.port)
            _watch(server, copy.server if copy else None, hold)
        except Interrupted:
            say("\nStopping…")
        finally:
            server.stop()
            if copy is not None:
                copy.server.stop()
    say("Stopped; the data stay in var/.")
    return 0


def _check_machine() -> None:
    """Find what would fail later, and say it now. Raises Trouble."""
    try:
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        for folder in PRIVATE:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for folder in (settings.VAR_DIR, *PRIVATE):
            (folder / ".writable").touch()
            (folder / ".writable").unlink()
    except OSError as problem:
        raise of_system(problem) from None
    free = shutil.disk_usage(settings.VAR_DIR).free // 1_000_000
    if free < NEEDED_MEGABYTES:
        raise Trouble(
            f"The disk is almost full, {free} MB are free at {settings.VAR_DIR}: "
            f"free {NEEDED_MEGABYTES} MB and run again."
        )
    absent = text_libraries.missing()
    if absent:
        raise Trouble(text_libraries.absence(absent))
    if text_libraries.slow():
        say(f"  Warning: {text_libraries.slowness()}")


def _prepare_data() -> None:
    database.bring_up_to_date()


def _prepare_files() -> None:
    with step("texts"):
        compile_all(settings.BASE_DIR)
    stamp = settings.VAR_DIR / "static.stamp"
    wanted = fingerprint.static()
    if not stamp.exists() or stamp.read_text() != wanted:
        with step("static files"):
            commands.manage("collectstatic", "--no-input", "--verbosity", "0")
        stamp.write_text(wanted)


def _build_demo() -> bool:
    """Build the demo world once, in development, never over real people. One transaction.

    Say whether it was built now.
    """
    if (
        settings.ENVIRONMENT != "development"
        or not commands.has_command("seed_demo")
        or database.has_people()
    ):
        return False
    with step("demo world") as current:
        commands.manage("seed_demo", step=current, counting=r".")
    return True


def _welcome(port: int) -> None:
    say(f"\nReady in {since_start():.1f} s: http://{HOST}:{port}/   (Ctrl-C stops everything)\n")
    if not settings.PRODUCTION and database.has_people():
        for line in visitors.lines():
            say(line)


def _watch(server: Server, copy: Server | None, hold: embedded.Hold | None) -> None:
    """Keep everything alive until somebody interrupts. Raises Trouble when that is hopeless."""
    periodic = Periodic(server.origin)
    failures: deque[float] = deque(maxlen=FAILURES)
    of_copy: deque[float] = deque(maxlen=FAILURES)
    try:
        while True:
            time.sleep(0.5)
            if hold is not None and hold.renew():
                say("The database was killed; it is running again.")
            if not server.alive():
                _revive(server, failures)
            if copy is not None and not copy.alive():
                copy = _revive_copy(copy, of_copy)
            periodic.turn()
    finally:
        periodic.stop()


def _revive(server: Server, failures: deque[float]) -> None:
    if _hopeless(failures):
        raise Trouble("The web server keeps ending: its reason is above.")
    say("The web server ended by itself; starting it again.")
    server.stop()
    check_port(server.port, LEFTOVER_SECONDS)
    server.start()
    server.wait()


def _revive_copy(copy: Server, failures: deque[float]) -> Server | None:
    """Start the training copy again; without it the site goes on."""
    if _hopeless(failures):
        say("The training copy keeps ending: its reason is above. The site goes on without it.")
        return None
    say("The training copy ended by itself; starting it again.")
    copy.start()
    return copy


def _hopeless(failures: deque[float]) -> bool:
    failures.append(time.monotonic())
    return len(failures) == FAILURES and failures[-1] - failures[0] < WINDOW
