"""What is hers, in her hands: she asks and gets it in person; nobody gets it through her phone."""

import io
import zipfile
from collections.abc import Callable, Iterator

import pytest
from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from casework.access.context import acting
from casework.identity.documents import DocumentType, IdentityDocument
from casework.survivors import door_actions
from casework.survivors.choices import Mode
from casework.survivors.models import SafeContact, Survivor
from complaints.models import RightsRequest
from consent.models import ConsentRecord
from selfservice.models import Wish
from tests.database import as_system
from tests.journeys import world as worlds
from tests.journeys.conftest import at_home
from tests.journeys.elsewhere import weather_page
from tests.journeys.office import Office
from tests.journeys.phone import HOME, LEAVE, Phone
from tests.journeys.rights_hands import (
    KEPT,
    REQUESTS,
    asks,
    attended,
    clean,
    comes_in,
    does,
    presses,
    three_days_later,
)
from tests.journeys.watching import fits, reads_well, watch
from tests.journeys.worker import Worker

pytestmark = pytest.mark.browser

BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
ALONE = "La llamé al número acordado antes, a solas, y lo quiere."
YES = ["yes"] * 4
# RUN bodies of the simulator's people: each journey has a woman of its own.
ADULTS, FORCED, GIRLS = (44_444_444, 55_555_555), (88_888_888, 26_512_345), (23_987_654, 25_310_442)


@pytest.fixture(scope="module")
def shared(module_site: LiveServer, chromium: Browser) -> Iterator[Office]:
    """One world and one login for all these journeys."""
    with weather_page() as elsewhere, override_settings(**at_home(module_site.url, elsewhere)):
        yield Office(chromium, worlds.build(module_site.url))


@pytest.fixture
def office(shared: Office) -> Iterator[Office]:
    """The office, tidy before each journey."""
    yield shared
    shared.tidy()


@pytest.fixture
def telephone(office: Office, browser_page: Callable[..., Page]) -> Callable[[bool], Phone]:
    """Give a telephone, with scripts or without."""

    def make(javascript: bool) -> Phone:
        page = browser_page(width=360, javascript=javascript)
        page.context.set_default_timeout(30_000)
        office.watches.append(watch(page.context))
        return Phone(page, office.world, look=reads_well if javascript else fits)

    return make


@BOTH
def test_she_asks_for_her_data_and_gets_them_in_her_hand(
    office: Office, telephone: Callable[[bool], Phone], javascript: bool
) -> None:
    number = ADULTS[javascript]
    her, key = attended(office, number)
    phone = telephone(javascript)
    comes_in(phone, number, key)
    assert "Espera hasta el" in asks(phone, "access")
    with as_system():
        request = RightsRequest.objects.get(survivor=her)
    worker = office.worker()
    office.worker("jefatura")
    worker.page.goto(f"{office.world.url}{REQUESTS}{request.pk}/confirmar/")
    worker.page.fill("[name=how]", ALONE)
    worker.page.click("main form[method=post] button[type=submit]")
    assert "muy pronto" in worker.page.locator("main").inner_text().lower()
    # No code of the second factor serves twice: each journey goes to another hour.
    with three_days_later(office, 74 - javascript) as (worker, head):
        does(worker, request, "confirmar", how=ALONE)
        presses(worker, request, "reunir")
        presses(head, request, "aprobar")
        does(worker, request, "preparar")
        does(head, request, "decidir")
        held_in_her_hand(worker, request)
        does(worker, request, "enviar", note="Firmó al recibirla")
        comes_in(phone, number, key)
        phone.go(f"{HOME}solicitudes/")
        assert "Ya está la respuesta" in phone.page.locator(".card").first.inner_text()
    assert clean(office)


def held_in_her_hand(worker: Worker, request: RightsRequest) -> None:
    """Packed with her beside: words once, one download, no second one."""
    page = worker.page
    presses(worker, request, "empacar")
    words = page.locator("main").inner_text()
    with page.expect_download() as given:
        page.click("form[action$='/copia/entregar/'] button")
    content = given.value.path().read_bytes()
    assert given.value.suggested_filename.startswith("documento-")
    assert zipfile.ZipFile(io.BytesIO(content)).infolist()[0].flag_bits & 1  # sealed with the words
    page.goto(f"{worker.world.url}{REQUESTS}{request.pk}/copia/")
    assert page.locator("form[action$='/copia/entregar/']").count() == 0
    assert page.locator("form[action$='/copia/empacar/']").count() == 0
    assert words not in page.locator("main").inner_text()


@BOTH
def test_an_aggressor_with_her_phone_gets_nothing_done(
    office: Office, telephone: Callable[[bool], Phone], javascript: bool
) -> None:
    number = FORCED[javascript]
    her, _key = attended(office, number)
    by, at = office.world.staff(), timezone.now()
    with acting(by.context):
        duress = door_actions.hand_duress_key(survivor=her, by=by, at=at)
        door_actions.choose_mode(survivor=her, mode=Mode.OPEN, by=by, at=at)
    him = telephone(javascript)
    comes_in(him, number)
    assert not him.is_neutral  # she chose to come in with ClaveUnica alone
    assert "Espera hasta el" in asks(him, "suppression")
    changes_how_she_is_reached(him)
    him.go()
    him.sign(YES)
    assert "a solas" in him.page.locator("main").inner_text()
    goes_out_and_back(him)
    comes_in(him, number)
    she_calls(office, her)
    him.page.reload()
    assert him.is_neutral
    with acting(by.context):  # later, in a safe conversation, she asks for her number again
        door_actions.unfreeze(survivor=her, by=by, at=at)
        door_actions.choose_mode(survivor=her, mode=Mode.KEY, by=by, at=at)
    him.go()
    him.type_number(duress)
    assert him.is_neutral
    assert "no abrió nada" in him.page.locator(".problem").inner_text()
    her_team_knows(office, her)
    nothing_changed(her)
    assert clean(office)


def changes_how_she_is_reached(him: Phone) -> None:
    him.go(f"{HOME}contacto/")
    him.press("main details > summary")
    him.page.check("[name=channel][value=whatsapp]")
    him.page.fill("[name=value]", "9 7777 6655")
    him.press("form[action$='/contacto/pedir/'] button")
    assert "72 horas" in him.page.locator(".notice").first.inner_text()


def goes_out_and_back(him: Phone) -> None:
    him.go(f"{HOME}solicitudes/")
    him.press(LEAVE)
    him.page.wait_for_url("http://localhost:*/**")
    for _time in range(3):
        him.page.go_back(wait_until="load")
        assert "Maca" not in him.page.content()
        assert "Borrar" not in him.page.locator("main").inner_text()


def she_calls(office: Office, her: Survivor) -> None:
    """One press while she is on the telephone."""
    worker = office.worker()
    worker.page.goto(f"{office.world.url}/gestion/sobrevivientes/{her.pk}/llamada/")
    worker.page.click("main form[method=post] button")
    worker.page.locator(".notice").first.wait_for()
    assert reads_well(worker.page)


def her_team_knows(office: Office, her: Survivor) -> None:
    worker = office.worker()
    worker.page.goto(f"{office.world.url}/gestion/mi-dia/")
    told = worker.page.locator(f"main a[href='/gestion/sobrevivientes/{her.pk}/']")
    assert "obligada" in " ".join(told.all_inner_texts())


def nothing_changed(her: Survivor) -> None:
    with as_system():
        assert SafeContact.objects.get(survivor=her, ended_at=None).value == KEPT
        assert Wish.objects.get(survivor=her).state == "asked"
        assert RightsRequest.objects.get(survivor=her).state == "held"
        assert ConsentRecord.objects.get(survivor=her).awaits_confirmation


@BOTH
def test_a_girl_of_fifteen_asks_by_herself(
    office: Office, telephone: Callable[[bool], Phone], javascript: bool
) -> None:
    today = timezone.localdate()
    number = GIRLS[javascript]
    her, key = attended(office, number, birth_date=today.replace(year=today.year - 15, day=1))
    girl = telephone(javascript)
    comes_in(girl, number, key)
    assert "Vale desde que la enviaste" in asks(girl, "blocking")  # what protects waits for nobody
    worker = office.worker()
    with as_system():
        request = RightsRequest.objects.filter(survivor=her).latest("filed_at")
    worker.page.goto(f"{office.world.url}{REQUESTS}{request.pk}/")
    said = worker.page.locator("main").inner_text()
    assert "Revisar los papeles" not in said
    assert request.filer == "self"
    assert reads_well(worker.page)
    girl.go(f"{HOME}solicitudes/")
    girl.press("form[action$='/retirar/'] button")
    girl.page.wait_for_load_state()
    assert "La retiraste" in girl.page.locator(".card").first.inner_text()
    assert clean(office)


def test_a_foreigner_without_run_asks_at_the_counter(office: Office) -> None:
    passport = IdentityDocument(DocumentType.PASSPORT, "XJ554433", "PE")
    her, _none = attended(office, 0, document=passport, working_name="Yuli")
    worker = office.worker()
    numbers = {asked_at_the_counter(worker, one) for one in ("XJ554433", "ZZ000001")}
    assert len(numbers) == 2
    with as_system():
        matched = list(RightsRequest.objects.filter(number__in=numbers))
        assert {one.survivor_id for one in matched} == {her.pk, None}
    page = worker.page
    page.goto(f"{office.world.url}{REQUESTS}de/{her.pk}/")
    assert reads_well(page)
    said = page.locator("main").inner_text()
    assert sum(number in said for number in numbers) == 1
    assert clean(office)


def asked_at_the_counter(worker: Worker, passport: str) -> str:
    """She shows a passport; gives the number of her request, the same page for anybody."""
    page = worker.page
    page.goto(f"{worker.world.url}{REQUESTS}nueva/")
    page.fill("[name=name]", "Yulimar Rodríguez")
    page.click("details:has([name=passport]) > summary")
    page.fill("[name=passport]", passport)
    page.fill("[name=country]", "pe")
    page.select_option("[name=right]", "access")
    page.select_option("[name=identity]", "document")
    page.check("[name=alone]")
    page.click("main form[method=post] button[type=submit]")
    heading = page.locator("h1", has_text="-")
    heading.wait_for()
    assert reads_well(page)
    assert page.locator("main a[download]").count() == 1
    return heading.inner_text().split()[-1]
