"""Pages per second over HTTP on the loopback, ours beside a bare Wagtail's."""

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from statistics import median

from config.launch.commands import ROOT
from config.launch.server import HOST, gunicorn

from .browser import Unmeasurable
from .table import Row, verdict

CLIENTS = 4
TURNS = 5
WARMING = 25  # pages each client asks for before it counts
PATIENCE = 60.0
OURS, BARE = "config.bench.settings", "config.bench.bare_settings"
LIMIT = 1.5  # times a bare Wagtail's time for a page that is made anew


def load_rows(
    path: str, environment: Mapping[str, str], *, requests: int, seconds: float
) -> Iterator[Row]:
    """Measure one content page: kept in memory for a plain visitor, and made anew.

    Both servers run side by side and are asked by turns, so that a busy machine is unfair to
    neither.
    """
    plain: dict[str, str] = {}
    with serving(BARE, environment) as bare_port, serving(OURS, environment) as port:
        asked = ((bare_port, plain), (port, {"Cookie": "a=1"}), (port, plain))
        for at, headers in asked:
            _ask_together(at, path, headers, WARMING, PATIENCE)
        turns = [
            [rate(at, path, headers, requests=requests, seconds=seconds) for at, headers in asked]
            for _turn in range(TURNS)
        ]
    bare, anew, kept = (median(rates) for rates in zip(*turns, strict=True))
    yield _row("Content page, made anew", anew, bare, LIMIT)
    yield _row("Content page, plain visitor", kept, bare, 1.0)


def _row(name: str, ours: float, bare: float, limit: float) -> Row:
    ratio = bare / ours
    return Row(
        name,
        f"{ours:.0f} pages/s",
        reference=f"bare Wagtail {bare:.0f}/s",
        ratio=f"{ratio:.2f}x its time",
        limit=f"{limit:g}x",
        verdict=verdict(ratio, limit),
    )


@contextmanager
def serving(settings_module: str, environment: Mapping[str, str]) -> Iterator[int]:
    """Serve with gunicorn, as `make run` does, on a free port for the block."""
    port = _free_port()
    process = subprocess.Popen(  # noqa: S603 - our own server
        [sys.executable, *gunicorn(port)],
        cwd=ROOT,
        env={**environment, "DJANGO_SETTINGS_MODULE": settings_module, "SIIVBG_DB_ROLE": "app"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(process, port)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def rate(
    port: int, path: str, headers: Mapping[str, str], *, requests: int, seconds: float
) -> float:
    """Give the pages per second of a few clients asking at once, so many times or so long."""
    began = time.perf_counter()
    done = _ask_together(port, path, headers, requests // CLIENTS, seconds)
    return done / (time.perf_counter() - began)


def _ask_together(
    port: int, path: str, headers: Mapping[str, str], times: int, seconds: float
) -> int:
    with ThreadPoolExecutor(CLIENTS) as pool:
        jobs = [pool.submit(_ask, port, path, headers, times, seconds) for _ in range(CLIENTS)]
        return sum(job.result() for job in jobs)


def _ask(port: int, path: str, headers: Mapping[str, str], times: int, seconds: float) -> int:
    """Ask one after the other on a connection that stays open; give how many were answered."""
    until = time.monotonic() + seconds
    line = http.client.HTTPConnection(HOST, port, timeout=30)
    try:
        for done in range(times):
            if time.monotonic() > until:
                return done
            line.request("GET", path, headers=dict(headers))
            answer = line.getresponse()
            answer.read()
            if answer.status != 200:
                raise Unmeasurable(f"The content page answered {answer.status}.")
        return times
    finally:
        line.close()


def _wait(process: "subprocess.Popen[bytes]", port: int) -> None:
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
            _ask(port, "/", {}, 2, PATIENCE)
        except (OSError, http.client.HTTPException):
            time.sleep(0.2)
        else:
            return
    raise Unmeasurable("A server for the measurement did not start.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
