"""In a real browser: the notice before the end, said in time, answered, and never in the way."""

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from tests import people
from tests.browser import axe, weigh
from tests.selfservice.conftest import UNKNOWN, phone

pytestmark = pytest.mark.browser
NOTICE = "#sesion .notice"
HOME = "/mi-espacio/"


def carry(page, site, client, name):
    """Give the browser the cookie of a session that is open."""
    cookie = {"name": name, "value": client.cookies[name].value, "url": site.url}
    page.context.add_cookies([cookie])


def staff_page(browser_page, live_site, **look):
    page = browser_page(**look)
    client = people.login(Client(), people.own_centre_worker())
    carry(page, live_site, client, settings.SESSION_COOKIE_NAME)
    page.clock.install()
    return page


def her_page(browser_page, live_site, **look):
    page = browser_page(**look)
    with transaction.atomic():
        client = phone(UNKNOWN)
    carry(page, live_site, client, settings.SURVIVOR_COOKIE_NAME)
    return page


def test_staff_are_asked_two_minutes_before_and_can_go_on(live_site, browser_page):
    page = staff_page(browser_page, live_site)
    page.goto(live_site.url + "/gestion/")
    page.clock.fast_forward(12 * 60 * 1000)
    assert page.locator(NOTICE).count() == 0
    page.clock.fast_forward(60 * 1000)
    page.locator(NOTICE).wait_for()
    assert page.locator("#sesion").get_attribute("role") == "status"
    assert axe(page) == []
    with page.expect_response("**/gestion/cuenta/seguir/") as told:
        page.locator(f"{NOTICE} button").click()
    assert told.value.status == 200
    page.locator(NOTICE).wait_for(state="detached")
    page.clock.fast_forward(12 * 60 * 1000)
    assert page.locator(NOTICE).count() == 0


def test_what_staff_typed_stays_on_the_page_at_the_end(live_site, browser_page):
    page = staff_page(browser_page, live_site)
    page.goto(live_site.url + "/gestion/sobrevivientes/")  # a search: no draft is kept of it
    typed = page.locator("main form input:visible").first
    typed.fill("Anita")
    page.clock.fast_forward(16 * 60 * 1000)
    page.get_by_text("no se guardó").wait_for()
    assert typed.input_value() == "Anita"


def test_an_idle_staff_page_is_left_for_the_entrance(live_site, browser_page):
    page = staff_page(browser_page, live_site)
    page.goto(live_site.url + "/gestion/")
    page.clock.fast_forward(16 * 60 * 1000)
    page.wait_for_url("**/gestion/entrar/")
    assert page.locator(NOTICE).count() == 0


def test_her_page_asks_does_not_cover_the_way_out_and_clears_itself(live_site, browser_page):
    page = her_page(browser_page, live_site, width=320, height=480)
    page.clock.install()
    page.goto(live_site.url + HOME)
    page.clock.fast_forward(8 * 60 * 1000 + 5000)
    page.locator(NOTICE).wait_for()
    assert axe(page) == []
    assert page.evaluate(
        """() => { const box = document.querySelector('.exit a').getBoundingClientRect();
        const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        return !!hit.closest('.exit'); }"""
    )
    with page.expect_response("**/mi-espacio/seguir/") as told:
        page.locator(f"{NOTICE} button").click()
    assert told.value.json()["more"] is True
    page.clock.fast_forward(11 * 60 * 1000)
    page.wait_for_url("**/mi-espacio/?fin=1")


def test_her_page_stays_light_and_works_without_scripts(live_site, browser_page):
    weights = weigh(her_page(browser_page, live_site, width=360), live_site.url + HOME)
    assert sum(weights.values()) <= 30_000
    assert len(weights) <= 6
    plain = her_page(browser_page, live_site, width=360, javascript=False)
    plain.goto(live_site.url + HOME)
    assert plain.locator(NOTICE).count() == 0
    assert "deja de funcionar en 10 minutos" in plain.locator("body").inner_text()
