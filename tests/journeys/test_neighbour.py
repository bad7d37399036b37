"""A neighbour hears something at night: on her telephone, without scripts, in the dark."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from casework.territory.models import Centre
from portal.models import Listing
from tests.database import as_system
from tests.journeys.watching import Watch, fits
from tests.journeys.world import CENTRE, World
from tests.portal.editors import person

pytestmark = pytest.mark.browser
DIALS = {"1455", "149", "133"}
OFFERS, NUMBER = ["hablar", "leyes"], "+56 9 0000 0007"


@pytest.fixture
def listed(world: World) -> Listing:
    """Two persons put her town's centre into the directory."""
    with as_system():
        listing: Listing = Listing.objects.create(
            centre=Centre.objects.get(name=CENTRE), offers=OFFERS, phone=NUMBER
        )
        listing.save_revision(user=person("nora")).publish(user=person("elsa"))
        return listing


def test_a_neighbour_finds_whom_to_call_and_leaves(
    world: World, listed: Listing, elsewhere: str, open_page: Callable[..., Page],
    watches: list[Watch],
) -> None:  # fmt: skip
    page = open_page(javascript=False, scheme="dark")
    page.goto(world.url)
    assert numbers_in_sight(page) >= DIALS
    reads_what_happens_if_she_asks(page)
    finds_the_centre(page)
    reads_it_in_english(page)
    page.locator("#salida a").click()
    page.wait_for_url(f"{elsewhere}**")
    assert page.context.cookies(world.url) == []
    assert all(watch.clean for watch in watches)


def numbers_in_sight(page: Page) -> set[str]:
    """Give the numbers that can be pressed without scrolling."""
    links = page.locator("main a[href^='tel:']")
    seen = [links.nth(one) for one in range(links.count())]
    near = [one for one in seen if (box := one.bounding_box()) and box["y"] + box["height"] < 800]
    return {str(one.get_attribute("href")).removeprefix("tel:") for one in near}


def reads_what_happens_if_she_asks(page: Page) -> None:
    page.locator("main a[href='/pedir-ayuda/']").first.click()
    expect(page.locator("main a[href='tel:1455']").first).to_be_visible()
    assert fits(page)
    page.go_back()


def finds_the_centre(page: Page) -> None:
    """She mistypes her town; the place that is secret is nowhere."""
    page.locator("main a[href='/red-de-apoyo/']").first.click()
    page.get_by_label("Comuna").fill("balparaiso")
    page.get_by_role("button", name="Buscar un centro").click()
    expect(page.locator("main")).to_contain_text(CENTRE)
    expect(page.locator(f"main a[href='tel:{NUMBER.replace(' ', '')}']")).to_be_visible()
    assert "Residencia" not in page.locator("main").inner_text()
    assert "balparaiso" not in page.url
    assert fits(page)


def reads_it_in_english(page: Page) -> None:
    page.locator("a[hreflang=en]").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("main")).to_contain_text(CENTRE)
