"""On a telephone call, in a real browser: how many presses, and how long (safety.md 1)."""

from time import monotonic

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from casework.survivors.models import Door
from tests import people, women
from tests.browser import axe
from tests.database import as_system

pytestmark = pytest.mark.browser
CALL = "a[href$='/llamada/']"


class Counted:
    """A page and the presses made on it."""

    def __init__(self, page):
        self.page, self.presses = page, 0

    def press(self, where):
        self.presses += 1
        self.page.locator(where).first.click()
        self.page.wait_for_load_state()


def frozen(her):
    with as_system():
        return Door.objects.get(survivor=her).frozen_at is not None


@pytest.mark.parametrize("javascript", [True, False])
def test_two_presses_close_everything_from_her_file_and_from_a_search(
    live_site, browser_page, javascript
):
    worker = people.own_centre_worker()
    her = women.registered(worker)
    client = people.login(Client(), worker)
    page = browser_page(width=360, javascript=javascript)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies(
        [{"name": name, "value": client.cookies[name].value, "url": live_site.url}]
    )
    # From the middle of her file.
    page.goto(live_site.url + reverse("survivors:trajectory", args=[her.pk]))
    hand, begun = Counted(page), monotonic()
    hand.press(CALL)
    assert axe(page) == [] if javascript else True
    hand.press("main button:has-text('ahora'), main button:has-text('now')")
    assert frozen(her)
    assert hand.presses <= 2
    assert monotonic() - begun < 60
    assert page.locator(".notice.success").count() == 1
    assert axe(page) == [] if javascript else True
    with as_system():
        Door.objects.update(frozen_at=None)
    # From the answer to a search.
    page.goto(live_site.url + reverse("survivors:list"))
    page.fill("input[name=name]", "Zoraida")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()
    hand = Counted(page)
    hand.press(CALL)
    hand.press("main button:has-text('ahora'), main button:has-text('now')")
    assert frozen(her)
    assert hand.presses <= 2
