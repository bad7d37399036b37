"""What may be opened without saying who one is, on the narrowest telephone, in both languages."""

import pytest

from tests.browser import axe
from tests.portal.test_english import HELP, OTHERS

pytestmark = pytest.mark.browser
ENGLISH = tuple(f"{address}english/" for address in HELP)
FITS = "document.documentElement.scrollWidth <= innerWidth"


def test_every_page_of_help_fits_a_narrow_telephone_in_both_languages(
    live_site, browser_page
) -> None:
    page = browser_page(width=320, javascript=False)
    for address in (*HELP, *ENGLISH, *OTHERS):
        page.goto(live_site.url + address)
        assert page.evaluate(FITS), address
    page.goto(live_site.url + "/idioma/en/")
    for address in OTHERS:
        page.goto(live_site.url + address)
        assert page.locator("html").get_attribute("lang") == "en", address
        assert page.evaluate(FITS), address
    page = browser_page(width=320, javascript=True)
    for address in ("/", "/english/", "/red-de-apoyo/english/", "/mi-espacio/"):
        page.goto(live_site.url + address)
        assert axe(page) == [], address
