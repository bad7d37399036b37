"""A protocol changes: an editor writes it, another publishes it, and the work follows."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Browser, Page

from casework.survivors.models import Survivor
from portal.models import ProtocolPage
from tests.database import as_system
from tests.journeys import lives
from tests.journeys.hands import Pointer, come_in
from tests.journeys.office import Office
from tests.journeys.watching import reads_well
from tests.journeys.world import World
from tests.portal import papers

pytestmark = pytest.mark.browser
STEP = {
    **papers.STEPS[0], "title": "Evaluar su riesgo", "trigger": "S0", "task_kind": "do-risk",
    "guidance": "Si es alto, avise a la jefatura hoy.", "deadline": 5,
}  # fmt: skip


@pytest.fixture
def office(small_world: World, chromium: Browser) -> Iterator[Office]:
    """The office, with a protocol in force since January."""
    made = Office(chromium, small_world)
    with as_system():
        papers.published(papers.protocol("atencion", steps=[STEP]))
    yield made
    made.tidy()


def editor(office: Office, username: str) -> Page:
    """Give an editor at the protocol's page of the workplace."""
    page = office.screen()
    come_in(page, Pointer(page), office.world, username)
    with as_system():
        pk = ProtocolPage.objects.get().pk
    page.goto(f"{office.world.url}/cms/pages/{pk}/edit/")
    return page


def writes_a_new_version(page: Page) -> None:
    """Two days instead of five, from today on."""
    page.fill("[name=valid_from]", timezone.localdate().isoformat())
    step = page.locator("section:has([name='steps-0-value-deadline'])").last
    step.locator("[data-panel-toggle]").first.click()
    page.fill("[name='steps-0-value-deadline']", "2")
    page.click("button.action-save")
    page.locator(".messages .success").wait_for()


def publishes(page: Page) -> str:
    """Read what it will do, and publish it. Gives what was read."""
    read = page.locator("section:has(h2:has-text('Qué pasará al publicarlo'))").last.inner_text()
    page.locator("[data-w-dropdown-target=toggle]:near(button.action-save)").first.click()
    page.click("button[name=action-publish]")
    page.locator(".messages .success").wait_for()
    return read


def test_an_editor_publishes_a_protocol_and_the_work_follows(office: Office) -> None:
    her = lives.woman(office.world, "Millaray", 12_345_678)
    writes_a_new_version(editor(office, "redaccion"))
    assert "Un caso abierto" in publishes(editor(office, "aprobacion"))
    with as_system():
        call_command("tend_protocols")

    worker = office.worker()
    page = worker.page
    page.goto(f"{office.world.url}/gestion/mi-dia/")
    page.click("a:has-text('cambió el protocolo')")
    page.click("main a:has-text('hacer')")
    page.wait_for_url("**/gestion/biblioteca/atencion/cambios/1-2/")
    assert "5 días hábiles" in page.locator("main").inner_text()
    assert "2 días hábiles" in page.locator("main").inner_text()
    assert reads_well(page)
    finds_her_step(office, page, her)


def finds_her_step(office: Office, page: Page, her: Survivor) -> None:
    """From the form of her risk to the step that rules it, in the version her case holds."""
    page.goto(f"{office.world.url}/gestion/sobrevivientes/{her.pk}/riesgo/nuevo/")
    page.click("details.guides summary")
    beside = page.locator("details.guides").inner_text()
    assert "Si es alto, avise a la jefatura hoy." in beside
    assert "5 días hábiles" in beside
    assert reads_well(page)
    page.click("details.guides a")
    page.wait_for_url("**/gestion/biblioteca/atencion/1/#paso-1")
    assert page.locator("#paso-1").is_visible()


def test_every_page_of_a_document_reads_well_on_a_small_phone(office: Office) -> None:
    with as_system():
        page = ProtocolPage.objects.get()
        body = [("heading", "Uno"), ("list", ["a", "b"]), ("paragraph", "<p>c</p>")]
        norms = [("norm", {"title": "Ley 21.675", "url": "https://example.cl/"})]
        papers.renewed(page, body=body, summary="Dos.", valid_from=date(2026, 6, 1), norms=norms)
        papers.published(papers.guideline("guia", body=body))
    inside = office.worker(width=320).page
    for scheme in ("light", "dark"):
        screen = office.screen(width=320)
        screen.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        inside.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for address in ("", "atencion/", "atencion/versiones/", "atencion/versiones/1/",
                        "atencion/cambios/1-2/"):  # fmt: skip
            screen.goto(f"{office.world.url}/protocolos/{address}")
            assert reads_well(screen)
        for address in ("", "guia/"):
            screen.goto(f"{office.world.url}/orientaciones-tecnicas/{address}")
            assert reads_well(screen)
        for address in ("", "atencion/", "atencion/1/", "atencion/cambios/1-2/"):
            inside.goto(f"{office.world.url}/gestion/biblioteca/{address}")
            assert reads_well(inside)
