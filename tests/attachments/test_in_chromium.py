"""In a real browser: several files dropped at once, a cut line, an ended session, no script."""

import base64
from io import BytesIO
from os import urandom

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from PIL import Image

from casework.access.models import LiveSession
from casework.attachments.models import Attachment
from tests import people, women
from tests.attachments.test_screens import pdf
from tests.browser import axe
from tests.database import as_system

pytestmark = pytest.mark.browser
ADD = "main form[data-upload] .actions button"
ROW = "ul.uploads > li"
SLOW = 150_000  # bytes each second
WATCH = """() => { window.seen = {}; new MutationObserver(() => {
  for (const bar of document.querySelectorAll('.uploads progress')) {
    const name = bar.getAttribute('aria-label'); (window.seen[name] ||= new Set()).add(bar.value);
  }
}).observe(document.querySelector('ul.uploads'),
  {subtree: true, childList: true, attributes: true}); }"""
DROP = """([place, files]) => { const held = new DataTransfer();
  for (const [name, type, body] of files) {
    const bytes = Uint8Array.from(atob(body), (one) => one.charCodeAt(0));
    held.items.add(new File([bytes], name, {type}));
  }
  place = document.querySelector(place);
  for (const name of ['dragenter', 'dragover', 'drop'])
    place.dispatchEvent(
      new DragEvent(name, {dataTransfer: held, bubbles: true, cancelable: true})); }"""


def photo() -> bytes:
    """A picture that does not pack: about 150 kB."""
    drawn = BytesIO()
    Image.frombytes("RGB", (220, 220), urandom(220 * 220 * 3)).save(drawn, "PNG")
    return drawn.getvalue()


class Desk:
    """A worker at the page where documents are added to a woman's file."""

    def __init__(self, site, browser_page, worker, her, **more) -> None:
        self.site, self.worker, self.her = site, worker, her
        self.page = browser_page(**more)
        self.enter()
        self.page.goto(self.at("new"))

    def enter(self) -> None:
        client, name = people.login(Client(), self.worker), settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": self.site.url}
        self.page.context.add_cookies([cookie])

    def at(self, name: str) -> str:
        return self.site.url + reverse(f"attachments:{name}", args=[self.her.pk])

    def drop(self, *files: tuple[str, str, bytes]) -> None:
        """Let files fall on the marked place."""
        sent = [(name, kind, base64.b64encode(body).decode()) for name, kind, body in files]
        self.page.evaluate(DROP, ["[data-drop]", sent])

    def row(self, name: str):
        return self.page.locator(ROW, has_text=name)

    def slowly(self) -> None:
        """Give the browser a poor line."""
        line = {"offline": False, "latency": 5, "downloadThroughput": -1, "uploadThroughput": SLOW}
        tool = self.page.context.new_cdp_session(self.page)
        tool.send("Network.enable")
        tool.send("Network.emulateNetworkConditions", line)

    def filed(self) -> list[Attachment]:
        with as_system():
            rows = Attachment.objects.filter(survivor=self.her).select_related("stored_file")
            return list(rows.order_by("filed_at"))


@pytest.fixture(scope="module")
def worker(module_site):
    return people.own_centre_worker()


@pytest.fixture
def sit(module_site, browser_page, worker, tmp_path, settings):
    """Sit down at the file of a woman who has no documents yet."""
    settings.PRIVATE_DIR = tmp_path
    return lambda **more: Desk(
        module_site, browser_page, worker, women.registered(worker, None), **more
    )


def test_three_files_are_dropped_one_loses_its_answer_and_is_filed_once_when_sent_again(sit):
    desk = sit()
    page = desk.page
    desk.slowly()
    page.evaluate(WATCH)
    desk.drop(
        ("patio.png", "image/png", photo()),
        ("informe.pdf", "application/pdf", pdf().read()),
        ("puerta.png", "image/png", photo()),
    )
    page.select_option("[name=kind]", "report")
    page.fill("[name=title]", "Lo que trajo hoy")
    sent = []

    def lose_the_answer(route):
        sent.append(route.request)
        if len(sent) == 2:
            route.fetch()  # the server does its work
            route.abort("connectionreset")  # and nobody hears of it
        else:
            route.continue_()

    page.route("**/anexos/nuevo/", lose_the_answer)
    page.click(ADD)
    desk.row("puerta.png").locator(".kept").wait_for()
    desk.row("informe.pdf").locator(".refused").wait_for()
    assert desk.row("patio.png").locator(".kept").count() == 1
    assert page.locator("[data-told]").inner_text()
    assert axe(page) == []
    assert page.input_value("[name=title]") == "Lo que trajo hoy"
    steps = page.evaluate("Object.fromEntries(Object.entries(seen).map(([k, v]) => [k, [...v]]))")
    assert len([step for step in steps["patio.png"] if 0 < step < 1]) >= 1, steps

    desk.row("informe.pdf").locator("button").first.click()
    page.wait_for_url(desk.at("list"))
    assert len(sent) == 4
    rows = desk.filed()
    assert [row.kind for row in rows] == ["report"] * 3
    assert page.locator(".papers li").count() == 3
    assert page.locator(".papers img").count() == 3  # the PDF has its first page


def test_one_the_server_refuses_says_why_and_leaves_the_list_without_touching_the_others(sit):
    desk = sit(width=360)
    page = desk.page
    desk.drop(
        ("acta.pdf", "application/pdf", b"<!doctype html><script>x()</script>"),
        ("informe.pdf", "application/pdf", pdf().read()),
    )
    page.click(ADD)
    desk.row("informe.pdf").locator(".kept").wait_for()
    assert "PDF" in desk.row("acta.pdf").locator(".refused").inner_text()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    desk.row("acta.pdf").locator("button").last.click()
    page.wait_for_url(desk.at("list"))
    assert len(desk.filed()) == 1


def test_a_session_that_ended_keeps_the_list_and_goes_on_after_coming_in_again(sit):
    desk = sit()
    page = desk.page
    desk.drop(("informe.pdf", "application/pdf", pdf().read()))
    with as_system():
        LiveSession.objects.all().delete()
    page.click(ADD)
    desk.row("informe.pdf").locator(".refused").wait_for()
    assert desk.filed() == []
    desk.enter()  # in another window
    desk.row("informe.pdf").locator("button").first.click()
    page.wait_for_url(desk.at("list"))
    assert len(desk.filed()) == 1


def test_a_file_that_falls_beside_the_place_does_not_take_the_page_away(sit):
    page = sit().page
    fallen = "new DragEvent('drop', {bubbles: true, cancelable: true})"
    assert page.evaluate(f"() => !document.body.dispatchEvent({fallen})")


def test_without_script_the_plain_form_files_the_good_ones_and_names_the_bad_one(sit):
    desk = sit(javascript=False)
    page = desk.page
    page.set_input_files("[name=file]", [
        {"name": "acta.pdf", "mimeType": "application/pdf", "buffer": b"<!doctype html>"},
        {"name": "informe.pdf", "mimeType": "application/pdf", "buffer": pdf().read()},
    ])  # fmt: skip
    page.fill("[name=title]", "Lo que trajo hoy")
    page.click(ADD)
    assert "acta.pdf" in page.locator(".problem").inner_text()
    assert page.input_value("[name=title]") == "Lo que trajo hoy"
    assert [row.stored_file.content_type for row in desk.filed()] == ["application/pdf"]
