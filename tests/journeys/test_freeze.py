"""A worker closes her space while somebody is inside: next comes the page all of Chile gets."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.phone import HOME, Phone
from tests.journeys.watching import Watch
from tests.journeys.worker import Worker
from tests.journeys.world import NOBODYS_NUMBER, World

pytestmark = pytest.mark.browser

WRONG = "9 1111 1111 anexo 111 1111"
OWN = {"date", "set-cookie"}  # headers that differ in every answer; cookies are compared by name
# What differs from one moment to the next for anybody: the token, the seconds that are left.
MOMENT = re.compile(rb'(csrfmiddlewaretoken" value="|data-left=")[^"]+')
Seen = list[tuple[int, bytes, dict[str, str], list[str]]]


def what_an_observer_gets(phone: Phone, key: str) -> Seen:
    """Give every byte and header of each page this visit can ask for."""
    phone.page.goto(f"{phone.world.url}{HOME}permisos/")
    seen = [answer_of(phone, HOME)]
    for typed in (WRONG, key, ""):
        phone.page.goto(f"{phone.world.url}{HOME}")
        phone.page.fill("[name=number]", typed)
        with phone.page.expect_response(lambda answer: answer.status == 303):
            phone.page.click("main form button >> nth=0")
        phone.page.wait_for_load_state()
        seen.append(answer_of(phone, HOME))
    for path in ("permisos/", "permisos/mis-permisos/", "lecturas/", "no-existe/"):
        seen.append(answer_of(phone, HOME + path))
    return seen


def answer_of(phone: Phone, path: str) -> tuple[int, bytes, dict[str, str], list[str]]:
    """Ask as this browser, follow nothing, and take the secrets of the moment out."""
    answer = phone.page.context.request.get(phone.world.url + path, max_redirects=0)
    headers = {name: value for name, value in answer.headers.items() if name not in OWN}
    given = [
        one["value"].split("=")[0]
        for one in answer.headers_array
        if one["name"].lower() == "set-cookie"
    ]
    return answer.status, MOMENT.sub(rb"\1", answer.body()), headers, given


def test_a_freeze_puts_whoever_is_inside_before_the_neutral_page(
    world: World,
    worker: Worker,
    her_key: str,
    phone: Phone,
    open_page: Callable[..., Page],
    watches: list[Watch],
) -> None:
    phone.open_space(her_key)
    assert not phone.is_neutral
    worker.freeze()
    phone.page.reload()
    assert phone.is_neutral
    stranger = Phone(open_page(), world)
    stranger.enter(NOBODYS_NUMBER)
    hers = what_an_observer_gets(phone, her_key)
    assert hers == what_an_observer_gets(stranger, her_key)
    assert {status for status, *_ in hers} == {200, 302, 404}
    assert [watch.abroad for watch in watches] == [[], [], []]
