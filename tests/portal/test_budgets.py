"""What the open site weighs and asks for, page by page; nothing from elsewhere, ever."""

import gzip

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.portal.test_first_site import Loads, every_page

pytestmark = pytest.mark.django_db
HELP = ("/", "/english/", "/red-de-apoyo/", "/red-de-apoyo/primera-visita/",
        "/red-de-apoyo/salir-sin-dejar-huella/", "/reconocer/", "/pedir-ayuda/", "/tus-derechos/",
        "/telefonos/", "/red-de-apoyo/mapa/", "/red-de-apoyo/region/05/",
        "/red-de-apoyo/comuna/05101/")  # fmt: skip
OTHERS = ("/buscar/", "/mapa-del-sitio/", "/noticias/", "/privacidad/", "/no-hay/")
HELP_BYTES, HELP_REQUESTS, BYTES = 30_000, 6, 100_000


def cost(client: Client, address: str) -> tuple[int, int]:
    """Give (bytes, requests) of a first visit: the page as it is, its parts as they travel."""
    html = client.get(address).content
    parts = {one for one in Loads(html.decode()).fetched if not one.startswith("data:")}
    assert [one for one in parts if not one.startswith("/estatico/")] == [], address
    files = [finders.find(one.removeprefix("/estatico/")) for one in parts]
    sent = sum(len(gzip.compress(open(file, "rb").read())) for file in files)  # type: ignore[arg-type]  # noqa: PTH123, SIM115
    return len(html) + sent, 1 + len(parts)


@pytest.mark.parametrize("address", HELP)
def test_a_help_page_arrives_on_the_worst_network(client: Client, address: str) -> None:
    weight, requests = cost(client, address)
    assert weight <= HELP_BYTES and requests <= HELP_REQUESTS, (weight, requests)


def test_no_page_weighs_more_than_its_budget(client: Client) -> None:
    addresses = [*(page.url for page in every_page()), *OTHERS]
    heavy = {one: cost(client, one)[0] for one in addresses}
    assert {one: weight for one, weight in heavy.items() if weight > BYTES} == {}


def test_no_open_page_sets_a_cookie(client: Client) -> None:
    for address in (*HELP, *OTHERS):
        assert not client.get(address).cookies, address
