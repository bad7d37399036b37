"""What the journeys of her rights do again and again, on her telephone and at the office."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import time_machine
from django.utils import timezone

from casework.access.context import acting
from casework.identity.run import Run
from casework.survivors import door_actions
from casework.survivors.actions import Contact, Identity, register
from casework.survivors.models import Survivor
from complaints.models import RightsRequest
from tests.journeys.hands import Pointer, saved
from tests.journeys.office import Office
from tests.journeys.phone import HOME, Phone
from tests.journeys.watching import Watch
from tests.journeys.worker import Worker

REQUESTS = "/gestion/derechos/"
KEPT = "+56 9 8765 4321"


def attended(office: Office, number: int, **more: Any) -> tuple[Survivor, str]:
    """Register a woman and hand her a key: gives her and what she types."""
    run = Run(number) if number else None
    identity = {"working_name": "Maca", "birth_date": date(1990, 5, 4), "run": run, **more}
    by, at = office.world.staff(), timezone.now()
    contact = Contact(channel="call", value=KEPT, words_to_say="Habla Paty")
    centre = office.world.centres["D-VALPO"].pk
    with acting(by.context):
        her = register(
            identity=Identity(**identity), contact=contact, centre_id=centre, by=by, at=at
        )
        key = door_actions.hand_key(survivor=her, by=by, at=at) if run else ""
    return her, key


def comes_in(phone: Phone, number: int, key: str = "") -> None:
    phone.enter(str(number))
    if key:
        phone.type_number(key)
        phone.page.get_by_role("heading", name="Hola").wait_for()


def asks(phone: Phone, right: str) -> str:
    """She asks for something; gives what the list says of it."""
    phone.go(f"{HOME}solicitudes/")
    phone.page.check(f"[name=right][value={right}]")
    phone.press("form[action$='/pedir/'] button")
    phone.page.locator(".notice").first.wait_for()
    phone.look(phone.page)
    return phone.page.locator(".card").first.inner_text()


@contextmanager
def three_days_later(office: Office, hours: int) -> Iterator[tuple[Worker, Worker]]:
    """Move the clock; everybody has to come in again. Gives the worker and her head."""
    before = dict(office.logins)
    with time_machine.travel(timezone.now() + timedelta(hours=hours), tick=True):
        office.logins.clear()
        try:
            yield office.worker(), office.worker("jefatura")
        finally:
            office.logins.clear()
            office.logins.update(before)


def clean(office: Office) -> bool:
    assert all(isinstance(one, Watch) for one in office.watches)
    return all(one.clean for one in office.watches)


def does(worker: Worker, request: RightsRequest, slug: str, **fields: str) -> None:
    """Do one of the acts on a request."""
    page = worker.page
    page.goto(f"{worker.world.url}{REQUESTS}{request.pk}/{slug}/")
    for name, words in fields.items():
        page.fill(f"[name={name}]", words)
    if slug == "enviar":
        page.check("[name=to_herself]")
    saved(page, Pointer(page), f"**{REQUESTS}{request.pk}/")
    assert page.locator("main .toasts, .toasts").count()


def presses(worker: Worker, request: RightsRequest, act: str) -> None:
    """Press one of the buttons of the copy."""
    page = worker.page
    page.goto(f"{worker.world.url}{REQUESTS}{request.pk}/copia/")
    page.click(f"form[action$='/copia/{act}/'] button")
    page.wait_for_load_state()
