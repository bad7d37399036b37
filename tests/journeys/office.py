"""A centre's office: each worker logs in once, and opens as many browsers as she needs."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import only_here
from tests.journeys.watching import Watch, watch
from tests.journeys.worker import Worker
from tests.journeys.world import World

PATIENCE = 30_000  # milliseconds: the machine may be busy


@dataclass
class Office:
    """Who works here, what her browser remembers of the login, and what the browsers noticed."""

    chromium: Browser
    world: World
    opened: list[BrowserContext] = field(default_factory=list)
    watches: list[Watch] = field(default_factory=list)
    logins: dict[str, Any] = field(default_factory=dict)

    def worker(self, username: str = "profesional", width: int = 1280) -> Worker:
        """Give a worker at her screen, inside."""
        worker = Worker(self._page(width, self.logins.get(username)), self.world, username)
        if username not in self.logins:
            worker.login()
            self.logins[username] = worker.page.context.storage_state()
        return worker

    def screen(self, width: int = 1280) -> Page:
        """Give a browser nobody has logged in with."""
        return self._page(width, None)

    def _page(self, width: int, remembered: Any) -> Page:
        context = self.chromium.new_context(
            viewport={"width": width, "height": 800}, locale="es-CL",
            timezone_id="America/Santiago", storage_state=remembered,
        )  # fmt: skip
        self.opened.append(context)
        self.watches.append(watch(context))
        context.route("**/*", only_here)
        context.set_default_timeout(PATIENCE)
        return context.new_page()

    def tidy(self) -> None:
        """Close the browsers, and forget what they noticed."""
        for context in self.opened:
            context.close()
        self.opened.clear()
        self.watches.clear()
