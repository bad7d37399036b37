"""A trainee passes, her door opens: lesson, quiz, class, signature, certificate, and her cases.

Her door is closed while she learns: certificates count here as in production. She works with the
keyboard alone on a screen of 360 pixels; who teaches her, at the office.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from casework.access.certificate_models import LevelRequirement, RequiredCourse
from casework.access.context import acting
from portal.models import CourseVersion
from portal.training import editions, enrolling
from portal.training.edition_models import Edition
from portal.training.states import State
from tests.database import as_system
from tests.journeys.hands import Keyboard, come_in
from tests.journeys.office import Office
from tests.journeys.watching import reads_well
from tests.journeys.world import World
from tests.training import courses

pytestmark = pytest.mark.browser
HER, TEACHER, CODE = "aprendiz", "abogada", "siivbg-inicial"
QUESTIONS = 4
RUN = "33.333.333-3"
COURSE = "/plazas/[^/]+/"
FORM = "main form button"
DAY = "nav.menu a[href='/gestion/mi-dia/']"


@pytest.fixture
def office(small_world: World, chromium: Browser, settings: Any) -> Iterator[Office]:
    """The office; level N6 needs the course, and an edition of it runs with the trainee in it."""
    settings.COMPETENCE_STAND_IN = False
    made = Office(chromium, small_world)
    with as_system():
        RequiredCourse.objects.create(level="N6", course_code=CODE, name="Curso inicial")
        # Only who attends women is asked for it here.
        LevelRequirement.objects.filter(level__in=["N2", "N5"]).update(needed=False)
    teacher, admin = made.world.operators[TEACHER], made.world.staff("administracion")
    version, today = courses.version(CODE), timezone.localdate()
    with acting(admin.context):
        edition = editions.announce(
            version=version, facts=courses.facts(), teachers=[teacher], by=admin,
            at=timezone.now(),
        )  # fmt: skip
        editions.add_day(edition=edition, day=today, subject="Clase", by=admin, at=timezone.now())
        enrolling.enter(
            edition=edition, operator=made.world.operators[HER], by=admin,
            at=timezone.now() - timedelta(hours=1),
        )  # fmt: skip
    yield made
    made.tidy()


def comes_in(office: Office, username: str, width: int) -> Page:
    """Both factors, with the keyboard."""
    page = office.screen(width=width)
    come_in(page, Keyboard(page), office.world, username)
    return page


def leads(page: Page, hands: Keyboard, target: str, end: str) -> None:
    """Press something that leads to an address with this end."""
    hands.press(target)
    page.wait_for_url(re.compile(rf"{end}(#.*)?$"))


def takes_the_lessons(page: Page, hands: Keyboard) -> None:
    """From her first page to the course; a lesson to read, one with a quiz, the last one."""
    leads(page, hands, "main a[href*='/formacion/plazas/']", COURSE)
    leads(page, hands, "main a.button", "/leccion/leer/")
    leads(page, hands, FORM, "/leccion/probar/")
    leads(page, hands, FORM, "/pruebas/[^/]+/1/")
    for turn in range(1, QUESTIONS + 1):
        answers(page, hands)
        after = f"{turn + 1}/" if turn < QUESTIONS else ""
        leads(page, hands, FORM, f"/pruebas/[^/]+/{after}")
    assert reads_well(page)
    hands.press(FORM)
    expect(page.locator("main .lead .state.success")).to_be_visible()
    assert reads_well(page)
    leads(page, hands, "main a.button", "/leccion/probar/")
    leads(page, hands, "main a.button:not(.secondary)", "/leccion/cerrar/")
    leads(page, hands, FORM, COURSE)


def answers(page: Page, hands: Keyboard) -> None:
    """Answer rightly whatever is asked: each kind of question shows what it is."""
    if page.locator("main [name=answer][inputmode=decimal]").count():
        hands.write("[name=answer]", "5,0")
    elif page.locator("main select").count():
        for number, place in enumerate(courses.RIGHT["order"], start=1):
            hands.choose(f"place-{place}", str(number))
    else:
        hands.choose("answer", "true" if page.locator("[value=true]").count() else "0")


def writes_her_run(page: Page, hands: Keyboard) -> None:
    hands.press("main details summary")
    hands.write("[name=run]", RUN)
    hands.press("main details form button")
    expect(page.locator("main details")).to_have_count(0)


def teaches(office: Office) -> None:
    """Attendance first, then the signature."""
    page = comes_in(office, TEACHER, 1280)
    with as_system():
        edition = Edition.objects.get()
        day, place = edition.days.get(), edition.enrolments.get()
    page.goto(f"{office.world.url}/gestion/formacion/clases/{day.pk}/")
    page.locator(FORM).click()
    page.click(f"main a[href$='/plazas/{place.pk}/resultado/']")
    page.check("[name=result][value=passed]")
    page.locator(FORM).first.click()
    expect(page.locator("main .state.success")).to_have_count(1)


def test_a_trainee_passes_and_her_door_opens(office: Office) -> None:
    page = comes_in(office, HER, 360)
    hands = Keyboard(page)
    assert not page.locator(DAY).count()
    assert page.goto(f"{office.world.url}/gestion/mi-dia/").status == 403  # type: ignore[union-attr]
    page.goto(f"{office.world.url}/gestion/")
    takes_the_lessons(page, hands)
    writes_her_run(page, hands)
    teaches(office)

    with as_system():
        place = Edition.objects.get().enrolments.select_related("certificate").get()
        folio = str(place.certificate.folio)
    assert place.state == State.PASSED
    page.goto(f"{office.world.url}/gestion/")
    expect(page.locator(DAY)).to_have_count(1)  # nobody did anything else: it opened by itself
    hands.press("main a[href='/gestion/certificados/']")
    page.wait_for_url(re.compile(r"/certificados/(#.*)?$"))
    expect(page.locator("main")).to_contain_text("Curso siivbg-inicial")
    assert page.goto(f"{office.world.url}/gestion/mi-dia/").status == 200  # type: ignore[union-attr]
    assert page.goto(f"{office.world.url}/gestion/sobrevivientes/").status == 200  # type: ignore[union-attr]
    checks_it(office, folio)


def checks_it(office: Office, folio: str) -> None:
    """Whoever hires her reads whose it is, with the last signs of her RUN."""
    page = office.screen(width=320)
    page.goto(f"{office.world.url}/verificar/certificados/")
    page.fill("[name=folio]", folio)
    page.fill("[name=digits]", RUN.replace("-", "")[-4:])
    page.keyboard.press("Enter")
    expect(page.locator("main .notice.success")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Paula Quiroz")
    assert reads_well(page)


def test_every_page_of_training_reads_well_on_a_small_phone_in_both_themes(office: Office) -> None:
    """Each kind of page, for who learns, teaches, heads and runs the system."""
    with as_system():
        edition = Edition.objects.get()
        place, day = edition.enrolments.get(), edition.days.get()
        assert CourseVersion.objects.exists()
    base, year = "/gestion/formacion/", timezone.localdate().year
    visits = {
        HER: ["", f"plazas/{place.pk}/", f"plazas/{place.pk}/leccion/probar/",
              f"plazas/{place.pk}/opinion/"],
        TEACHER: [f"ediciones/{edition.pk}/", f"clases/{day.pk}/", f"plazas/{place.pk}/resultado/"],
        "jefatura": ["equipo/", f"plan/{year}/"],
        "administracion": ["ediciones/", "ediciones/nueva/", "rutas/",
                           f"ediciones/{edition.pk}/cambiar/"],
    }  # fmt: skip
    for username, addresses in visits.items():
        screen = comes_in(office, username, 320)
        for address in addresses:
            answer = screen.goto(f"{office.world.url}{base}{address}")
            assert answer is not None and answer.status == 200, address
            in_both_themes(screen)
    stranger = office.screen(width=320)
    stranger.goto(f"{office.world.url}/formacion/")
    in_both_themes(stranger)


def in_both_themes(screen: Page) -> None:
    screen.emulate_media(color_scheme="light")
    assert reads_well(screen)
    screen.emulate_media(color_scheme="dark")
    assert reads_well(screen)
