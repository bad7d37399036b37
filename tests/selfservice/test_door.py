"""The survivor's door: what opens her space, and what nobody can tell from outside."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from casework.survivors import door_actions
from casework.survivors.choices import Mode
from casework.survivors.models import Door
from selfservice.door import DoorState
from tests.database import as_system
from tests.selfservice.conftest import HERS, NOW, UNKNOWN, phone

pytestmark = pytest.mark.django_db
HOME = "/mi-espacio/"


def is_open(client) -> bool:
    return "Hola, Ana" in client.get(HOME).content.decode()


def type_key(client, number: str):
    return client.post("/mi-espacio/numero/", {"number": number})


def told(client, number: str) -> str:
    """Type a number and read the page that follows."""
    type_key(client, number)
    return client.get(HOME).content.decode()


def seen(response) -> tuple[int, bytes, list[tuple[str, str]]]:
    """What an observer can compare, without the secrets that differ in every answer."""
    import re

    body = re.sub(rb'(csrfmiddlewaretoken" value="|data-left=")[^"]+', rb"\1", response.content)
    body = re.sub(rb'nonce="[^"]+"', b"", body)
    headers = [
        (name, re.sub(r"'nonce-[^']+'", "", value))
        for name, value in sorted(response.headers.items())
        if name != "Content-Length"
    ]
    return response.status_code, body, headers


def test_after_the_login_every_run_gets_the_same_page(key_in_hand):
    assert seen(phone(HERS).get(HOME)) == seen(phone(UNKNOWN).get(HOME))


def test_a_wrong_number_is_answered_alike_for_every_run(key_in_hand):
    wrong = "9 1111 1111 anexo 111 1111"
    hers, unknown = phone(HERS), phone(UNKNOWN)
    assert seen(type_key(hers, wrong)) == seen(type_key(unknown, wrong))
    assert seen(hers.get(HOME)) == seen(unknown.get(HOME))


def test_what_was_typed_is_never_answered_with_a_page(key_in_hand):
    client = phone(HERS)
    for typed in ("", "9 1111 1111 anexo 111 1111", key_in_hand):
        assert type_key(client, typed).status_code == 303
    assert is_open(client)


@pytest.mark.parametrize(
    ("typed", "words"), [("", "Escribe el número"), ("9 1111 1111", "no abrió nada")]
)
def test_she_is_told_once_how_her_try_ended(key_in_hand, typed, words):
    client = phone(HERS)
    type_key(client, typed)
    assert words in client.get(HOME).content.decode()
    assert words not in client.get(HOME).content.decode()


def test_a_frozen_door_opens_alone_in_no_mode():
    for mode in Mode:
        assert DoorState(uuid4(), mode).opens_alone == (mode == Mode.OPEN)
        assert not DoorState(uuid4(), mode, frozen=True).opens_alone


def test_her_key_opens_her_space_and_changes_the_cookie(key_in_hand):
    client = phone(HERS)
    before = client.cookies[settings.SURVIVOR_COOKIE_NAME].value
    assert type_key(client, key_in_hand).status_code == 303
    assert client.cookies[settings.SURVIVOR_COOKIE_NAME].value != before
    assert is_open(client)


def test_the_key_may_be_typed_with_the_prefix_of_the_country(key_in_hand):
    client = phone(HERS)
    type_key(client, f"+56 {key_in_hand}")
    assert is_open(client)


def test_her_key_with_another_run_opens_nothing(key_in_hand):
    client = phone(UNKNOWN)
    type_key(client, key_in_hand)
    assert not is_open(client)


def test_the_old_cookie_dies_when_her_space_opens(key_in_hand):
    client, thief = phone(HERS), phone(UNKNOWN)
    name = settings.SURVIVOR_COOKIE_NAME
    thief.cookies[name] = client.cookies[name].value
    type_key(client, key_in_hand)
    assert thief.get(HOME).templates[0].name == "selfservice/entrance.html"


def test_the_duress_key_looks_like_a_wrong_one_and_tells_the_team(
    her, key_in_hand, own_centre_worker, as_principal
):
    as_principal(own_centre_worker)
    duress = door_actions.hand_duress_key(survivor=her, by=own_centre_worker, at=NOW)
    forced = type_key(phone(HERS), duress)
    assert seen(forced) == seen(type_key(phone(UNKNOWN), duress))
    with as_system():
        assert Door.objects.get(survivor=her).duress_at is not None


def test_a_closed_door_opens_with_no_key(key_in_hand, set_mode):
    set_mode(Mode.CLOSED)
    client = phone(HERS)
    type_key(client, key_in_hand)
    assert not is_open(client)


def test_open_mode_needs_clave_unica_alone(key_in_hand, set_mode):
    set_mode(Mode.OPEN)
    assert is_open(phone(HERS))


def test_a_freeze_closes_an_open_space_at_once(her, key_in_hand, own_centre_worker, as_principal):
    client = phone(HERS)
    type_key(client, key_in_hand)
    as_principal(own_centre_worker)
    door_actions.freeze(survivor=her, by=own_centre_worker, at=NOW)
    assert seen(client.get(HOME)) == seen(phone(UNKNOWN).get(HOME))
    type_key(client, key_in_hand)
    assert not is_open(client)


def test_she_can_close_her_space_herself(her, key_in_hand):
    client = phone(HERS)
    type_key(client, key_in_hand)
    client.post("/mi-espacio/cerrar/")
    assert not is_open(client)
    with as_system():
        assert Door.objects.get(survivor=her).frozen_at is not None


@pytest.mark.parametrize("run", [HERS, UNKNOWN])
def test_after_five_wrong_numbers_everybody_waits_alike_and_nobody_is_locked_out(run, key_in_hand):
    client, start = phone(run), timezone.now()
    with time_machine.travel(start, tick=False):
        answers = [told(client, "9") for _try in range(6)]
    assert ["Espera" in answer for answer in answers] == [False] * 4 + [True] * 2
    with time_machine.travel(start + timedelta(minutes=2), tick=False):
        assert "Espera" not in client.get(HOME).content.decode()


def test_the_visit_ends_when_idle_and_after_its_longest_time(key_in_hand):
    client, start = phone(HERS), timezone.now()
    with time_machine.travel(start + timedelta(minutes=9), tick=False):
        type_key(client, key_in_hand)
    with time_machine.travel(start + timedelta(minutes=18), tick=False):
        assert is_open(client)
    with time_machine.travel(start + timedelta(minutes=29), tick=False):
        assert not is_open(client)
    lasting = phone(HERS)
    for minutes in range(8, 66, 8):
        with time_machine.travel(timezone.now() + timedelta(minutes=minutes), tick=False):
            last = lasting.get(HOME)
    assert last.templates[0].name == "selfservice/entrance.html"


@pytest.mark.parametrize("method", ["get", "post"])
def test_leaving_ends_the_visit_and_clears_the_browser(key_in_hand, method):
    client = phone(HERS)
    type_key(client, key_in_hand)
    cookie = client.cookies[settings.SURVIVOR_COOKIE_NAME].value
    response = getattr(client, method)("/salir/")
    where = {"get": (303, settings.EXIT_TARGET), "post": (204, None)}  # the script leaves by itself
    assert (response.status_code, response.headers.get("Location")) == where[method]
    assert "storage" in response["Clear-Site-Data"]
    client.cookies[settings.SURVIVOR_COOKIE_NAME] = cookie
    assert client.get(HOME).templates[0].name == "selfservice/entrance.html"


def test_a_browser_that_pressed_the_exit_finds_nothing_however_late_the_server_hears(key_in_hand):
    client = phone(HERS)
    type_key(client, key_in_hand)
    client.cookies["salida"] = "1"
    assert client.get(HOME).templates[0].name == "selfservice/entrance.html"
    assert client.cookies["salida"].value == ""
    assert not is_open(client)


@pytest.mark.parametrize("path", ["permisos/", "lecturas/", "permisos/autorizaciones/"])
def test_every_other_address_sends_a_closed_visit_back(key_in_hand, path):
    assert phone(HERS).get(HOME + path)["Location"] == HOME
    assert phone(UNKNOWN).get(HOME + path)["Location"] == HOME


def test_her_session_opens_no_staff_address(key_in_hand):
    client = phone(HERS)
    type_key(client, key_in_hand)
    assert client.get("/gestion/").status_code == 302


def test_the_database_shows_a_visit_only_to_its_cookie(key_in_hand):
    from selfservice.models import Visit

    phone(HERS)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.visit', '', true)")
    assert not Visit.objects.exists()


def test_a_dump_of_visits_tells_no_run_and_no_name(key_in_hand):
    phone(HERS)
    from django.db import connection

    with as_system(), connection.cursor() as cursor:
        cursor.execute("SELECT v::text FROM selfservice_visit v")
        dump = str(cursor.fetchall())
    assert "44444444" not in dump
    assert "Ana" not in dump
