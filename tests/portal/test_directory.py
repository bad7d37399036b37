"""The directory: found by what she types, true to the day, and silent about shelters."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from jsonschema import Draft202012Validator, FormatChecker

from casework.identity import vault
from casework.territory.models import Centre, CentreKind, Comuna, ReservedAddress
from portal.directory import places, queries
from portal.models import Helpline, Listing, Need
from tests import places as made
from tests.database import as_system

from .editors import person

pytestmark = pytest.mark.django_db
CANARY = "Pasaje Canario 4711"
SHELTER = "Residencia Canaria"


@pytest.fixture
def valparaiso() -> Centre:
    return made.centre("Puerto", "05101")


@pytest.fixture
def shelter() -> Centre:
    """A shelter in the same comuna, its address sealed."""
    found = made.centre("Refugio", "05101", kind="RT")
    Centre.objects.filter(pk=found.pk).update(name=SHELTER)
    with as_system():
        key = vault.new_key(owner=vault.KeyOwner.INSTITUTION, survivor_id=None, centre_ids=[])
        ReservedAddress.objects.create(centre=found, key_id=key, address=CANARY)
    return found


def listed(centre: Centre, **more: Any) -> Listing:
    listing = Listing(centre=centre, **{"offers": ["leyes"], "phone": "+56 9 0000 0001", **more})
    listing.save()
    listing.save_revision(user=person("nora")).publish(user=person("elsa"))
    return Listing.objects.get(pk=listing.pk)


def search(client: Client, comuna: str, need: str = "", **more: str) -> Any:
    return client.post("/red-de-apoyo/buscar/", {"comuna": comuna, "need": need, **more})


def main(client: Client, address: str) -> str:
    html = client.get(address).content.decode()
    return html.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize(
    ("typed", "code"),
    [("Valparaíso ", "05101"), ("valparaizo", "05101"), ("VIÑA", "05109"),
     ("vina del mar", "05109"),
     ("Ñuñoa", "13120"), ("nunoa", "13120"), ("Llay-Llay", "05703"), ("coihaique", "11101"),
     ("pto montt", "10101"), ("concepcion", "08101"), ("consepsion", "08101"), ("Temuko", "09101"),
     ("maipu", "13119"), ("puente alto", "13201"), ("huechuraba", "13107"),
     ("antofagast", "02101"), ("iquike", "01101"), ("Valpo", "05101"), ("stgo", "13101"),
     ("Thno.", "08110"), ("PAC", "13121"), ("Chiloé", "10201"), ("Quinta Normal", "13126")],
)  # fmt: skip
def test_a_comuna_is_found_with_slips_of_the_hand(typed: str, code: str | None) -> None:
    place = places.find(typed)
    found = [place.comuna.pk] if place.comuna else [one.pk for one in place.like]
    assert found == [code]


@pytest.mark.parametrize("typed", ["", "xqzw", "123456", "<script>", "' OR 1=1 --", "a" * 60, "🙂"])
def test_words_that_name_no_place_lead_on(client: Client, typed: str) -> None:
    response = search(client, typed)
    assert response.status_code in {200, 422}
    html = response.content.decode()
    assert "/red-de-apoyo/region/05/" in html and "tel:1455" in html
    assert "<script>" not in html.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize(
    ("typed", "code"),
    [("RM", "13"), ("Biobío", "08"), ("magallanes", "12"), ("quinta región", "05"),
     ("V Región", "05"), ("la 8va region", "08"), ("region 5", "05"), ("5ta región", "05"),
     ("XVI región", "16"), ("región de la Araucanía", "09")],
)  # fmt: skip
def test_the_name_of_a_region_leads_to_it(client: Client, typed: str, code: str) -> None:
    assert search(client, typed)["Location"] == f"/red-de-apoyo/region/{code}/"


def test_what_she_typed_is_in_no_address_and_no_cookie(client: Client) -> None:
    response = search(client, "vinna del marr", "leyes")
    assert response.status_code == 303
    assert response["Location"] == "/red-de-apoyo/comuna/05109/leyes/"
    assert not response.cookies
    assert client.get("/red-de-apoyo/buscar/?comuna=x")["Location"] == "/red-de-apoyo/"


def test_several_places_alike_are_offered(client: Client) -> None:
    html = search(client, "san").content.decode()
    assert html.count("/red-de-apoyo/comuna/") > 1


def test_her_comuna_first_then_the_province_then_the_region(valparaiso: Centre) -> None:
    def near(code: str) -> tuple[str, int]:
        found = queries.near(Comuna.objects.get(pk=code), None)
        return found.reach, len(found.entries)

    assert near("05101") == ("comuna", 1)
    assert near("05109") == ("province", 1)  # Viña del Mar
    assert near("05501") == ("region", 1)  # Quillota
    assert near("12101") == ("", 0)  # Punta Arenas


def test_only_centres_that_offer_it_are_listed(client: Client, valparaiso: Centre) -> None:
    other = made.centre("Cerro", "05101")
    listed(valparaiso, offers=["leyes"])
    listed(other, offers=["hijos"])
    html = main(client, "/red-de-apoyo/comuna/05101/leyes/")
    assert valparaiso.name in html and other.name not in html


def test_hours_are_shown_only_with_the_day_they_were_checked(
    client: Client, valparaiso: Centre
) -> None:
    Centre.objects.filter(pk=valparaiso.pk).update(hours="de noche")
    listing = listed(valparaiso, hours="de 9 a 18")
    html = main(client, "/red-de-apoyo/comuna/05101/")
    assert "de 9 a 18" not in html and "de noche" not in html
    listing.is_verified, listing.checked_on = True, date(2026, 11, 2)
    listing.save_revision(user=person("nora")).publish(user=person("elsa"))
    html = main(client, "/red-de-apoyo/comuna/05101/")
    assert "de 9 a 18" in html and "2 de noviembre de 2026" in html


def test_a_draft_is_not_seen_and_its_writer_cannot_publish_it(
    client: Client, valparaiso: Centre
) -> None:
    listing = Listing(centre=valparaiso, phone="+56 9 0000 0001")
    listing.save()
    draft = listing.save_revision(user=person("nora"))
    assert "0000 0001" not in main(client, "/red-de-apoyo/comuna/05101/")
    with pytest.raises(Exception, match=r".+"):
        draft.publish(user=person("nora"))
    assert not Listing.objects.get().live


def test_a_number_changed_behind_the_editors_back_is_not_served(
    client: Client, valparaiso: Centre
) -> None:
    listed(valparaiso)
    assert "0000 0001" in main(client, "/red-de-apoyo/comuna/05101/")
    Listing.objects.update(phone="+56 9 6666 6666")
    html = main(Client(), "/red-de-apoyo/comuna/05101/leyes/") + main(
        client, "/red-de-apoyo/region/05/"
    )
    assert "6666" not in html


ALL = ("/red-de-apoyo/", "/red-de-apoyo/english/", "/red-de-apoyo/comuna/05101/",
       "/red-de-apoyo/comuna/05101/techo/", "/red-de-apoyo/comuna/05109/english/",
       "/red-de-apoyo/region/05/", "/red-de-apoyo/region/05/techo/", "/red-de-apoyo/mapa/",
       "/red-de-apoyo/centros.json")  # fmt: skip


def test_nothing_of_a_shelter_is_ever_told(
    client: Client, valparaiso: Centre, shelter: Centre
) -> None:
    pages = {address: client.get(address).content.decode() for address in ALL}
    for address, said in pages.items():
        assert CANARY not in said and SHELTER not in said and shelter.code not in said, address
    assert valparaiso.name in pages["/red-de-apoyo/centros.json"]


def test_a_centre_that_becomes_a_shelter_is_gone(client: Client, valparaiso: Centre) -> None:
    listed(valparaiso)
    Centre.objects.filter(pk=valparaiso.pk).update(kind="RT", address="")
    for address in ALL:
        assert valparaiso.name not in client.get(address).content.decode(), address


def test_the_database_refuses_a_listing_for_a_shelter(shelter: Centre, valparaiso: Centre) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Listing(centre=shelter).save()
    listing = listed(valparaiso)
    with pytest.raises(IntegrityError), transaction.atomic():
        Listing.objects.filter(pk=listing.pk).update(centre=shelter)


def test_whoever_needs_a_roof_is_told_to_call(client: Client, valparaiso: Centre) -> None:
    listed(valparaiso, offers=["techo"])
    html = main(client, "/red-de-apoyo/comuna/05101/techo/")
    assert 'href="tel:1455"' in html and valparaiso.name not in html


def test_a_centre_that_closed_is_gone(client: Client, valparaiso: Centre) -> None:
    Centre.objects.filter(pk=valparaiso.pk).update(valid_to=date(2024, 1, 1))
    assert valparaiso.name not in client.get("/red-de-apoyo/region/05/").content.decode()


@pytest.mark.parametrize(
    "address", ["comuna/99999/", "comuna/05101/nada/", "region/99/", "comuna/x/"]
)
def test_an_address_of_no_place_is_not_there(client: Client, address: str) -> None:
    assert client.get(f"/red-de-apoyo/{address}").status_code == 404


def test_the_drawing_leads_to_every_region(client: Client) -> None:
    html = main(client, "/red-de-apoyo/mapa/")
    assert html.count("<polygon") == 16 == html.count('<a href="/red-de-apoyo/region/')


def test_the_needs_are_data(client: Client) -> None:
    Need.objects.filter(pk="hijos").update(valid_to=date(2020, 1, 1))
    assert client.get("/red-de-apoyo/comuna/05101/hijos/").status_code == 404
    assert 'value="hijos"' not in client.get("/red-de-apoyo/").content.decode()


def test_english_leads_to_english(client: Client, valparaiso: Centre) -> None:
    sent = client.post("/red-de-apoyo/buscar/english/", {"comuna": "valparaiso", "need": ""})
    assert sent["Location"] == "/red-de-apoyo/comuna/05101/english/"
    html = client.get(sent["Location"]).content.decode()
    assert '<html lang="en"' in html and "To go there safely" in html
    client.get("/idioma/en/")
    assert client.get("/red-de-apoyo/mapa/")["Location"] == "/red-de-apoyo/mapa/english/"


def test_kinds_that_are_secret_exist_or_these_tests_say_nothing() -> None:
    assert CentreKind.objects.filter(secret=True).count() >= 2


def test_the_open_data_holds_to_its_schema(client: Client, valparaiso: Centre) -> None:
    schema = json.loads(Path(__file__).with_name("hsds_services.json").read_text())
    Centre.objects.filter(pk=valparaiso.pk).update(address="Calle Ejemplo 12")
    made.centre("Otra", "05101")
    listed(valparaiso, hours="de lunes a viernes", checked_on=date(2026, 11, 2),
           is_verified=True, step_free=True)  # fmt: skip
    told = client.get("/red-de-apoyo/centros.json").json()
    checker = Draft202012Validator(schema, format_checker=FormatChecker())
    assert [error.message for error in checker.iter_errors(told)] == []
    full = next(one for one in told["contents"] if one["alternate_name"] == valparaiso.code)
    assert {"phones", "schedules", "assured_date", "attributes"} <= full.keys()
    assert {"addresses", "accessibility"} <= full["service_at_locations"][0]["location"].keys()
    assert told == client.get("/red-de-apoyo/centros.json").json()
    for name, wrong in (("id", "T-1"), ("status", "open"), ("secret", "x")):
        assert list(checker.iter_errors({**told, "contents": [{**full, name: wrong}]}))


def test_hours_are_said_in_english_when_somebody_wrote_them(
    client: Client, valparaiso: Centre
) -> None:
    checked = {"hours": "de lunes a viernes", "checked_on": date(2026, 11, 2), "is_verified": True}
    address = "/red-de-apoyo/comuna/05101/english/"
    listing = listed(valparaiso, **checked)
    assert '<span lang="es">de lunes a viernes</span>' in main(client, address)
    listing.hours_english = "Monday to Friday"
    listing.save_revision(user=person("nora")).publish(user=person("elsa"))
    assert "Monday to Friday (" in main(client, address)
    assert "Monday to Friday" not in main(client, "/red-de-apoyo/comuna/05101/")
    line = Helpline.objects.get(number="1455")
    for name, value in {**checked, "hours_english": "Monday to Friday"}.items():
        setattr(line, name, value)
    line.save_revision(user=person("nora")).publish(user=person("elsa"))
    assert "Monday to Friday (" in main(client, "/telefonos/english/")
    assert "de lunes a viernes (" in main(client, "/telefonos/")
