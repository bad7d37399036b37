"""Two ways of working a page: with a pointer, or with the keyboard and nothing else."""

from fnmatch import fnmatch
from typing import Protocol

from playwright.sync_api import Locator, Page

from tests.journeys.world import PASSWORD, World
from tests.people import code, forget_codes

SAVE = "main form[method=post] button[type=submit]"

SKIP = ".skip"
FURTHEST = 150  # presses of Tab: past that, nobody would find it


class Hands(Protocol):
    """What a person does with a control, wherever it is on the page."""

    def write(self, target: str, words: str) -> None:
        """Write words in a field."""

    def choose(self, name: str, value: str) -> None:
        """Mark an option among several, or a value of a list."""

    def press(self, target: str) -> None:
        """Press a link, a button or the summary of a fold."""


class Pointer:
    """A mouse, or a finger."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def write(self, target: str, words: str) -> None:
        """Write words in a field."""
        self.page.fill(target, words)

    def choose(self, name: str, value: str) -> None:
        """Mark an option among several, or a value of a list."""
        if self.page.locator(f"select[name='{name}']").count():
            self.page.select_option(f"[name='{name}']", value)
        else:
            self.page.check(f"[name='{name}'][value='{value}']")

    def press(self, target: str) -> None:
        """Press a link, a button or the summary of a fold."""
        self.page.locator(target).first.click()


class Keyboard:
    """Tab, arrows, space and Enter, as somebody who cannot use a mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def write(self, target: str, words: str) -> None:
        """Write words in a field."""
        self._reach(target)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def choose(self, name: str, value: str) -> None:
        """Mark an option among several, or a value of a list."""
        wanted = f"[name='{name}'][value='{value}']"
        if self.page.locator(f"select[name='{name}']").count():
            self._pick(name, value)
        elif self.page.locator(f"{wanted}[type=checkbox]").count():
            self._reach(wanted)
            self.page.keyboard.press("Space")
        else:
            self._turn_to(name, wanted)
        assert self._holds(name, value), (name, value)

    def press(self, target: str) -> None:
        """Press a link, a button or the summary of a fold."""
        self._reach(target)
        self.page.keyboard.press("Enter")

    def _reach(self, target: str) -> None:
        """Skip what repeats on every page, then Tab until the target has the focus."""
        for _ in range(FURTHEST):
            if self._is_on(target):
                return
            self.page.keyboard.press("Enter" if self._is_on(SKIP) else "Tab")
        raise AssertionError(f"the keyboard never reaches {target} at {self.page.url}")

    def _turn_to(self, name: str, wanted: str) -> None:
        """Among radio buttons Tab reaches one, and the arrows the others."""
        self._reach(f"[name='{name}']")
        if self._is_on(wanted):
            self.page.keyboard.press("Space")
        for _ in range(self._radios(name).count()):
            if self._is_on(wanted):
                return
            self.page.keyboard.press("ArrowDown")

    def _pick(self, name: str, value: str) -> None:
        self._reach(f"select[name='{name}']")
        words = self.page.locator(f"select[name='{name}'] option[value='{value}']").inner_text()
        self.page.keyboard.type(words.strip())

    def _holds(self, name: str, value: str) -> bool:
        chosen = self.page.locator(f"[name='{name}'][value='{value}']:checked")
        picked = self.page.locator(f"select[name='{name}']")
        return chosen.count() == 1 or (picked.count() == 1 and picked.input_value() == value)

    def _radios(self, name: str) -> Locator:
        return self.page.locator(f"[name='{name}']")

    def _is_on(self, target: str) -> bool:
        return bool(self.page.evaluate("target => document.activeElement.matches(target)", target))


def saved(page: Page, hands: Hands, at: str) -> None:
    """Save the form of the page; the answer is another page."""
    goes(page, hands, SAVE, at)


def goes(page: Page, hands: Hands, target: str, at: str) -> None:
    """Press something that leads elsewhere; a place within the page (#) makes no difference."""
    hands.press(target)
    page.wait_for_url(lambda address: fnmatch(address.partition("#")[0], at))


def come_in(page: Page, hands: Hands, world: World, username: str) -> None:
    """Come in with both factors, whoever she is and wherever that leads."""
    account = world.account(username)
    page.goto(f"{world.url}/gestion/entrar/")
    hands.write("[name=auth-username]", account.username)
    hands.write("[name=auth-password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("[name=token-otp_token]")
    forget_codes(username)
    hands.write("[name=token-otp_token]", code(account.totp_secret))
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/entrar/" not in address)
