"""Her own pages under her hands: keys alone, a narrow and slow telephone, and her mistakes."""

from collections.abc import Callable

import pytest
from django.conf import LazySettings
from playwright.sync_api import Page, Response

from consent.models import ConsentRecord
from selfservice.models import Visit
from tests.database import as_system
from tests.journeys.own_space import agree_and_ask
from tests.journeys.phone import ENTER, HOME, Phone
from tests.journeys.watching import Watch, reads_well
from tests.journeys.world import HER_NUMBER, NOBODYS_NUMBER, World

pytestmark = pytest.mark.browser

ALL_NO = ["no", "no", "no", "no"]
HEAVIEST, MOST_REQUESTS = 30_000, 6  # design 11: a survivor page's budget
OWN_PAGES = ("datos/", "gestiones/", "contacto/", "solicitudes/", "equipo/", "acceso/", "al-salir/",
             "preguntas/", "correcciones/")  # fmt: skip
WRONG = "9 1111 1111 anexo 111 1111"
FOCUSED = "document.activeElement"


def tab_to(page: Page, target: str) -> None:
    """Press Tab until the target has the focus, as somebody without a mouse does."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(f"{FOCUSED}.matches({target!r})"):
            return
    raise AssertionError(f"the keyboard never reaches {target}")


def press(page: Page, target: str, key: str = "Enter") -> None:
    tab_to(page, target)
    page.keyboard.press(key)


def test_with_the_keyboard_alone_she_comes_in_and_signs(her_key: str, phone: Phone) -> None:
    page = phone.page
    phone.go()
    press(page, ENTER)
    page.wait_for_url("**/simulador/**")
    tab_to(page, "[name=persona]")
    page.keyboard.press("Space")
    assert page.locator(f"[name=persona][value='{HER_NUMBER}']").is_checked()
    press(page, "form button:not([name])")
    page.wait_for_url(f"**{HOME}")
    tab_to(page, "[name=number]")
    page.keyboard.type(her_key)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Hola").wait_for()
    press(page, f"main a[href*='{HOME}permisos/']")
    page.wait_for_url("**/permisos/*/")
    for question in range(4):
        tab_to(page, f"fieldset.choose:nth-of-type({question + 1}) input")
        page.keyboard.press("Space")
    press(page, "main form[method=post] button")
    page.wait_for_url("**/firmado/**")
    assert page.locator("main a[href$='/copia/']").count() == 1


def test_with_the_keyboard_alone_anybody_asks_for_something(world: World, phone: Phone) -> None:
    phone.enter(NOBODYS_NUMBER)
    page = phone.page
    tab_to(page, "[name=right]")
    page.keyboard.press("Space")
    tab_to(page, "[name=wording]")
    page.keyboard.type("Quiero saber")
    press(page, "form[action$='/pedir/'] button")
    page.locator(".notice").first.wait_for()
    assert page.locator(".card").count() == 1
    assert reads_well(page)


def test_each_of_her_pages_is_light_and_fits_the_narrowest_telephone(
    world: World, her_key: str, open_page: Callable[..., Page], watches: list[Watch]
) -> None:
    page = open_page(width=320)
    loaded: list[Response] = []
    page.on("response", lambda answer: loaded.append(answer))  # noqa: PLW0108 - it marks what it is given

    def weigh(shown: Page) -> None:
        shown.reload(wait_until="networkidle")
        here = len(loaded) - 1 - [one.url for one in reversed(loaded)].index(shown.url)
        answers = loaded[here:]
        assert len(answers) <= MOST_REQUESTS, shown.url
        assert sum(len(one.body()) for one in answers) <= HEAVIEST, shown.url
        assert reads_well(shown)
        shown.emulate_media(color_scheme="dark")
        assert reads_well(shown)
        shown.emulate_media(color_scheme="light")

    agree_and_ask(world)
    phone = Phone(page, world, look=weigh)
    phone.open_space(her_key)
    phone.sign(ALL_NO)
    for path in ("permisos/", "lecturas/", *OWN_PAGES):
        phone.go(HOME + path)
    assert all(watch.clean for watch in watches)


def test_a_wrong_or_empty_number_is_told_kindly_and_may_be_tried_again(
    her_key: str, phone: Phone
) -> None:
    phone.enter()
    phone.type_number("")
    assert "Escribe el número" in phone.page.locator(".problem").inner_text()
    phone.type_number(WRONG)
    assert "no abrió nada" in phone.page.locator(".problem").inner_text()
    assert reads_well(phone.page)
    phone.type_number(her_key)
    phone.page.get_by_role("heading", name="Hola").wait_for()


def test_a_question_left_open_keeps_what_she_had_chosen(her_key: str, phone: Phone) -> None:
    phone.open_space(her_key)
    phone.open_text()
    phone.answer(["no", "yes"])
    phone.page.locator(".problem").wait_for()
    assert reads_well(phone.page)
    questions = phone.page.locator("fieldset.choose")
    assert questions.nth(1).locator("[value=yes]").is_checked()
    assert questions.nth(2).locator(":checked").count() == 0
    for place in (2, 3):
        questions.nth(place).locator("[value=no]").check()
    phone.press("main form[method=post] button")
    phone.page.wait_for_url("**/firmado/**")


def test_going_back_and_sending_again_signs_once(her_key: str, phone: Phone) -> None:
    phone.open_space(her_key)
    phone.sign(ALL_NO)
    signed = phone.page.url
    phone.page.go_back()
    phone.page.wait_for_url("**/permisos/*/")
    phone.answer(ALL_NO)
    phone.page.wait_for_url(signed)
    with as_system():
        assert ConsentRecord.objects.count() == 1


def test_when_her_visit_ended_while_she_was_choosing_she_is_told_and_nothing_is_signed(
    her_key: str, phone: Phone, settings: LazySettings
) -> None:
    phone.open_space(her_key)
    phone.open_text()
    with as_system():
        Visit.objects.all().delete()
    phone.answer(ALL_NO)
    phone.page.locator(ENTER).wait_for()
    assert "visita" in phone.page.locator(".notice").first.inner_text()
    assert reads_well(phone.page)
    with as_system():
        assert not ConsentRecord.objects.exists()


@pytest.mark.parametrize("fault", ["denied", "server_error", "userinfo_error"])
def test_when_clave_unica_does_not_let_her_in_there_are_other_ways(
    phone: Phone, fault: str
) -> None:
    phone.enter(fault=fault)
    page = phone.page.locator("main")
    assert page.locator("a[href='tel:1455']").count() == 1
    assert page.locator("a[href='/red-de-apoyo/']").count() == 1
