"""Anybody may ask for something about her data and nobody learns anything by it (AB31, AB39)."""

from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework.identity.lookup import run_digest
from complaints.models import RightsRequest, Ticket
from selfservice.asking import MOST_A_DAY
from selfservice.models import Visit
from tests.database import as_system
from tests.selfservice.conftest import HERS, UNKNOWN, phone
from tests.selfservice.test_alike import shape
from tests.selfservice.test_door import seen, type_key

pytestmark = pytest.mark.django_db
HOME, ASK = "/mi-espacio/", "/mi-espacio/solicitudes/pedir/"
RECEIPT = "/mi-espacio/solicitudes/comprobante/"
ACCESS = {"right": "access", "delivery": "in_person", "wording": "Quiero saber"}


def filed(client, **more):
    assert client.post(ASK, {**ACCESS, **more}).status_code == 303
    return client.get(HOME).content.decode()


@pytest.mark.parametrize("run", [HERS, UNKNOWN])
def test_whoever_comes_may_ask_and_reads_number_clock_and_state(key_in_hand, run):
    page = filed(phone(run))
    with as_system():
        number = RightsRequest.objects.get().number
    assert number in page
    assert "La recibimos" in page
    assert "Espera hasta el" in page
    assert "Quedan" in page or "quedan" in page


def test_the_database_finds_whose_it_is_and_the_page_does_not(key_in_hand):
    filed(phone(HERS))
    filed(phone(UNKNOWN))
    with as_system():
        known = set(RightsRequest.objects.values_list("survivor_id", flat=True))
    assert None in known
    assert len(known) == 2


def test_another_womans_run_in_the_form_is_not_read(key_in_hand):
    """What is asked is about whoever came in, whatever the form says (bad input: another's RUN)."""
    stranger = phone(UNKNOWN)
    claims = {"run": str(HERS), "survivor": str(uuid4()), "subject_run": str(HERS)}
    page = filed(stranger, **claims)
    with as_system():
        row = RightsRequest.objects.get()
    assert row.survivor_id is None
    assert row.run_digest == run_digest(UNKNOWN)
    assert row.number in page
    assert row.number not in phone(HERS).get(HOME).content.decode()


def test_asking_costs_the_same_work_and_gives_the_same_answer(key_in_hand):
    filed(phone(UNKNOWN))  # what is remembered once for the whole server is remembered now
    cache.clear()
    seen_by, work = [], []
    for run in (HERS, UNKNOWN):
        client = phone(run)
        with CaptureQueriesContext(connection) as asked:
            answer = client.post(ASK, ACCESS | {"insists": "on"})
        seen_by.append(seen(answer))
        work.append([shape(query["sql"]) for query in asked])
    assert seen_by[0] == seen_by[1]
    assert work[0] == work[1]


def test_what_was_typed_comes_back_and_is_not_in_the_answer_of_the_post(key_in_hand):
    client = phone(HERS)
    answer = client.post(ASK, {"wording": "Palabras de Canaria"})
    assert (answer.status_code, answer.content) == (303, b"")
    page = client.get(HOME).content.decode()
    assert "Palabras de Canaria" in page
    assert "Elige qué quieres" in page
    assert "Elige qué quieres" not in client.get(HOME).content.decode()
    assert "Palabras de Canaria" in client.get(HOME).content.decode()


def test_what_was_typed_is_sealed_with_the_cookie(key_in_hand):
    phone(HERS).post(ASK, {"wording": "Palabras de Canaria"})
    with as_system():
        kept = bytes(Visit.objects.get().typed)
    assert kept
    assert b"Canaria" not in kept


def test_once_sent_nothing_typed_is_kept(key_in_hand):
    client = phone(HERS)
    client.post(ASK, {"wording": "Palabras de Canaria"})
    assert "Palabras de Canaria" not in filed(client)


def test_asking_for_the_same_twice_opens_nothing_new_unless_she_wants(key_in_hand):
    client = phone(HERS)
    filed(client)
    assert "Ya lo pediste" in filed(client)
    filed(client, insists="on")
    with as_system():
        assert RightsRequest.objects.count() == 2


@pytest.mark.parametrize("run", [HERS, UNKNOWN])
def test_a_flood_of_requests_stops_for_today_and_keeps_what_was_typed(key_in_hand, run):
    client = phone(run)
    for _time in range(MOST_A_DAY):
        client.post(ASK, ACCESS)
    page = filed(client, wording="Algo más")
    assert "para un solo día" in page
    assert "Algo más" in page


@pytest.mark.parametrize("run", [HERS, UNKNOWN])
def test_a_flood_of_the_rest_never_stops_what_protects_or_corrects(key_in_hand, run):
    """Somebody with her telephone sends nonsense: she still closes her data today (AB39)."""
    client = phone(run)
    for _time in range(MOST_A_DAY + 1):
        client.post(ASK, ACCESS)
    for right in ("blocking", "opposition", "rectification"):
        assert "para un solo día" not in filed(client, right=right)
        with as_system():
            assert RightsRequest.objects.filter(right=right).count() == 1


def test_a_flood_of_requests_leaves_her_complaint_its_way(key_in_hand):
    inside = phone(HERS)
    type_key(inside, key_in_hand)
    for _time in range(MOST_A_DAY + 1):
        inside.post(ASK, ACCESS | {"delivery": "own_space"})
    said = {"kind": "claim", "words": "Nadie me llamó"}
    assert inside.post("/mi-espacio/preguntas/", said).status_code in (302, 303)
    with as_system():
        assert Ticket.objects.count() == 1


def test_what_protects_is_not_said_to_wait(key_in_hand):
    said = filed(phone(HERS), right="opposition").split("Pide algo")[0]
    assert "Espera hasta" not in said
    assert "Vale desde que la enviaste" in said


def test_what_keeping_apart_means_is_said_before_it_is_asked(key_in_hand):
    assert "tu equipo no los puede leer" in phone(UNKNOWN).get(HOME).content.decode()


def test_what_she_asked_inside_is_not_listed_outside(key_in_hand):
    inside = phone(HERS)
    type_key(inside, key_in_hand)
    inside.post(ASK, ACCESS | {"delivery": "own_space"})
    page = inside.get("/mi-espacio/solicitudes/").content.decode()
    with as_system():
        number = RightsRequest.objects.get().number
    assert number in page
    assert number not in phone(HERS).get(HOME).content.decode()


def test_she_takes_a_request_back_at_once(key_in_hand):
    inside = phone(HERS)
    type_key(inside, key_in_hand)
    inside.post(ASK, ACCESS | {"delivery": "own_space"})
    with as_system():
        asked = RightsRequest.objects.get()
    inside.post(f"/mi-espacio/solicitudes/{asked.pk}/retirar/")
    with as_system():
        asked.refresh_from_db()
    assert asked.state == "withdrawn"


@pytest.mark.parametrize("inside", [True, False])
@pytest.mark.parametrize(
    ("right", "state"),
    [("access", "held"), ("suppression", "held"), ("portability", "held"),
     ("opposition", "working"), ("blocking", "working")],
)  # fmt: skip
def test_what_could_be_forced_is_held_and_what_protects_is_not(key_in_hand, right, state, inside):
    client = phone(HERS)
    if inside:
        type_key(client, key_in_hand)
    client.post(ASK, {"right": right, "delivery": "in_person", "wording": "Por esto"})
    with as_system():
        assert RightsRequest.objects.get().state == state


def numbers():
    with as_system():
        return list(RightsRequest.objects.order_by("filed_at").values_list("number", flat=True))


@pytest.mark.parametrize("run", [HERS, UNKNOWN])
def test_dp04_whoever_asks_keeps_the_sealed_receipt_under_a_name_that_says_nothing(
    key_in_hand, run
):
    client = phone(run)
    filed(client)
    answer = client.post(RECEIPT, {"numero": numbers()[0]})
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF")
    assert 'filename="documento-' in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]


def test_dp04_nobody_else_gets_it_nor_what_was_asked_inside(key_in_hand):
    filed(phone(HERS))
    assert phone(UNKNOWN).post(RECEIPT, {"numero": numbers()[0]}).status_code == 303
    inside = phone(HERS)
    type_key(inside, key_in_hand)
    assert inside.post(ASK, {**ACCESS, "right": "rectification"}).status_code == 303
    assert inside.post(RECEIPT, {"numero": numbers()[1]}).status_code == 200
    assert inside.post(RECEIPT, {"numero": numbers()[0]}).status_code == 200
    assert phone(HERS).post(RECEIPT, {"numero": numbers()[1]}).status_code == 303
