"""Whom to call: light, complete in two languages, and silent about hours nobody checked."""

from datetime import date

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from portal.models import Helpline
from tests.guards.survivor_zone import betrays
from tests.portal.test_first_site import Loads

pytestmark = pytest.mark.django_db
SPANISH, ENGLISH = "/telefonos/", "/telefonos/english/"
HELP = (SPANISH, ENGLISH, "/red-de-apoyo/salir-sin-dejar-huella/", "/mi-espacio/al-salir/")
LIGHT = 30_000


@pytest.mark.parametrize("address", HELP)
def test_pages_of_help_weigh_little(client: Client, address: str) -> None:
    html = client.get(address).content
    files = {one.removeprefix("/estatico/") for one in Loads(html.decode()).fetched}
    found = [finders.find(one) for one in files if not one.startswith("data:")]
    sizes = {one: len(open(one, "rb").read()) for one in found if one}  # noqa: PTH123, SIM115
    assert len(html) + sum(sizes.values()) <= LIGHT, (len(html), sizes)
    assert len(sizes) <= 5


@pytest.mark.parametrize("address", [SPANISH, ENGLISH])
def test_hours_are_shown_only_when_somebody_checked_them(client: Client, address: str) -> None:
    Helpline.objects.filter(number="1455").update(hours="de 9 a 18")
    assert "de 9 a 18" not in client.get(address).content.decode()
    Helpline.objects.filter(number="1455").update(is_verified=True, checked_on=date(2026, 11, 2))
    assert "de 9 a 18" in client.get(address).content.decode()


def test_each_language_is_whole_and_leads_to_the_other(client: Client) -> None:
    spanish, english = (client.get(one).content.decode() for one in (SPANISH, ENGLISH))
    assert '<html lang="es"' in spanish
    assert '<html lang="en"' in english
    assert f'href="/idioma/en/?volver={ENGLISH}"' in spanish
    assert f'href="/idioma/es/?volver={SPANISH}"' in english
    assert "Before you call" in english
    assert "Antes de llamar" in spanish
    assert 'href="/privacidad/english/"' in english


def test_its_address_and_title_say_nothing_and_her_entrance_leads_there(client: Client) -> None:
    title = client.get(SPANISH).content.decode().partition("<h1")[2].partition("</h1>")[0]
    assert not betrays(f"{SPANISH} {title.partition('>')[2]}")
    assert f'href="{SPANISH}"' in client.get("/mi-espacio/").content.decode()
