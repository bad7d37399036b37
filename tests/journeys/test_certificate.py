"""Her certificate ended: the door is closed and says why; renewed, it opens at the next click.

By keyboard alone, on a screen of 360 pixels, with certificates that really count.
"""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone
from playwright.sync_api import Page, expect

from casework.access.context import acting
from config.demo import certificates
from portal.certification.actions import issue
from portal.certification.models import IssuedCertificate
from tests.browser import axe
from tests.database import as_system
from tests.journeys.hands import Keyboard, come_in
from tests.journeys.watching import fits, reads_well
from tests.journeys.world import World

pytestmark = pytest.mark.browser
HER = "vencida"
DAY = "nav.menu a[href='/gestion/mi-dia/']"
CHECK = "/verificar/certificados/"


def aside(act: Callable[[], Any]) -> Any:
    """Do it in another thread: sealing has an event loop of its own, and the browser holds ours."""

    def done() -> Any:
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as others:
        return others.submit(done).result()


def certify(world: World) -> None:
    with as_system():
        certificates.build(world.operators, timezone.now())


@pytest.fixture
def counted(world: World, settings: Any) -> World:
    """Certificates count, as in production; hers ended yesterday."""
    settings.COMPETENCE_STAND_IN = False
    aside(lambda: certify(world))
    return world


def renew(world: World) -> str:
    """An administrator's colleague signs her course off. Gives the new folio."""
    admin = world.staff("administracion")
    with acting(admin.context):
        made = issue(operator=world.operators[HER], award=certificates.CARE, by=admin,
                     at=timezone.now())  # fmt: skip
        return str(made.folio)


def test_a_worker_whose_certificate_ended_reads_why_and_comes_in_when_it_is_renewed(
    counted: World, open_page: Callable[..., Page]
) -> None:
    page = open_page(width=360)
    come_in(page, Keyboard(page), counted, HER)
    told = page.locator("main")
    expect(told.locator(".state.danger")).to_have_count(1)
    expect(told).to_contain_text(certificates.CARE.name)
    expect(told.locator(".notice")).to_be_visible()
    assert not page.locator(DAY).count()
    assert fits(page)
    assert axe(page) == []
    assert page.goto(f"{counted.url}/gestion/mi-dia/").status == 403
    page.goto(f"{counted.url}/gestion/")

    folio = aside(lambda: renew(counted))
    hands = Keyboard(page)
    hands.press("main a[href='/gestion/certificados/']")
    page.wait_for_url(re.compile(r"/certificados/(#.*)?$"))
    assert axe(page) == []
    assert fits(page)
    assert page.goto(f"{counted.url}/gestion/mi-dia/").status == 200
    assert page.locator(DAY).count()

    page.goto(f"{counted.url}{CHECK}")
    hands.write("[name=folio]", folio)
    page.keyboard.press("Enter")
    expect(page.locator("main .notice.success")).to_be_visible()
    expect(page.locator("main")).to_contain_text(certificates.CARE.name)
    expect(page.locator("main")).not_to_contain_text("Nora")
    assert axe(page) == []
    assert fits(page)
    with as_system():
        made = IssuedCertificate.objects.get(folio=folio)
        assert made.renews is not None
    reads_well_small(page, counted, f"/gestion/certificados/{made.pk}/", folio)


def reads_well_small(page: Page, world: World, hers: str, folio: str) -> None:
    """Her certificates and the open check, at 320 pixels, by day and by night."""
    page.set_viewport_size({"width": 320, "height": 800})
    own = ("/gestion/", "/gestion/certificados/", hers, "/gestion/certificados/otros/nuevo/")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for address in own:
            page.goto(f"{world.url}{address}")
            assert reads_well(page)
        for typed in (folio, "7KQ2-9XMD-04AT"):
            page.goto(f"{world.url}{CHECK}")
            page.fill("[name=folio]", typed)
            page.press("[name=folio]", "Enter")
            page.locator("main .notice").first.wait_for()
            assert reads_well(page)
