"""The reference data of the territory, as the application sees it after the migrations."""

import csv
from pathlib import Path

import pytest
from django.db import ProgrammingError, connection, transaction

from casework.identity.spanish import search_form
from casework.territory.models import Comuna, ComunaAlias, Province, Region
from casework.territory.queries import find_comuna

pytestmark = pytest.mark.django_db
DATA = Path(__file__).resolve().parents[2] / "casework/territory/data"


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_there_are_16_regions_56_provinces_and_346_comunas() -> None:
    assert Region.objects.count() == 16
    assert Province.objects.count() == 56
    assert Comuna.objects.count() == 346


def test_every_comuna_hangs_where_its_code_says() -> None:
    for comuna in Comuna.objects.select_related("province__region"):
        assert comuna.code.startswith(comuna.province.code)
        assert comuna.province.code.startswith(comuna.province.region.code)
        assert comuna.region_code == comuna.province.region_id
        assert len(comuna.code) == 5


def test_every_row_of_the_file_is_loaded_as_written() -> None:
    loaded = dict(Comuna.objects.values_list("code", "name"))
    assert loaded == {row["comuna_code"]: row["comuna_name"] for row in rows("comunas.csv")}


def test_no_two_comunas_share_a_search_form() -> None:
    forms = [search_form(name) for name in Comuna.objects.values_list("name", flat=True)]
    assert len(forms) == len(set(forms))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Viña del Mar", "05109"),
        ("vina del mar", "05109"),
        ("VIÑA  DEL MAR ", "05109"),
        ("05109", "05109"),
        ("5109", "05109"),
        ("Paihuano", "04105"),
        ("Paiguano", "04105"),
        ("Trehuaco", "16207"),
        ("Marchigue", "06204"),
        ("Llay-Llay", "05703"),
        ("llay llay", "05703"),
        ("La Calera", "05502"),
        ("Calera", "05502"),
        ("Coihaique", "11101"),
        ("Aisén", "11201"),
        ("Til-Til", "13303"),
        ("Villa O\u2019Higgins", "11302"),
        ("o'higgins", "11302"),
        ("Rapa Nui", "05201"),
        ("Isla de Pascua", "05201"),
        ("08401", "16101"),
        ("8421", "16109"),
    ],
)
def test_a_comuna_is_found_by_any_name_or_code_in_use(text: str, code: str) -> None:
    found = find_comuna(text)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("text", ["", " ", "-", "99999", "084", "Atlántida", "5109999"])
def test_what_is_no_comuna_is_none(text: str) -> None:
    assert find_comuna(text) is None


def test_the_old_codes_cover_the_whole_region_of_nuble_once() -> None:
    old = ComunaAlias.objects.filter(kind=ComunaAlias.Kind.CODE)
    assert sorted(old.values_list("text", flat=True)) == [f"084{n:02d}" for n in range(1, 22)]
    now = Comuna.objects.filter(province__region__name="Ñuble").values_list("code", flat=True)
    assert sorted(old.values_list("comuna_id", flat=True)) == sorted(now)


def test_no_old_code_is_a_code_in_use() -> None:
    old = ComunaAlias.objects.filter(kind=ComunaAlias.Kind.CODE).values("text")
    assert not Comuna.objects.filter(code__in=old).exists()


@pytest.mark.parametrize(
    "table", ["region", "province", "comuna", "comunaalias", "programme", "centrekind"]
)
@pytest.mark.parametrize("change", ["DELETE FROM casework_{}", "TRUNCATE casework_{} CASCADE"])
def test_the_application_cannot_change_the_reference_data(table: str, change: str) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change.format(table))
