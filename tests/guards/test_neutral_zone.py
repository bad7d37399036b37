"""No sensitive word in an address, title or file name of the survivor zone (AB01, design 11)."""

import pytest

from .addresses import routes
from .survivor_zone import PREFIXES, betrays, file_names, sensitive, titles


@pytest.mark.parametrize(
    "text", ["Denuncia", "/mi-espacio/agresión/", "informe_VIF.pdf", "Mi expediente", "Survivor"]
)
def test_the_deny_list_knows_a_telling_text(text: str) -> None:
    assert betrays(text)


@pytest.mark.parametrize("text", ["Mis datos y derechos", "documento-a81f.pdf", "/salir/", "Vivir"])
def test_the_deny_list_lets_neutral_texts_pass(text: str) -> None:
    assert not betrays(text)


def test_the_deny_list_is_long_enough() -> None:
    assert sensitive().pattern.count("|") >= 59


def test_addresses_of_the_zone_are_neutral() -> None:
    zone = [route.pattern for route in routes() if route.pattern.startswith(PREFIXES)]
    assert {address: word for address in zone if (word := betrays(address))} == {}


def test_titles_of_the_zone_are_neutral() -> None:
    assert {place: title for place, title in titles() if betrays(title)} == {}


def test_file_names_of_the_zone_are_neutral() -> None:
    assert {place: name for place, name in file_names() if betrays(name)} == {}
