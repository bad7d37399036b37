"""Every kind of page of the open site on the narrowest telephone, in both themes, and on paper."""

import pytest

from portal.search import indexing
from tests.browser import axe, weigh

pytestmark = pytest.mark.browser
PAGES = ("/", "/red-de-apoyo/", "/red-de-apoyo/comuna/05101/", "/red-de-apoyo/mapa/", "/buscar/",
         "/red-de-apoyo/region/13/english/", "/noticias/", "/mapa-del-sitio/",
         "/no-hay/")  # fmt: skip
FITS = "document.documentElement.scrollWidth <= innerWidth"


def test_every_kind_of_page_is_clean_in_both_themes(live_site, browser_page) -> None:
    for scheme in ("light", "dark"):
        page = browser_page(width=320, scheme=scheme)
        for address in PAGES:
            page.goto(live_site.url + address)
            assert page.evaluate(FITS), (address, scheme)
            assert axe(page) == [], (address, scheme)


def test_she_finds_a_centre_and_a_page_without_scripts(live_site, browser_page) -> None:
    indexing.complete()
    page = browser_page(width=320, javascript=False)
    page.goto(live_site.url + "/red-de-apoyo/")
    page.get_by_label("Comuna").fill("biña del mar")
    page.get_by_role("button", name="Buscar un centro").click()
    assert page.url == live_site.url + "/red-de-apoyo/comuna/05109/"
    page.goto(live_site.url + "/buscar/")
    page.locator("input[name=words]").fill("derechos")
    page.locator("main button").click()
    assert page.url == live_site.url + "/buscar/"
    assert page.locator(".found a").count() >= 1


def test_the_first_page_weighs_little_and_fetches_nothing_else(live_site, browser_page) -> None:
    page = browser_page(width=360)
    fetched = weigh(page, live_site.url + "/")
    assert [url for url in fetched if not url.startswith(live_site.url)] == []
    assert len(fetched) <= 6, list(fetched)
    page.emulate_media(media="print")
    assert not page.locator("header.bar").is_visible()
    assert page.locator("main .helplines").is_visible()
