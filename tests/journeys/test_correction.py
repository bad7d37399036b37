"""She disputes a datum that came from another institution, and reads the end on her telephone.

At 360 pixels and without scripts on her side. Her team asks the source with a sealed letter, it
answers, two people decide (law DP-14, 1.1 R).
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from casework.access.context import acting
from casework.survivors import actions as survivors
from casework.survivors.registry.actions import Told
from casework.survivors.registry.forms import identity_of
from casework.territory.validity import chilean_day
from complaints.models import Discrepancy
from selfservice import agreeing
from selfservice.choices import Group
from tests.database import as_system
from tests.journeys.phone import HOME, Phone
from tests.journeys.watching import Watch, fits
from tests.journeys.worker import Worker
from tests.journeys.world import World

pytestmark = pytest.mark.browser
LIST = f"{HOME}correcciones/"
WRONG, RIGHT = date(1990, 5, 4), date(1990, 4, 5)


def came_from_the_civil_registry(world: World) -> None:
    """Her day of birth was written as an institution sent it, and her space shows it."""
    her, by, at = world.her(), world.staff(), timezone.now()
    with acting(by.context):
        survivors.correct_identity(
            survivor=her, identity=replace(identity_of(her), birth_date=WRONG), by=by, at=at,
            told=Told("institution", "SRCEI", chilean_day(at)),
        )  # fmt: skip
        agreeing.agree(survivor=world.her(), groups=[Group.IDENTITY], by=by, at=at)


def fill(worker: Worker, address: str, **typed: str) -> None:
    """Open a form of the staff zone, fill what is given, send it."""
    page = worker.page
    page.goto(address)
    for name, value in typed.items():
        field = page.locator(f"main [name={name}]").first
        kind = field.get_attribute("type") or field.evaluate("one => one.tagName.toLowerCase()")
        if kind == "radio":
            page.check(f"main [name={name}][value='{value}']")
        elif kind == "select":
            page.select_option(f"main select[name={name}]", value)
        else:
            field.fill(value)
    page.locator("main form[method=post] .actions button").first.click()
    page.wait_for_url(lambda now: now != address)


def test_a_datum_from_the_civil_registry_is_disputed_asked_and_put_right(
    world: World, worker: Worker, her_key: str, open_page: Callable[..., Page],
    watches: list[Watch],
) -> None:  # fmt: skip
    came_from_the_civil_registry(world)
    phone = Phone(open_page(width=360, javascript=False), world, look=fits)
    phone.open_space(her_key)
    phone.go(f"{HOME}datos/")
    phone.press("main a[href$='/datos/birth-date/']")
    phone.look(phone.page)
    phone.page.fill("[name=version]", "Nací el 5 de abril")
    phone.press("main form[method=post] button")
    phone.page.wait_for_url(f"**{LIST}")
    phone.look(phone.page)
    assert "Tu equipo lo está mirando" in phone.page.locator(".card").inner_text()

    with as_system():
        row = Discrepancy.objects.get()
    worker.page.goto(worker.file)
    assert "Nací el 5 de abril" in worker.page.locator("main").inner_text()
    one = f"{world.url}/gestion/discrepancias/{row.pk}/"
    fill(worker, f"{one}pasar/", how="Oficio reservado a la oficina de partes.")
    assert worker.page.get_by_text("Servicio de Registro Civil").count()
    assert worker.page.get_by_role("link", name="Oficio sellado").count() == 1
    phone.go(LIST)
    assert "Preguntamos al lugar de donde viene" in phone.page.locator(".card").inner_text()
    fill(worker, f"{one}respuesta/", says="Su inscripción dice 5 de abril de 1990.")
    fill(
        worker, f"{one}proponer/", end="corrected", cause="fuente", birth_date=RIGHT.isoformat(),
        wording="El registro civil lo revisó y tienes razón. Ya está escrito bien.",
    )  # fmt: skip

    head = Worker(open_page(width=1280), world, "jefatura")
    head.login()
    fill(head, f"{world.url}/gestion/derechos/{row.request_id}/decidir/")
    phone.go(LIST)
    said = phone.page.locator(".card").inner_text()
    assert "Lo corregimos" in said
    assert "05-04-1990" in said
    assert "tienes razón" in said
    phone.go(f"{HOME}datos/")
    assert "05-04-1990" in phone.page.locator("main").inner_text()
    assert all(watch.clean for watch in watches)
