"""When a phone that never came before shows the first words, at 400 kbps, in a real browser.

A process of its own, as `config.bench` is: it serves the product and looks at it from outside.
"""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import django

django.setup()

from casework.identity.run import Run  # noqa: E402 - models need the applications loaded
from config.launch.server import HOST  # noqa: E402

from .people import phone_of, women_with_open_space  # noqa: E402
from .table import Row, verdict  # noqa: E402
from .telling import tell  # noqa: E402
from .traffic import OURS, serving  # noqa: E402
from .weight import UNKNOWN  # noqa: E402

BYTES_A_SECOND = 400_000 / 8
DELAY = 400  # ms there and back: a village with one bar
LIMIT = 3.0  # seconds
CHROMIUM = "/usr/bin/chromium"
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime || 0"
ANSWERED = "performance.getEntriesByType('navigation')[0].responseEnd"
HERS = ("", "permisos/", "solicitudes/", "datos/", "lecturas/", "contacto/", "al-salir/")


def first_text_rows(run: Run, *, quick: bool) -> Iterator[Row]:
    """Load her pages in Chromium behind a slow line, nothing kept. run: whose space is open.

    Where there is no browser it is not measured, and says so.
    """
    nobody, her = phone_of(Run(UNKNOWN)).cookies, phone_of(run).cookies
    yield from first_texts([
        Visit("neutral page", "/mi-espacio/", nobody),
        *(Visit(f"her space {path}".strip(), f"/mi-espacio/{path}", her)
          for path in (HERS[:2] if quick else HERS)),
    ])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Visit:
    """A page somebody opens, with the cookies she has."""

    name: str
    path: str
    cookies: Mapping[str, str] = field(default_factory=dict)


def first_texts(visits: Sequence[Visit]) -> Iterator[Row]:
    """Open each page on a phone that never came; without a browser say so, once."""
    with serving(OURS, os.environ) as port, suppress(ImportError):
        try:
            yield from _loaded(port, visits)
        except Unloaded as problem:
            yield Row("First text at 400 kbps", str(problem))


class Unloaded(Exception):
    """There is no browser to load pages with."""


def _loaded(port: int, visits: Sequence[Visit]) -> Iterator[Row]:
    from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415 - only where it is

    origin = f"http://{HOST}:{port}"
    with sync_playwright() as player:
        try:
            browser = player.chromium.launch(
                executable_path=CHROMIUM if Path(CHROMIUM).exists() else None,
                args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"],
            )
        except Error:
            raise Unloaded("no browser here") from None
        _warm(browser, origin)
        for visit in visits:
            context = browser.new_context(viewport={"width": 360, "height": 740})
            context.add_cookies([
                {"name": key, "value": value, "url": origin}
                for key, value in visit.cookies.items()
            ])  # fmt: skip
            page = context.new_page()
            line = context.new_cdp_session(page)
            line.send("Network.enable")
            line.send("Network.setCacheDisabled", {"cacheDisabled": True})
            line.send("Network.emulateNetworkConditions", {
                "offline": False, "latency": DELAY, "downloadThroughput": BYTES_A_SECOND,
                "uploadThroughput": BYTES_A_SECOND,
            })  # fmt: skip
            page.goto(origin + visit.path, wait_until="load")
            page.wait_for_timeout(100)
            yield _row(visit.name, page.evaluate(PAINTED), page.evaluate(ANSWERED))
            context.close()
        browser.close()


def _warm(browser: Any, origin: str) -> None:
    """Open something before anything counts: the first page a browser ever shows takes longer."""
    page = browser.new_page()
    page.goto(f"{origin}/salud/viva")
    page.close()


def _row(name: str, painted: float, answered: float) -> Row:
    seconds = painted / 1000
    return Row(
        f"First text at 400 kbps: {name}", f"{seconds:.2f} s",
        reference=f"page there {answered / 1000:.2f} s, line {DELAY} ms",
        limit=f"{LIMIT:g} s", verdict=verdict(seconds, LIMIT),
    )  # fmt: skip


def found_in(plan: dict[str, Any]) -> Iterator[Row]:
    """Open the pages of somebody whose space is open."""
    run = next(women_with_open_space(plan["women"]))
    yield from first_text_rows(run, quick=plan["quick"])


if __name__ == "__main__":
    sys.exit(tell(found_in))
