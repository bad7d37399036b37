"""A trainee practises on an invented case, her teacher signs, and her door opens.

The site and its training copy are two runs of the product. Here one server plays both: it becomes
the copy as her browser carries the pass there, and the site again as it carries the result back.
"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from casework.access.certificate_models import RequiredCourse
from casework.access.context import acting
from casework.access.levels import Held, Level
from casework.access.principals import Staff
from casework.practice.invented import phone_for, run_for
from config.demo.certificates import FIRST
from portal.models import CourseIndexPage, CoursePage, CourseVersion
from portal.training import editions, enrolling, studying, teaching
from portal.training.people_models import Enrolment
from tests.browser import axe
from tests.database import as_system
from tests.journeys.hands import SAVE, Pointer, come_in
from tests.journeys.test_certificate import aside
from tests.journeys.watching import fits
from tests.journeys.world import World
from tests.portal.editors import put_on_site
from tests.practice.conftest import MEETING, as_copy
from tests.training import courses

pytestmark = pytest.mark.browser
HER, TEACHER = "aprendiz", "abogada"
BAND = "Copia de práctica: personas inventadas"


def acting_as(world: World, name: str, held: Held) -> Staff:
    """An operator at her work: here nobody has a certificate yet."""
    operator = world.operators[name]
    return Staff(operator.pk, operator.user_id, str(operator), (held,))


def place_of(world: World) -> Enrolment:
    """Her place in a course that opens her level; its one lesson is done, its practice is not."""
    with as_system():
        RequiredCourse.objects.create(level="N6", course_code=FIRST.code, name=FIRST.name)
        course = CoursePage(
            code=FIRST.code, slug=FIRST.code, title=FIRST.name, summary="Una frase.",
            topics=["a"], hours=8, practice="recibir", example=True,
        )  # fmt: skip
        CourseIndexPage.objects.get().add_child(instance=course)
        courses.lesson(courses.module(course, "Primero"), "Leer")
        put_on_site(course)
        admin, at = acting_as(world, "administracion", Held(Level.N2)), timezone.now()
        edition = editions.announce(
            version=CourseVersion.objects.get(code=FIRST.code), facts=courses.facts(),
            teachers=[world.operators[TEACHER]], by=admin, at=at,
        )  # fmt: skip
        place = enrolling.enter(edition=edition, operator=world.operators[HER], by=admin, at=at)
        for key in courses.keys(edition):
            studying.finish_lesson(enrolment=place, lesson=key, at=at)
        return place


@pytest.fixture
def two_sides(world: World, settings: Any) -> World:
    """Certificates count, and there is a copy to go to."""
    settings.COMPETENCE_STAND_IN = False
    for name, value in meeting_at(world.url).items():
        setattr(settings, name, value)
    return world


def meeting_at(url: str) -> dict[str, str]:
    return {**MEETING, "PRACTICE_ORIGIN": url, "PRACTICE_SITE": url}


def between(page: Page, url: str) -> None:
    """Become the copy on the way there, and the site on the way back."""
    copy = as_copy(meeting_at(url))

    def go(route: Route) -> None:
        copy.enable()
        route.continue_()

    def back(route: Route) -> None:
        copy.disable()
        route.continue_()

    page.route("**/gestion/practica/entrar/", go)
    page.route("**/gestion/practica/resultado/", back)


def practise(page: Page, url: str, centre: int) -> None:
    """Register her once, assess the risk, write the session down."""
    hands = Pointer(page)
    page.goto(f"{url}/gestion/sobrevivientes/nueva/")
    expect(page.locator(".practice")).to_contain_text(BAND)
    hands.write("[name=working_name]", "Marta")
    for name, words in (
        ("run", str(run_for(centre))), ("given_names", "Marta Elena"),
        ("first_surname", "Quilodrán"), ("birth_date", "1991-03-14"),
    ):  # fmt: skip
        hands.write(f"[name={name}]", words)
    hands.choose("comuna", "05101")
    hands.choose("entry_route", "health")
    hands.choose("channel", "whatsapp")
    for name, words in (
        ("value", phone_for(centre)), ("from_hour", "10:00"), ("to_hour", "12:00"),
        ("words_to_say", "Habla Paty, de la biblioteca"),
    ):  # fmt: skip
        hands.write(f"[name={name}]", words)
    hands.press(SAVE)
    page.wait_for_url(re.compile(r"/sobrevivientes/[0-9a-f-]{36}/$"))
    her = page.url
    page.goto(f"{her}riesgo/nuevo/")
    hands.choose("band", "ALTO")
    hands.choose("instrument", "JUICIO")
    hands.write("[name=reason]", "La amenazó con un cuchillo delante de los niños.")
    hands.press(SAVE)
    page.goto(f"{her}casos/")
    case = page.locator("main a[href*='/casos/0']").first.get_attribute("href")
    page.goto(f"{url}{case}sesion/")
    hands.choose("kind", "individual")
    hands.choose("attendance", "attended")
    hands.press(SAVE)
    page.wait_for_load_state()


def test_a_trainee_practises_passes_and_her_door_opens(
    two_sides: World, open_page: Callable[..., Page]
) -> None:
    world, url = two_sides, two_sides.url
    place, page = place_of(world), open_page(width=360)
    between(page, url)
    come_in(page, Pointer(page), world, HER)
    assert page.goto(f"{url}/gestion/mi-dia/").status == 403
    page.goto(f"{url}/gestion/formacion/plazas/{place.pk}/")
    expect(page.locator("main")).to_contain_text("Falta hacer la práctica")
    assert fits(page)
    page.click("main form[action$='/practica/ir/'] button")
    page.wait_for_url(f"{url}/gestion/practica/")
    expect(page.locator(".practice")).to_contain_text(BAND)
    assert axe(page) == []
    assert fits(page)
    told = page.locator("main").inner_text()
    centre = int(re.search(r"\+56 9 0000 (\d{4})", told)[1])  # type: ignore[index]
    practise(page, url, centre)
    page.goto(f"{url}/gestion/practica/")
    expect(page.locator(".practice-steps .state.success")).to_have_count(7)
    page.click("main form[action$='/entregar/'] button")
    page.wait_for_url(f"{url}/gestion/formacion/plazas/{place.pk}/")
    expect(page.locator("main")).to_contain_text("No falta nada")
    assert page.locator(".practice").count() == 0
    assert axe(page) == []

    aside(lambda: sign(world, place))
    assert page.goto(f"{url}/gestion/mi-dia/").status == 200


def sign(world: World, place: Enrolment) -> None:
    by = acting_as(world, TEACHER, Held(Level.N6, centre_id=world.centres["D-VALPO"].pk))
    with acting(by.context):
        teaching.sign(enrolment=place, passed=True, by=by, at=timezone.now())
