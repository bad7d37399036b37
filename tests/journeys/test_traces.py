"""What her visit leaves on the disk of the telephone: nothing that says who she is (safety 1)."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser

from casework.identity.run import Run
from tests.browser import ARGUMENTS, CHROMIUM
from tests.guards.survivor_zone import betrays
from tests.journeys.own_space import ASKED, agree_and_ask
from tests.journeys.phone import LEAVE, Phone
from tests.journeys.world import CENTRE, HER_NAME, HERS, World

pytestmark = pytest.mark.browser

ANSWERS = ["no", "yes", "no", "no"]
WRONG = "9 8888 7777 anexo 666 5555"
TYPED = "Palabras-Canaria de lo que pido"
NUMBER = ("9 7777 6655", "977776655", "+56 9 7777 6655")


@dataclass(frozen=True)
class Canary:
    """Words that must not be found, in every way a browser may write them down."""

    name: str
    words: tuple[str, ...]

    def found_in(self, content: bytes) -> bool:
        """Look for them as UTF-8, as UTF-16 and as in an address."""
        return any(form in content for word in self.words for form in self._forms(word))

    def _forms(self, word: str) -> Iterator[bytes]:
        for text in {word, word.upper(), word.lower()}:
            yield text.encode()
            yield text.encode("utf-16-le")
            yield quote(text).encode()
            yield quote(text).replace("%20", "+").encode()


def canaries(world: World, key: str) -> list[Canary]:
    """Everything that would give her away."""
    run = Run.parse(HERS)
    question = world.text.items.first()
    digits = "".join(sign for sign in key if sign.isdigit())
    return [
        Canary("name", ("Maca-Canaria", HER_NAME, "Gonzálvez")),
        Canary("RUN", (HERS, run.plain, f"{run.number}-{run.dv}", run.masked)),
        Canary("key", (key, key.replace(" ", ""), digits)),
        Canary("wrong key", (WRONG, WRONG.replace(" ", ""))),
        Canary("consent", (question.question, world.text.introduction[:30])),
        Canary("centre", (CENTRE,)),
        Canary("case", (str(world.her().pk),)),
        Canary("typed", (TYPED, ASKED, *NUMBER)),
    ]


def found_on_disk(profile: Path, wanted: list[Canary]) -> dict[str, list[str]]:
    """Read every file of a browser's profile and give where each canary sings."""
    files = [(path, path.read_bytes()) for path in sorted(profile.rglob("*")) if path.is_file()]
    assert len(files) > 20, "this is no profile"
    found = {
        canary.name: [str(path.relative_to(profile)) for path, content in files
                      if canary.found_in(content)]
        for canary in wanted
    }  # fmt: skip
    return {name: places for name, places in found.items() if places}


@pytest.fixture
def telephone(chromium: Browser, tmp_path: Path, world: World) -> Iterator[Callable[[], Phone]]:
    """Open a telephone that writes its profile to the disk; closed when asked or at the end."""
    opened: list[Any] = []

    def make() -> Phone:
        context = chromium.browser_type.launch_persistent_context(
            str(tmp_path / "profile"),
            executable_path=CHROMIUM,
            args=[*ARGUMENTS, "--restore-last-session"],
            ignore_default_args=["--disable-back-forward-cache", "--incognito"],
            viewport={"width": 360, "height": 800},
            locale="es-CL",
        )
        context.set_default_timeout(30_000)
        opened.append(context)
        return Phone(context.pages[0], world)

    yield make
    for context in opened:
        context.close()


def her_whole_visit(phone: Phone, key: str) -> None:
    """She asks for half of something, mistypes once, comes in, reads, signs, asks, looks around."""
    agree_and_ask(phone.world)
    phone.enter()
    half_asked(phone)
    phone.type_number(WRONG)
    phone.page.locator(".problem").wait_for()
    phone.type_number(key)
    phone.sign(ANSWERS)
    with phone.page.context.expect_page() as opened:
        phone.page.locator("main a[href$='/copia/']").click(modifiers=["Control"])
    opened.value.wait_for_load_state()
    for path in ("datos/", "gestiones/", "solicitudes/", "acceso/", "contacto/"):
        phone.go(f"/mi-espacio/{path}")
    another_way(phone)
    phone.go("/mi-espacio/equipo/")
    assert ASKED in phone.page.locator("main").inner_text()
    phone.go("/mi-espacio/lecturas/")
    assert CENTRE in phone.page.locator("main").inner_text()


def half_asked(phone: Phone) -> None:
    """Send a request without saying which: it comes back with her words."""
    phone.page.fill("[name=wording]", TYPED)
    phone.press("form[action$='/pedir/'] button")
    phone.page.locator(".problem").first.wait_for()
    assert phone.page.input_value("[name=wording]") == TYPED


def another_way(phone: Phone) -> None:
    """Ask to be reached in another way, first without saying how."""
    for way in (None, "call"):
        if phone.page.locator("details:not([open]) > summary").count():
            phone.press("main details > summary")
        if way:
            phone.page.check(f"[name=channel][value={way}]")
        phone.page.fill("[name=value]", NUMBER[0])
        phone.press("form[action$='/contacto/pedir/'] button")
        phone.page.locator(".problem, .notice").first.wait_for()


def test_after_the_exit_the_disk_knows_nothing_of_her(
    worker: Any, telephone: Callable[[], Phone], world: World, elsewhere: str, tmp_path: Path
) -> None:
    worker.register(name="Maca-Canaria")
    key = worker.hand_key()
    phone = telephone()
    her_whole_visit(phone, key)
    phone.press(LEAVE)
    phone.page.wait_for_url(elsewhere)
    phone.page.context.close()
    assert found_on_disk(tmp_path / "profile", canaries(world, key)) == {}
    for address, title in remembered(tmp_path / "profile"):
        said = f"{urlsplit(address).path} {title}"
        assert not betrays(said), said


def test_closing_the_browser_without_the_exit_leaves_nothing_either(
    worker: Any, telephone: Callable[[], Phone], world: World, tmp_path: Path
) -> None:
    worker.register(name="Maca-Canaria")
    key = worker.hand_key()
    phone = telephone()
    her_whole_visit(phone, key)
    phone.page.context.close()
    assert found_on_disk(tmp_path / "profile", canaries(world, key)) == {}


@pytest.fixture
def careless(settings: Any) -> None:
    """The product as it would be without its headers."""
    guards = ("casework.access.headers.PrivateZoneHeaders",)
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if one not in guards]


def test_without_no_store_the_same_search_finds_her(
    careless: None, worker: Any, telephone: Callable[[], Phone], world: World, tmp_path: Path
) -> None:
    worker.register(name="Maca-Canaria")
    key = worker.hand_key()
    phone = telephone()
    phone.open_space(key)
    phone.go("/mi-espacio/lecturas/")
    phone.page.context.close()
    found = found_on_disk(tmp_path / "profile", canaries(world, key))
    assert {"name", "centre"} <= set(found)


def remembered(profile: Path) -> list[tuple[str, str]]:
    """Give the addresses and titles in the browser's history."""
    with sqlite3.connect(profile / "Default" / "History") as history:
        rows = history.execute("SELECT url, title FROM urls").fetchall()
    assert rows, "nothing was remembered: the test looks at the wrong place"
    return rows
