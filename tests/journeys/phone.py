"""A woman with her telephone. Every press is counted."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Locator, Page

from tests.journeys.world import HER_NUMBER, World

HOME = "/mi-espacio/"
ENTER = "a[href^='/claveunica/entrar/']"
NUMBER = "[name=number]"
NEUTRAL = f"form[action='{HOME}numero/']"
LEAVE = "#salida a"


@dataclass
class Phone:
    """A browser as wide as a telephone, and the fingers on it. look: called on each new page."""

    page: Page
    world: World
    look: Callable[[Page], object] = lambda page: page
    presses: int = 0
    cookies: list[Any] = field(default_factory=list)

    def press(self, target: str | Locator) -> None:
        """Press something, and count it."""
        place = self.page.locator(target) if isinstance(target, str) else target
        place.click()
        self.presses += 1

    def go(self, path: str = HOME) -> None:
        """Type an address of ours."""
        self.page.goto(self.world.url + path)
        self.look(self.page)

    def enter(self, number: str = HER_NUMBER, fault: str = "") -> None:
        """Go through ClaveUnica as the person with this number; fault: what goes wrong there."""
        self.go()
        self.press(ENTER)
        self.page.check(f"[name=persona][value='{number}']")
        if fault:
            self.press("details.faults > summary")
            self.press(f"button[name=fault][value={fault}]")
            self.page.wait_for_url("**/claveunica/retorno/**")
        else:
            self.press("form button:not([name])")
            self.page.wait_for_url(f"**{HOME}")
        self.look(self.page)

    def type_number(self, number: str) -> None:
        """Type what she was given."""
        self.page.fill(NUMBER, number)
        self.press(f"{NEUTRAL} button")
        self.look(self.page)

    def open_space(self, key: str) -> None:
        """Come in as herself, down to her first page."""
        self.enter()
        self.type_number(key)
        self.page.wait_for_url(f"**{HOME}")

    def open_text(self) -> None:
        """From her first page, open what waits for her."""
        self.press(f"main a[href*='{HOME}permisos/']")
        self.page.wait_for_url("**/permisos/*/")
        self.look(self.page)

    def answer(self, answers: list[str]) -> None:
        """Mark yes or no for each question, and sign."""
        questions = self.page.locator("fieldset.choose")
        for place, value in enumerate(answers):
            self.press(questions.nth(place).locator(f"input[value={value}]"))
        self.press("main form[method=post] button")

    def sign(self, answers: list[str]) -> None:
        """From her first page to what she signed."""
        self.open_text()
        self.answer(answers)
        self.page.wait_for_url("**/firmado/**")
        self.look(self.page)

    @property
    def is_neutral(self) -> bool:
        """Whether the page shown is the one every RUN gets."""
        return self.page.locator(NEUTRAL).count() == 1

    @property
    def is_entrance(self) -> bool:
        """Whether the page shown is the one before anybody comes in."""
        return self.page.locator(ENTER).count() == 1
