"""A real browser against a real server thread, with row-level security in force.

How to use it:

    from tests.browser import axe

    pytestmark = pytest.mark.browser

    def test_something(live_site, browser_page):
        with as_system(): ...make people...            # committed: the server thread sees them
        page = browser_page(width=360, javascript=False)
        page.goto(live_site.url + "/mi-espacio/")
        assert axe(page) == []

`live_site` stands in for pytest-django's `live_server`, whose teardown empties every table and so
cannot work as the application role. Here each test gets a clone of the migrated database of its
own, writes are committed, and the clone is dropped afterwards. Do not ask for `db` or mark the
test `django_db`: its transaction would hide what you write from the server.
`own_database` alone serves tests of races between real connections. `module_site` is the same for
all the tests of a module, where making the world and logging in costs more than each test.
"""

import os
import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests import database

CHROMIUM = "/usr/bin/chromium"
# The same engine without a browser around it: a third of the work. What a browser leaves behind
# (history, files on the disk) is for tests that open CHROMIUM themselves.
SHELL = "/usr/bin/chromium-headless-shell"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
AXE = Path(__file__).parent / "vendor" / "axe" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What a page is made of, whatever its words and addresses say; each long number once, by its place.
SHAPE = """
  const apart = ['value', 'href', 'action', 'formaction', 'src', 'srcset', 'nonce', 'content'];
  const places = new Map();
  const place = word => places.get(word) ?? places.set(word, `#${places.size}`).get(word);
  const plain = told => told.replace(/[0-9a-f-]{8,}/g, place);
  const shape = node => {
    if (node.nodeType === 3) return node.data.trim() ? 'x' : '';
    if (node.nodeType !== 1 || node.localName === 'script') return '';
    const kept = [...node.attributes].filter(one => node.localName === 'link'
      || !apart.includes(one.name)).map(one => `${one.name}=${plain(one.value)}`);
    return `<${node.localName} ${kept.join(' ')}>${[...node.childNodes].map(shape).join('')}<>`;
  };
  const asks = ['(prefers-color-scheme: dark)', '(forced-colors: active)'];
  const whole = [innerWidth, innerHeight, devicePixelRatio, within,
    ...asks.map(one => matchMedia(one).matches), shape(document.documentElement)].join('|');
"""
RUN = (
    "const said = await axe.run(within, {runOnly: {type: 'tag', values: rules}, "
    "resultTypes: ['violations'], preload: {assets: ['media']}});"
)
PATIENCE = 30_000  # milliseconds: the machine may be busy
_clean: set[str] = set()
HERE = re.compile(r"^(https?://(127\.0\.0\.1|localhost)(:\d+)?/|data:|about:)")


@pytest.fixture
def own_database(
    django_db_setup: None, django_db_blocker: Any, worker_id: str, tmp_path: Path
) -> Iterator[None]:
    """A database of this test alone, committed to, dropped at the end; anchors of its own too."""
    with committed(django_db_blocker, worker_id, tmp_path):
        yield


@pytest.fixture(scope="module")
def module_database(
    django_db_setup: None,
    django_db_blocker: Any,
    worker_id: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """A database that the tests of a module share: each brings people of its own."""
    with committed(django_db_blocker, worker_id, tmp_path_factory.mktemp("site")):
        yield


@contextmanager
def committed(
    blocker: Any, worker_id: str, folder: Path, *, source: str = "", kept: bool = False
) -> Iterator[str]:
    """Work in a database of one's own; give its name. Its anchors lie in `folder`.

    source: the database it is a copy of, instead of the migrated template. kept: it stays
    afterwards, for whoever copies it and drops it.
    """
    default = connections["default"]
    before = default.settings_dict["NAME"]
    name = f"siivbg_test_{worker_id}_{uuid.uuid4().hex[:12]}_{os.getpid()}"
    if source:
        database.clone(name, source)
    else:
        database.clone_template(name, Path(os.environ["SIIVBG_VAR"]) / "template.lock")
    with override_settings(ANCHOR_DIR=folder / "anchors"), blocker.unblock():
        default.close()
        default.settings_dict["NAME"] = name
        try:
            yield name
        finally:
            default.close()
            default.settings_dict["NAME"] = before
            if not kept:
                database.drop(name)


@pytest.fixture
def live_site(own_database: None) -> Iterator[LiveServer]:
    """The product, served by a thread; `live_site.url` is where."""
    server = LiveServer("127.0.0.1")
    yield server
    server.stop()


@pytest.fixture(scope="module")
def module_site(module_database: None) -> Iterator[LiveServer]:
    """The product, served to all the tests of a module."""
    connection.close()  # it may still lead to the database of the module before
    server = LiveServer("127.0.0.1")
    yield server
    server.stop()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for a module: its event loop must be gone before the next one runs its own."""
    # Playwright keeps an event loop in this thread, which makes Django fear for its queries.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        program = SHELL if Path(SHELL).exists() else CHROMIUM
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        # While its loop runs, Django keeps another connection for this thread: it must not lead
        # to the database of the module before, nor stay with this module's.
        connection.close()
        yield browser
        connection.close()
        browser.close()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)


def only_here(route: Route) -> None:
    """Let pass what stays on this machine; answer the rest with an empty page."""
    if HERE.match(route.request.url):
        route.continue_()
    else:
        route.fulfill(status=200, content_type="text/html", body="<title>elsewhere</title>")


@pytest.fixture
def browser_page(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Give `browser_page(width=360, javascript=True, scheme="light")`: a page with no past."""
    opened: list[BrowserContext] = []

    def make(
        width: int = 1280, javascript: bool = True, scheme: str = "light", **more: Any
    ) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": more.pop("height", 800)},
            java_script_enabled=javascript,
            color_scheme=scheme,  # type: ignore[arg-type]
            locale="es-CL",
            timezone_id="America/Santiago",
            **more,
        )
        opened.append(context)
        context.route("**/*", only_here)
        context.set_default_timeout(PATIENCE)
        context.set_default_navigation_timeout(PATIENCE)
        return context.new_page()

    yield make
    for context in opened:
        context.close()


def axe(page: Page, within: str = "html") -> list[str]:
    """Run axe-core on the page: a line for each violation, none when it is clean.

    By evaluation, not by a script tag: the page's own policy would stop that. Once in a process
    for pages made alike: the same elements, attributes and style, at the same size.
    """
    page.wait_for_load_state("load")  # a page without its style yet is not what anybody sees
    root = page.locator("html")  # waited for: a press may leave the page before it has one
    if root.evaluate(f"(root, within) => {{ {SHAPE} return whole; }}", within) in _clean:
        return []
    source = AXE.read_text(encoding="utf-8")
    shape, found = root.evaluate(
        f"async (root, [within, rules]) => {{ {source}\n{RUN}{SHAPE} return [whole, said]; }}",
        [within, RULES],
    )
    if not found["violations"]:
        _clean.add(shape)
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def weigh(page: Page, url: str) -> dict[str, int]:
    """Open a page and give the bytes of everything it loaded, by address."""
    weights: dict[str, int] = {}
    page.on("response", lambda response: weights.update({response.url: len(response.body())}))
    page.goto(url, wait_until="networkidle")
    return weights
