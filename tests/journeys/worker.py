"""A caseworker at her screen, doing what a person does: she types, marks and presses."""

from dataclasses import dataclass

from playwright.sync_api import Page

from tests.journeys.world import HERS, PASSWORD, World
from tests.people import code, forget_codes

LIST = "/gestion/sobrevivientes/"


@dataclass
class Worker:
    """An N6, of the Valparaíso centre unless told, in a browser of her own."""

    page: Page
    world: World
    username: str = "profesional"
    file: str = ""

    def login(self) -> None:
        """Password, then the code her telephone shows."""
        account = self.world.account(self.username)
        self.page.goto(f"{self.world.url}/gestion/entrar/")
        self.page.fill("[name=auth-username]", account.username)
        self.page.fill("[name=auth-password]", PASSWORD)
        self.submit("[name=auth-password]")
        forget_codes(self.username)
        self.page.fill("[name=token-otp_token]", code(account.totp_secret))
        self.submit("[name=token-otp_token]")
        self.page.wait_for_url("**/gestion/mi-dia/")

    def search(self, name: str = "", run: str = "") -> None:
        """Look for a woman before anything is written: by name, by RUN in the whole country."""
        self.page.goto(f"{self.world.url}{LIST}")
        self.page.fill("[name=name]", name)
        self.page.fill("[name=run]", run)
        if run:
            self.page.check("[name=purpose][value=attention]")
        self.submit("[name=run]")
        self.page.wait_for_url("**/buscar/")

    def register(self, name: str = "Maca", run: str = HERS) -> None:
        """Search her, find nobody, register her with the search's own words; her file opens."""
        self.search(name, run)
        self.submit("[name=working_name]")
        self.page.wait_for_url("**/sobrevivientes/*-*/")
        self.file = self.page.url

    def agree_contact(self) -> None:
        """Write down how she may be reached, in her words."""
        self.page.goto(f"{self.file}contacto/")
        self.page.check("[name=channel][value=call]")
        self.page.fill("[name=value]", "9 8765 4321")
        self.page.fill("[name=words_to_say]", "Habla Paty, de la biblioteca")
        self.submit("[name=value]")
        self.page.wait_for_url(self.file)

    def missing(self) -> str:
        """Read what the file says is missing."""
        self.page.goto(self.file)
        lines = self.page.locator(".missing")
        return lines.inner_text() if lines.count() else ""

    def hand_key(self) -> str:
        """Make her key and read it from the screen, where it is shown once."""
        self.page.goto(f"{self.file}espacio/")
        self.page.locator("form[action$='/espacio/clave/'] button").first.click()
        return self.page.locator(".key-card .key").text_content() or ""

    def freeze(self) -> None:
        """Press the one button that closes her space."""
        self.page.goto(f"{self.file}espacio/")
        self.page.click("form[action$='/espacio/congelar/'] button")
        self.page.locator("form[action$='/espacio/reabrir/']").wait_for()

    def submit(self, field: str) -> None:
        """Press the button of the form that holds a field."""
        self.page.locator(f"form:has({field}) button:not([name])").first.click()
