"""What cannot be registered is answered alike, whatever the reason, and passes to the head."""

import re

import pytest
from django.test import Client

from casework.survivors.handover.models import Handover
from casework.survivors.models import Survivor
from tests import people, women
from tests.database import as_system
from tests.episodes.conftest import HIS_RUN, her, name, paula, works_here  # noqa: F401

pytestmark = pytest.mark.django_db
NEW = "/gestion/sobrevivientes/nueva/"
LIST = "/gestion/sobrevivientes/traspasos/"
FIND = "/gestion/sobrevivientes/buscar/"
HERS = str(women.RUN)


@pytest.fixture
def him(db):
    someone = people.own_centre_worker("evaristo.otro")
    works_here(someone)
    return someone


@pytest.fixture
def his(him):
    return people.login(Client(), him)


def tried(client, run=HERS, address=NEW):
    return client.post(address, {"working_name": "Ella", "run": run})


def same_for_all(answer):
    """Give the page without what is each visit's own."""
    assert answer.status_code == 409
    body = re.sub(r"(csrfmiddlewaretoken|draft|nonce|content)[^>]*>", "", answer.content.decode())
    body = re.sub(r'value="[^"]*"', "", body)
    return re.sub(r"(Evaristo|Ana|Olga|Propia|Ajena|Otro|Prueba)", "", body)


def errors_of(answer):
    return {name: list(found) for name, found in answer.context["form"].errors.items()}


def test_who_is_barred_gets_the_answer_of_everybody(paula, his, her):  # noqa: F811
    ordinary = tried(people.login(Client(), people.own_centre_worker("otra.mas")))
    name(paula, her)
    barred = tried(his)
    staffs = tried(people.login(Client(), people.own_centre_worker("una.mas")), str(HIS_RUN))
    assert errors_of(ordinary) == errors_of(barred) == errors_of(staffs)
    assert same_for_all(ordinary) == same_for_all(barred)
    assert list(errors_of(barred)) == ["run"]
    with as_system():
        assert Survivor.objects.count() == 1


def test_the_search_says_to_him_what_it_says_of_nobody(paula, his, her):  # noqa: F811
    name(paula, her)
    asked = {"run": HERS, "purpose": "attention"}
    for_her = his.post(FIND, asked)
    assert for_her.status_code == 200
    assert for_her.context["line"] is None
    assert his.post(FIND, {**asked, "run": "55.555.555-5"}).context["line"] is None


def test_correcting_another_record_is_no_oracle_either(paula, his, him, her):  # noqa: F811
    other = women.registered(him, run=None)
    name(paula, her)
    for address in ("identidad", "acogida"):
        answer = tried(his, address=f"/gestion/sobrevivientes/{other.pk}/{address}/")
        assert answer.status_code == 422
        assert "ocument" in str(errors_of(answer)["run"])
        assert errors_of(answer)["run"] == errors_of(tried(his))["run"]
    with as_system():
        assert Survivor.objects.get(pk=other.pk).run_digest is None


def test_the_head_is_told_that_a_worker_waits_and_never_about_whom(paula, his, her):  # noqa: F811
    name(paula, her)
    for _time in range(3):
        tried(his)
    head = people.login(Client(), people.head_of_centre())
    page = head.get(LIST).content.decode()
    assert page.count("/tomar/") == 1
    for secret in (str(her.pk), HERS, *women.NAMES):
        assert secret not in page
    assert LIST in head.get("/gestion/mi-centro/").content.decode()
    with as_system():
        made = Handover.objects.get()
    elsewhere = people.login(Client(), people.head_of_other_centre())
    assert "/tomar/" not in elsewhere.get(LIST).content.decode()
    assert elsewhere.post(f"{LIST}{made.pk}/tomar/").status_code == 404
    assert his.get(LIST).status_code == 403
    assert head.post(f"{LIST}{made.pk}/tomar/").status_code == 302
    assert "/tomar/" not in head.get(LIST).content.decode()
    with as_system():
        made.refresh_from_db()
        assert made.settled_at is not None


def test_a_head_registers_somebody_who_works_here(him):
    worker = people.login(Client(), people.own_centre_worker())
    assert tried(worker, str(HIS_RUN)).status_code == 409
    head = people.login(Client(), people.head_of_centre())
    assert tried(head, str(HIS_RUN)).status_code == 302


def test_who_is_found_elsewhere_is_found_by_the_search_as_before(paula, her):  # noqa: F811
    there = people.login(Client(), people.other_centre_worker())
    assert tried(there).status_code == 409
    assert there.post(FIND, {"run": HERS, "purpose": "attention"}).context["line"] is not None
