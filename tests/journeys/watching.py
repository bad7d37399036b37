"""Eyes on a browser: what it complains of, where it goes, and how each page reads."""

import re
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

from tests.browser import axe

HERE = re.compile(r"^(https?://(127\.0\.0\.1|localhost)(:\d+)?/|data:|about:|blob:)")
REFUSED = re.compile(r"responded with a status of (422|429)")  # an answer to a form, no fault


@dataclass
class Watch:
    """Notes about one browser."""

    complaints: list[str] = field(default_factory=list)
    abroad: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """Whether there is nothing to say. Shows what there is when it fails."""
        assert self.complaints == []
        assert self.abroad == []
        return True

    def _console(self, line: ConsoleMessage) -> None:
        if line.type == "error" and not REFUSED.search(line.text):
            self.complaints.append(line.text)

    def _request(self, request: Request) -> None:
        if not HERE.match(request.url):
            self.abroad.append(request.url)


def watch(context: BrowserContext) -> Watch:
    """Begin to watch. Violations of the content policy come as errors of the console."""
    notes = Watch()
    context.on("console", notes._console)
    context.on("weberror", lambda problem: notes.complaints.append(str(problem.error)))
    context.on("request", notes._request)
    return notes


def reads_well(page: Page) -> bool:
    """Say whether axe finds nothing and nothing runs off the screen. Shows what does."""
    assert not (found := axe(page)), (page.url, found)
    return fits(page)


def fits(page: Page) -> bool:
    """Say whether nothing runs off the screen."""
    assert runs_off(page) <= 0, page.url
    return True


def runs_off(page: Page) -> int:
    """Give by how many pixels the page is wider than its window.

    Asked of its root, which is waited for: a press may leave the page before it has one.
    """
    return int(page.locator("html").evaluate("root => root.scrollWidth - innerWidth"))
