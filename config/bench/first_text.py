"""When a phone that never came before shows the first words, at 400 kbps, in a real browser.

A process of its own, as `config.bench` is: it serves the product and looks at it from outside.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

import django

django.setup()

from casework.identity.run import Run  # noqa: E402 - models need the applications loaded
from config.launch.server import HOST  # noqa: E402

from .people import phone_of, women_with_open_space  # noqa: E402
from .table import Row, verdict  # noqa: E402
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
    cookies = {"neutral page": phone_of(Run(UNKNOWN)).cookies, "her space": phone_of(run).cookies}
    with serving(OURS, os.environ) as port, suppress(ImportError):
        try:
            yield from _loaded(port, cookies, HERS[:2] if quick else HERS)
        except Unloaded as problem:
            yield Row("First text at 400 kbps", str(problem))


class Unloaded(Exception):
    """There is no browser to load pages with."""


def _loaded(port: int, cookies: dict[str, dict[str, str]], hers: tuple[str, ...]) -> Iterator[Row]:
    from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415 - only where it is

    address = f"http://{HOST}:{port}/mi-espacio/"
    with sync_playwright() as player:
        try:
            browser = player.chromium.launch(
                executable_path=CHROMIUM if Path(CHROMIUM).exists() else None,
                args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"],
            )
        except Error:
            raise Unloaded("no browser here") from None
        for name, path in (("neutral page", ""), *(("her space", path) for path in hers)):
            context = browser.new_context(viewport={"width": 360, "height": 740})
            context.add_cookies([
                {"name": key, "value": value, "url": address}
                for key, value in cookies[name].items()
            ])  # fmt: skip
            page = context.new_page()
            line = context.new_cdp_session(page)
            line.send("Network.enable")
            line.send("Network.setCacheDisabled", {"cacheDisabled": True})
            line.send("Network.emulateNetworkConditions", {
                "offline": False, "latency": DELAY, "downloadThroughput": BYTES_A_SECOND,
                "uploadThroughput": BYTES_A_SECOND,
            })  # fmt: skip
            page.goto(address + path, wait_until="load")
            page.wait_for_timeout(100)
            yield _row(f"{name} {path}".strip(), page.evaluate(PAINTED), page.evaluate(ANSWERED))
            context.close()
        browser.close()


def _row(name: str, painted: float, answered: float) -> Row:
    seconds = painted / 1000
    return Row(
        f"First text at 400 kbps: {name}", f"{seconds:.2f} s",
        reference=f"page there {answered / 1000:.2f} s, line {DELAY} ms",
        limit=f"{LIMIT:g} s", verdict=verdict(seconds, LIMIT),
    )  # fmt: skip


def main() -> int:
    """Measure, and give each row as soon as it is known."""
    asked = json.load(sys.stdin)
    run = next(women_with_open_space(asked["women"]))
    for row in first_text_rows(run, quick=asked["quick"]):
        sys.stdout.write(json.dumps(asdict(row)) + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
