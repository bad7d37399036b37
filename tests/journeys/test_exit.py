"""The exit: blank at once, dead on the server, nothing of hers to go back to (safety.md 1.1)."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser import ARGUMENTS, CHROMIUM
from tests.journeys.own_space import ASKED, agree_and_ask
from tests.journeys.phone import HOME, LEAVE, Phone
from tests.journeys.watching import Watch, watch
from tests.journeys.world import World

pytestmark = pytest.mark.browser

MACA = "Maca"  # what every page of her own space can show
KEPT = ["--disable-back-forward-cache"]  # the test tool's own habit; telephones keep pages
Case = Callable[[Phone, str], None]
# Her pages, one for each case, and what only she should see there.
PAGES = (
    ("lecturas/", "Centro"), ("datos/", MACA), ("equipo/", ASKED), ("acceso/", "Dónde está"),
    ("contacto/", "Como lo acordamos"), ("solicitudes/", "Decir que no"),
)  # fmt: skip


@pytest.fixture
def keeping(
    chromium: Browser, tmp_path: Path, world: World, watches: list[Watch]
) -> Iterator[Callable[[bool], Phone]]:
    """Open a telephone whose browser keeps pages in memory to go back to."""
    opened: list[BrowserContext] = []

    def make(javascript: bool) -> Phone:
        context = chromium.browser_type.launch_persistent_context(
            str(tmp_path / "profile"),
            executable_path=CHROMIUM,
            args=ARGUMENTS,
            ignore_default_args=KEPT,
            viewport={"width": 360, "height": 800},
            java_script_enabled=javascript,
            locale="es-CL",
        )
        context.set_default_timeout(30_000)
        opened.append(context)
        watches.append(watch(context))
        return Phone(context.pages[0], world)

    yield make
    for context in opened:
        context.close()


def back_five_times(phone: Phone, hers: str) -> None:
    for _ in range(5):
        phone.page.go_back(wait_until="load")
        assert MACA not in phone.page.content()


def back_and_forth_through_memory(phone: Phone, hers: str) -> None:
    phone.page.go_back(wait_until="load")
    phone.page.go_forward(wait_until="commit")
    phone.page.go_back(wait_until="commit")
    phone.page.locator("h1").wait_for()


def reload(phone: Phone, hers: str) -> None:
    phone.page.goto(hers)
    phone.page.reload()


def another_tab(phone: Phone, hers: str) -> None:
    other = phone.page.context.new_page()
    other.goto(hers)
    phone.page = other


def closed_tab_again(phone: Phone, hers: str) -> None:
    context = phone.page.context
    other = context.new_page()
    phone.page.close()
    other.goto(hers)
    phone.page = other


def the_old_cookie(phone: Phone, hers: str) -> None:
    phone.page.context.add_cookies(phone.cookies)
    phone.page.goto(hers)


CASES: list[Case] = [
    back_five_times, back_and_forth_through_memory, reload, another_tab, closed_tab_again,
    the_old_cookie,
]  # fmt: skip


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_after_the_exit_nothing_brings_her_pages_back(
    her_key: str,
    keeping: Callable[[bool], Phone],
    elsewhere: str,
    watches: list[Watch],
    javascript: bool,
) -> None:
    phone = keeping(javascript)
    agree_and_ask(phone.world)
    for case, (path, word) in zip(CASES, PAGES, strict=True):
        phone.open_space(her_key)
        hers = f"{phone.world.url}{HOME}{path}"
        phone.page.goto(hers)
        assert word in phone.page.locator("main").inner_text()
        phone.cookies = phone.page.context.cookies()
        phone.press(LEAVE)
        phone.page.wait_for_url(elsewhere)
        case(phone, hers)
        assert MACA not in phone.page.content(), case.__name__
        assert word not in phone.page.locator("body").inner_text(), case.__name__
        phone.go()
        assert phone.is_entrance, case.__name__
    assert all(watch.clean for watch in watches)
