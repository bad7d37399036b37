"""The pages: the open site with number and code, the workplace, and her own space."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from casework.documents.uploads import CleanFile
from complaints.models import Ticket, TicketFile
from complaints.oirs.acts import ACTS
from complaints.oirs.choices import Kind
from tests import people
from tests.database import as_system

from .hands import at_counter

pytestmark = pytest.mark.django_db
WRITE, READ = "/preguntas/", "/preguntas/respuesta/"
QUESTION = {"kind": Kind.ENQUIRY, "words": "¿A qué hora abren?"}


@pytest.fixture(autouse=True)
def forget_tries():
    cache.clear()


def test_without_a_name_she_writes_reads_and_adds_with_number_and_code():
    client = Client()
    said = client.post(WRITE, QUESTION).content.decode()
    number = re.search(r"\d{4}-\d{4}", said)[0]
    code = re.search(r"[2-9A-Z]{5}-[2-9A-Z]{5}", said)[0]
    read = client.post(READ, {"number": number, "code": code})
    assert "¿A qué hora abren?" in read.content.decode()
    assert "no-store" in read["Cache-Control"]
    more = {"number": number, "code": code, "say": "1", "more": "También los sábados"}
    assert "También los sábados" in client.post(READ, more).content.decode()


def test_a_wrong_code_and_a_number_of_nobody_are_answered_alike():
    client = Client()
    number = re.search(r"\d{4}-\d{4}", client.post(WRITE, QUESTION).content.decode())[0]
    pages = []
    for typed in (number, "0000-0000"):
        answer = client.post(READ, {"number": typed, "code": "22222-22222"})
        assert answer.status_code == 422
        said = answer.content.decode().replace(typed, "")
        pages.append(re.sub(r'(value|nonce)="[^"]*"|nonce-\S+', "", said))
    assert pages[0] == pages[1]


def test_whoever_tries_codes_waits():
    client = Client()
    answers = [
        client.post(READ, {"number": "0000-0000", "code": "22222-22222"}).status_code
        for _ in range(61)
    ]
    assert answers[-1] == 429
    assert 429 not in answers[:60]


def test_who_wrote_too_much_for_an_hour_waits_and_loses_nothing():
    client = Client()
    for _ in range(30):
        assert client.post(WRITE, QUESTION).status_code == 200
    answer = client.post(WRITE, QUESTION)
    assert answer.status_code == 429
    assert QUESTION["words"] in answer.content.decode()


def test_nothing_typed_is_lost_when_something_is_missing():
    answer = Client().post(WRITE, {"words": "Falta decir qué es"})
    assert answer.status_code == 422
    assert "Falta decir qué es" in answer.content.decode()


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.slug)
def test_every_act_has_its_page_where_it_is_open(head, act):
    ticket = at_counter(head.staff, Kind.CLAIM)
    with as_system():
        Ticket.objects.filter(pk=ticket.pk).update(state=max(act.states))  # never "answered"
    client = people.login(Client(), head)
    answer = client.get(reverse("oirs:act", args=[ticket.pk, act.slug]))
    assert answer.status_code == 200
    assert ticket.number in answer.content.decode()


def test_a_worker_writes_one_down_takes_it_and_answers_it(worker):
    client = people.login(Client(), worker)
    said = client.post(reverse("oirs:new"), {**QUESTION, "way": "phone", "name": "Juana"})
    assert re.search(r"[2-9A-Z]{5}-[2-9A-Z]{5}", said.content.decode())
    with as_system():
        ticket = Ticket.objects.get()
    client.post(reverse("oirs:act", args=[ticket.pk, "tomar"]))
    words = {"words": "Abrimos de lunes a viernes, de 9 a 18 horas."}
    client.post(reverse("oirs:act", args=[ticket.pk, "contestar"]), words)
    shown = client.get(reverse("oirs:ticket", args=[ticket.pk])).content.decode()
    assert words["words"] in shown
    assert "Juana" in shown
    assert ticket.number in client.get(reverse("oirs:queue") + "?estado=cerradas").content.decode()


def test_whoever_tries_codes_at_the_papers_waits_too():
    client, tried = Client(), {"number": "0000-0000", "code": "22222-22222"}
    answers = [client.post("/preguntas/comprobante/", tried).status_code for _ in range(61)]
    assert set(answers[:60]) == {404}
    assert answers[-1] == 429


def test_an_act_that_is_not_open_leads_back_to_where_it_is(worker):
    ticket = at_counter(worker.staff)
    client = people.login(Client(), worker)
    for slug in ("contestar", "desistir", "entregar"):  # not taken, nothing asked, no complaint
        answer = client.get(reverse("oirs:act", args=[ticket.pk, slug]))
        assert (answer.status_code, answer["Location"]) == (
            302, reverse("oirs:ticket", args=[ticket.pk]),
        )  # fmt: skip
    assert client.get(reverse("oirs:act", args=[ticket.pk, "nada"])).status_code == 404


def test_a_file_opens_only_under_what_it_came_with(worker):
    paper = CleanFile(b"%PDF-1.4", "application/pdf", "pdf", "carta.pdf", scanned=False)
    mine, other = at_counter(worker.staff, files=(paper,)), at_counter(worker.staff)
    with as_system():
        kept = TicketFile.objects.get()
    client = people.login(Client(), worker)
    assert client.get(reverse("oirs:file", args=[mine.pk, kept.pk])).status_code == 200
    assert client.get(reverse("oirs:file", args=[other.pk, kept.pk])).status_code == 404
