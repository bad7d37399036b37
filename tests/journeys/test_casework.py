"""A team's daily work, from the first hour to the last follow-up: she tells it once."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from casework.cases.models import Case
from casework.identity.run import Run
from casework.survivors.models import Survivor
from tests.database import as_system
from tests.journeys import lives
from tests.journeys import world as worlds
from tests.journeys.hands import Hands, Keyboard, Pointer, goes, saved
from tests.journeys.office import Office
from tests.journeys.watching import fits, reads_well
from tests.journeys.worker import Worker

pytestmark = pytest.mark.browser

MY_DAY = "/gestion/mi-dia/"


@pytest.fixture(scope="module")
def shared_office(module_site: LiveServer, chromium: Browser) -> Office:
    """One world and one login for all these journeys; each woman is another."""
    world = worlds.build(module_site.url)
    worlds.publish_protocol(world)
    return Office(chromium, world)


@pytest.fixture
def office(shared_office: Office) -> Iterator[Office]:
    """The office, tidy before each journey."""
    yield shared_office
    shared_office.tidy()


def clean(office: Office) -> bool:
    """Say whether no browser complained or went abroad."""
    return all(watch.clean for watch in office.watches)


def file_of(office: Office, her: Survivor) -> str:
    return f"{office.world.url}/gestion/sobrevivientes/{her.pk}/"


def my_day(worker: Worker) -> str:
    worker.page.goto(f"{worker.world.url}{MY_DAY}")
    return worker.page.locator("main").inner_text()


def test_a_first_reception_with_the_keyboard_alone(office: Office) -> None:
    worker = office.worker()
    page, hands = worker.page, Keyboard(worker.page)
    page.goto(f"{worker.world.url}{MY_DAY}")
    finds_nobody_and_registers(page, hands)
    her_file = page.url
    agrees_contact_and_account(page, hands, her_file)
    says_who_lives_with_her(page, hands, her_file)
    answers_what_she_wants(page, hands, her_file)
    tells_the_first_episode(page, hands, her_file)
    her_risk_is_written(page, hands, her_file)
    the_case_opened_by_itself(page, hands)

    said = my_day(worker)
    assert reads_well(page)
    assert "Millaray" in said
    assert "Acordar un contacto seguro" not in said  # done while she was received
    assert clean(office)


def finds_nobody_and_registers(page: Page, hands: Keyboard) -> None:
    page.keyboard.press("g")
    page.keyboard.press("b")
    page.wait_for_url("**/gestion/sobrevivientes/")
    assert reads_well(page)
    hands.write("[name=run]", str(Run(20_100_451)))
    hands.write("[name=name]", "Millaray Catrileo Painén")
    hands.choose("purpose", "attention")
    page.keyboard.press("Enter")
    page.wait_for_url("**/buscar/")
    assert reads_well(page)
    goes(page, hands, "form:has([name=working_name]) button:not([name])", "**/sobrevivientes/*-*/")
    assert reads_well(page)
    assert "Millaray" in page.locator("h1").inner_text()


def agrees_contact_and_account(page: Page, hands: Hands, her_file: str) -> None:
    goes(page, hands, "main .actions a[href$='/contacto/']", "**/contacto/")
    hands.choose("channel", "call")
    hands.write("[name=value]", "9 8765 4321")
    hands.write("[name=words_to_say]", "Habla Paty, de la biblioteca")
    saved(page, hands, her_file)
    goes(page, hands, "main a[href$='/relato/']", "**/relato/")
    hands.write("[name=words]", lives.TOLD)
    saved(page, hands, "**/relato/**")
    page.locator("article.account", has_text="donde su hermana").wait_for()
    assert reads_well(page)
    page.goto(her_file)


def says_who_lives_with_her(page: Page, hands: Hands, her_file: str) -> None:
    goes(page, hands, "main a[href$='/cercanos/']", "**/cercanos/")
    hands.choose("relation", "child")
    hands.write("[name=name]", "Antu")
    hands.write("[name=birth_year]", "2017")
    hands.choose("lives_with_her", "yes")
    saved(page, hands, her_file)
    assert "Antu" in page.locator("main").inner_text()


def answers_what_she_wants(page: Page, hands: Hands, her_file: str) -> None:
    goes(page, hands, "main a[href$='/acogida/']", "**/acogida/")
    assert reads_well(page)
    assert page.locator("[name=first_surname], [name=run]").count() == 0  # the search had them
    hands.choose("s-nationality", "CL")
    hands.choose("s-people", "mapuche")
    hands.choose("s-housing", "hosted")
    saved(page, hands, her_file)


def tells_the_first_episode(page: Page, hands: Hands, her_file: str) -> None:
    goes(page, hands, "main a[href$='/episodios/']", "**/episodios/")
    goes(page, hands, "main a[href$='/episodios/nuevo/']", "**/nuevo/")
    assert reads_well(page)
    hands.press("form.quick > details:first-of-type > summary")
    hands.choose("precision", "year")
    hands.write("[name=year]", str(timezone.localdate().year - 1))
    hands.choose("kinds", "PSICOLOGICA")
    hands.choose("who", "unknown")
    saved(page, hands, "**/episodios/*-*/")
    assert reads_well(page)


def her_risk_is_written(page: Page, hands: Hands, her_file: str) -> None:
    goes(page, hands, "main a[href$='/riesgo/']", "**/riesgo/")
    goes(page, hands, "main a[href$='/riesgo/nuevo/']", "**/nuevo/")
    assert reads_well(page)
    hands.choose("band", "MEDIO")
    hands.write("[name=reason]", "Control económico, sin amenazas; vive con su hermana.")
    saved(page, hands, "**/riesgo/")
    assert reads_well(page)


def the_case_opened_by_itself(page: Page, hands: Hands) -> None:
    goes(page, hands, "main a[href$='/casos/']", "**/casos/")
    assert page.locator("main table tbody tr").count() == 1
    goes(page, hands, "main table a", "**/casos/*-*/")
    assert reads_well(page)


def test_in_another_region_she_is_asked_nothing_again(office: Office) -> None:
    her = lives.woman(office.world, "Rayén", 20_100_507)
    answers = lives.tells_everything(office.world, her)
    worker = office.worker("otro.centro")
    page = worker.page

    worker.search(run=str(Run(20_100_507)))
    assert "Rayén" not in page.locator("main").inner_text()  # a masked line, no name
    page.locator("form[action$='/atender/'] button").click()
    page.wait_for_url("**/acogida/")
    assert reads_well(page)
    assert page.locator("main form[method=post] [name]:visible").count() == 0
    spared = re.search(r"\d+", page.locator("main .notice").inner_text())
    assert spared
    assert int(spared[0]) >= answers

    page.locator("main a[href$='/relato/']").click()
    page.wait_for_url("**/relato/")
    assert lives.TOLD in page.locator("article.account").inner_text()
    assert page.locator("[name=kind] option[value=told]").count() == 0  # it can only be added to
    page.goto(f"{file_of(office, her)}trayecto/")
    assert reads_well(page)
    assert "Centro Valparaíso" in page.locator("main").inner_text()
    page.goto(f"{file_of(office, her)}casos/")
    assert page.locator("main table").count() == 2  # hers here, opened by itself, and there
    assert clean(office)


def test_a_violent_episode_at_night_on_a_telephone(office: Office) -> None:
    her = lives.woman(office.world, "Elisa", 20_100_612)
    worker = office.worker(width=360)
    page, hands = worker.page, Pointer(worker.page)
    page.goto(f"{file_of(office, her)}episodios/nuevo/")
    assert reads_well(page)
    hands.write("[name=day]", timezone.localdate().isoformat())
    hands.choose("kinds", "FISICA")
    hands.choose("who", "new")
    page.locator("[name=new_name]").wait_for(state="attached")
    if not page.locator("[name=new_name]").is_visible():
        page.locator("details:has([name=new_name]) > summary").click()
    hands.write("[name=new_name]", "su ex")
    hands.choose("new_relation", "EX_CONVIVIENTE")
    hands.choose("injuries", "medical")
    hands.choose("children_present", "yes")
    hands.choose("weapons", "ARMA_BLANCA")
    hands.choose("death_threat", "yes")
    hands.choose("strangulation", "yes")
    page.locator("details:has([name=time_band]) > summary").click()
    hands.choose("time_band", "night")
    saved(page, hands, "**/episodios/*-*/")
    assert reads_well(page)

    the_duty_to_report_runs(page, her, office)
    page.goto(f"{file_of(office, her)}riesgo/nuevo/")
    hands.choose("band", "VITAL")
    hands.write("[name=reason]", "Estrangulamiento, arma blanca y amenaza de muerte esta noche.")
    saved(page, hands, "**/riesgo/")
    assert reads_well(page)

    said = my_day(worker)
    assert reads_well(page)
    assert said.index("Elisa", said.index("Mis mujeres")) < said.index("VITAL".title())
    assert page.locator(".agenda", has_text="Denunci").count() >= 1
    assert clean(office)


def the_duty_to_report_runs(page: Page, her: Survivor, office: Office) -> None:
    page.goto(f"{file_of(office, her)}procesos/")
    assert fits(page)
    # Children were there: a second duty, with its own hours, stands beside it.
    page.locator("main table a[href*='/denuncias/']", has_text="intrafamiliar").click()
    page.wait_for_url("**/denuncias/*-*/")
    assert reads_well(page)
    assert "24 horas" in page.locator("main").inner_text()


def test_she_stops_coming_and_returns_to_where_she_was(office: Office) -> None:
    her = lives.woman(office.world, "Susana", 20_100_733)
    lives.tells_everything(office.world, her)
    case = lives.in_intervention(office.world, her, since=timedelta(days=90))
    worker = office.worker()
    page, hands = worker.page, Keyboard(worker.page)
    her_case = f"{file_of(office, her)}casos/{case.pk}/"
    page.goto(her_case)
    goes(page, hands, "main a[href$='/contacto/'].button", "**/casos/*/contacto/")
    hands.choose("channel", "call")
    hands.choose("result", "no_answer")
    saved(page, hands, her_case)
    goes(page, hands, "main a[href$='/desercion/']", "**/desercion/")
    hands.write("[name=reason]", "Dejó de contestar después de cambiarse de casa.")
    saved(page, hands, her_case)
    assert reads_well(page)
    assert stage_of(case) == "dropped"

    worker.search(name="Susana Quilapán")
    goes(page, hands, "main table a", "**/sobrevivientes/*-*/")
    page.goto(her_case)
    goes(page, hands, "main a[href$='/retorno/']", "**/retorno/")
    assert page.locator("[name=to]").input_value() == "S5"  # where she was
    saved(page, hands, her_case)
    assert stage_of(case) == "S5"
    page.goto(f"{file_of(office, her)}acogida/")
    assert page.locator("main form[method=post] [name]:visible").count() == 0
    assert clean(office)


def stage_of(case: Case) -> str:
    with as_system():
        return str(Case.objects.get(pk=case.pk).stage)


def test_an_exit_asks_for_its_follow_ups(office: Office) -> None:
    her = lives.woman(office.world, "Teresa", 20_100_888)
    case = lives.in_intervention(office.world, her, since=timedelta(days=300))
    worker = office.worker()
    page, hands = worker.page, Pointer(worker.page)
    her_case = f"{file_of(office, her)}casos/{case.pk}/"
    page.goto(f"{her_case}egreso/")
    assert reads_well(page)
    hands.choose("reason", "met")
    hands.write("[name=note]", "Se va con trabajo y con su red cerca.")
    page.locator("details:has([name=happened]) > summary").click()
    hands.write("[name=happened]", f"{timezone.localdate() - timedelta(days=100)}T11:00")
    saved(page, hands, her_case)
    assert reads_well(page)
    follow_ups = page.locator("table:has(a[href*='/seguimientos/']) tbody tr")
    assert follow_ups.count() == 3

    assert "Teresa" in my_day(worker)
    page.goto(her_case)
    goes(page, hands, "main a[href*='/seguimientos/']", "**/seguimientos/**")
    hands.choose("result", "well")
    saved(page, hands, her_case)
    assert stage_of(case) == "S7"
    assert page.locator("a[href*='/seguimientos/']").count() == 2
    page.goto(f"{file_of(office, her)}trayecto/")
    assert reads_well(page)
    assert clean(office)
