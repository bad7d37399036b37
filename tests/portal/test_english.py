"""The pages of help in English: whole, beside their Spanish ones, one press away (safety.md 6)."""

import re

import pytest
from django.test import Client
from wagtail.models import Page

from portal.first_notice import content
from portal.models import Helpline
from tests.portal.test_first_site import Loads

pytestmark = pytest.mark.django_db
HELP = ("/", "/red-de-apoyo/", "/red-de-apoyo/primera-visita/",
        "/red-de-apoyo/salir-sin-dejar-huella/", "/privacidad/", "/telefonos/")  # fmt: skip
# Open to anybody, each at one address: the language is the one she chose.
OTHERS = ("/mi-espacio/", "/mi-espacio/al-salir/", "/preguntas/", "/apariencia/", "/verificar/")
_SPANISH = re.compile(r"[áéíóúñ¿¡]| (?:que|los|las|para|una|del|por) ")
_NAMES = re.compile(
    r'<[^>]+lang="es"[^>]*>[^<]*</a>|Centro de las Mujeres'
    r"|“Mis datos y derechos”|ClaveÚnica|“[^”]*”"
)


def main(client: Client, address: str) -> str:
    html = client.get(address, follow=True).content.decode()
    assert '<html lang="en"' in html, address
    return html.partition("<body")[2].partition("<footer")[0]


def visible(html: str) -> str:
    return re.sub(r"<[^>]+>", " ", _NAMES.sub(" ", html))


def press(client: Client, address: str, code: str) -> str:
    """Open a page, follow its language link and give the address it ends in."""
    html = client.get(address).content.decode()
    link = next(one for one in Loads(html).links if one.startswith(f"/idioma/{code}/"))
    return client.get(link, follow=True).redirect_chain[-1][0]


@pytest.mark.parametrize("address", HELP)
def test_each_page_of_help_leads_to_its_english_and_back(client: Client, address: str) -> None:
    english = press(client, address, "en")
    assert english == f"{address}english/"
    assert press(client, english, "es") == address


@pytest.mark.parametrize("address", HELP)
def test_without_cookies_the_link_works_all_the_same(address: str) -> None:
    html = Client().get(address).content.decode()
    link = next(one for one in Loads(html).links if one.startswith("/idioma/en/"))
    target = Client().get(link)["Location"]
    assert '<html lang="en"' in Client().get(target).content.decode()


@pytest.mark.parametrize("address", [*HELP, *OTHERS])
def test_what_she_reads_in_english_is_english_to_the_last_word(
    client: Client, address: str
) -> None:
    client.get("/idioma/en/")
    said = visible(main(client, address))
    assert _SPANISH.search(said) is None, said[max(0, _SPANISH.search(said).start() - 60) :][:150]


def test_in_english_every_step_of_the_way_is_english(client: Client) -> None:
    client.get("/idioma/en/")
    home = main(client, "/")
    assert {f"{one}english/" for one in ("/red-de-apoyo/", "/privacidad/")} <= set(
        Loads(home).links
    )
    network = main(client, "/red-de-apoyo/english/")
    assert "Your first visit to a centre" in network
    assert "Browsing without leaving a trace" in network
    deep = main(client, "/red-de-apoyo/primera-visita/english/")
    trail = deep.partition("<ol")[2].partition("</ol>")[0]
    assert Loads(trail).links == ["/english/", "/red-de-apoyo/english/"]


def test_a_spanish_page_lists_no_english_one(client: Client) -> None:
    for address in ("/", "/red-de-apoyo/"):
        below = client.get(address).content.decode().partition("<main")[2].partition("</main")[0]
        assert not [one for one in Loads(below).links if "english" in one]


def test_a_page_that_is_only_in_spanish_leads_to_the_english_home(client: Client) -> None:
    assert press(client, "/protocolos/", "en") == "/english/"


def test_an_english_page_says_what_the_spanish_one_says() -> None:
    """Piece by piece: as many steps, points and notices; nothing left for later."""
    pages = {page.url: page.specific for page in Page.objects.filter(depth__gt=1)}
    for address in ("/red-de-apoyo/", "/red-de-apoyo/primera-visita/",
                    "/red-de-apoyo/salir-sin-dejar-huella/"):  # fmt: skip
        spanish, english = pages[address].body, pages[f"{address}english/"].body
        assert [one.block_type for one in spanish] == [one.block_type for one in english]
        lengths = [[len(one.value) for one in body if one.block_type in {"steps", "list"}]
                   for body in (spanish, english)]  # fmt: skip
        assert lengths[0] == lengths[1]


def test_whom_to_call_is_said_in_english_too(client: Client) -> None:
    said = client.get("/english/").content.decode()
    assert list(content("en")["helplines"].values()) == list(
        Helpline.objects.filter(is_chat=False).values_list("name_english", flat=True)
    )
    assert "If you would rather write" in said
    assert "Guidance for women. It is free." in said
    Helpline.objects.filter(number="149").update(name_english="")
    assert '<span lang="es">Fono Familia' in client.get("/telefonos/english/").content.decode()


def test_the_choice_lasts_until_the_browser_closes_and_says_nothing_of_her(client: Client) -> None:
    cookie = client.get("/idioma/en/?volver=/mi-espacio/").cookies["idioma"]
    assert (cookie.value, cookie["max-age"], cookie["expires"]) == ("en", "", "")
    assert cookie["httponly"]


@pytest.mark.parametrize("elsewhere", ["https://x.cl/", "//x.cl/", "/\\x.cl", "javascript:a()"])
def test_a_language_link_leads_nowhere_else(client: Client, elsewhere: str) -> None:
    assert client.get("/idioma/en/", {"volver": elsewhere})["Location"] == "/"


def test_no_language_but_ours_is_kept(client: Client) -> None:
    assert client.get("/idioma/xx/").status_code == 404
    client.cookies["idioma"] = "<script>"
    assert '<html lang="es"' in client.get("/").content.decode()


def test_kept_pages_are_answered_to_nobody_who_chose_a_language(client: Client) -> None:
    assert '<html lang="es"' in client.get("/red-de-apoyo/").content.decode()
    client.get("/idioma/en/")
    assert client.get("/red-de-apoyo/")["Location"] == "/red-de-apoyo/english/"
