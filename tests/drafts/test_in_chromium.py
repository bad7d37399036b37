"""In a real browser: a lost connection, an ended session, and every word still there."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from casework.access.models import LiveSession
from tests import people, women
from tests.browser import axe
from tests.database import as_system

pytestmark = pytest.mark.browser
TOLD, TROUBLE = ".kept-told:not(:empty)", ".kept-trouble:not(:empty)"
WORDS = "textarea[name=words_to_avoid], input[name=words_to_avoid]"


def carry(page, site, client):
    name = settings.SESSION_COOKIE_NAME
    value = client.cookies[name].value
    page.context.add_cookies([{"name": name, "value": value, "url": site.url}])


@pytest.fixture
def writing(live_site, browser_page):
    """A worker at the form of a safe contact."""
    worker = people.own_centre_worker()
    her = women.registered(worker)
    page = browser_page()
    carry(page, live_site, people.login(Client(), worker))
    page.goto(live_site.url + reverse("survivors:contact", args=[her.pk]))
    page.worker, page.site = worker, live_site
    return page


def test_no_word_is_lost_to_the_line_nor_to_the_clock(writing):
    page = writing
    # The line goes while she types: she is told, nothing is written on the device, it goes on.
    page.context.set_offline(True)
    page.locator(WORDS).fill("No nombrar")
    page.locator(TROUBLE).wait_for()
    assert axe(page) == []
    page.context.set_offline(False)
    page.locator(TOLD).wait_for()
    assert page.locator(TROUBLE).count() == 0
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    # The session ends; what she goes on typing is sent all the same.
    with as_system():
        LiveSession.objects.all().delete()
    page.locator(WORDS).fill("No nombrar el centro")
    page.locator("h1").click()
    page.locator(TROUBLE).wait_for()
    # She comes in again in another window, and back here the same page goes on keeping.
    carry(page, page.site, people.login(Client(), page.worker))
    page.locator(WORDS).fill("No nombrar el centro ni la calle")
    with page.expect_response(lambda got: got.ok and got.url.endswith("/borradores/")):
        page.locator("h1").click()
    page.locator(TROUBLE).wait_for(state="detached")
    page.reload()
    assert page.locator(WORDS).input_value() == "No nombrar el centro ni la calle"
    # And the seal is the new session's: the form itself can be sent.
    page.locator(WORDS).fill("No nombrar la calle")
    page.locator("form[data-draft] button[type=submit]").last.click()
    page.wait_for_url("**/sobrevivientes/*/")
    page.go_back()
    assert page.locator(WORDS).input_value() == "No nombrar la calle"
    assert page.locator("[formaction]").count() == 0


def test_sending_after_the_session_ended_leads_back_to_the_words(writing):
    page = writing
    page.locator(WORDS).fill("No nombrar")
    page.locator(TOLD).wait_for()
    with as_system():
        LiveSession.objects.all().delete()
    page.locator(WORDS).fill("No nombrar el centro")
    page.locator("form[data-draft] button[type=submit]").last.click()
    page.wait_for_url("**/entrar/?next=**")
    back = page.url.split("next=")[1]
    carry(page, page.site, people.login(Client(), page.worker))
    page.goto(page.site.url + back)
    assert page.locator(WORDS).input_value() == "No nombrar el centro"


def test_a_page_left_alone_ends_at_the_entrance_and_its_words_come_back(writing):
    page = writing
    page.clock.install()
    page.reload()
    page.locator(WORDS).fill("No nombrar")
    page.clock.run_for(3000)
    page.locator(TOLD).wait_for()
    page.clock.fast_forward(16 * 60 * 1000)
    page.wait_for_url("**/entrar/?next=**")


def test_keys_serve_frequent_acts_and_can_be_turned_off(writing):
    page = writing
    page.locator("h1").click()
    page.keyboard.press("?")
    page.locator("#atajos[open]").wait_for()
    assert axe(page) == []
    page.keyboard.press("Escape")
    page.locator(WORDS).fill("")
    page.locator(WORDS).press_sequentially("gd?n")  # letters in a field are letters
    assert page.locator(WORDS).input_value() == "gd?n"
    page.locator("h1").click()
    page.keyboard.press("g")
    page.keyboard.press("b")
    page.wait_for_url("**/gestion/sobrevivientes/")
    page.keyboard.press("?")
    page.locator("[data-keys-switch]").click()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("d")
    page.locator("[data-dialog=atajos]").click()
    page.locator("#atajos[open]").wait_for()
    assert page.url.endswith("/gestion/sobrevivientes/")


def test_control_and_enter_save_the_form(writing):
    page = writing
    page.locator(WORDS).fill("No nombrar")
    page.locator(WORDS).press("Control+Enter")
    page.wait_for_url("**/sobrevivientes/*/")
