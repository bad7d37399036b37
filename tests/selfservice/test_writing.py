"""Her questions and opinions, written and read in her own space (law 4)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from complaints.models import Ticket, TicketFile
from complaints.oirs.choices import Kind
from selfservice.asking import MOST_A_DAY
from tests.database import as_system
from tests.selfservice.conftest import HERS, UNKNOWN, phone
from tests.selfservice.test_door import type_key

pytestmark = pytest.mark.django_db
PAGE = "/mi-espacio/preguntas/"
QUESTION = {"kind": Kind.ENQUIRY, "words": "¿A qué hora abren?"}


@pytest.fixture
def mine(key_in_hand):
    client = phone(HERS)
    type_key(client, key_in_hand)
    return client


def test_she_writes_reads_and_adds_and_no_page_answers_a_post(mine):
    assert mine.post(PAGE, QUESTION).status_code == 303
    assert "¿A qué hora abren?" in mine.get(PAGE).content.decode()
    with as_system():
        ticket = Ticket.objects.get()
    assert (ticket.code_digest, ticket.centre_id is None) == (None, False)
    assert mine.post(f"{PAGE}{ticket.pk}/", {"more": "Gracias"}).status_code == 303
    assert "Gracias" in mine.get(PAGE).content.decode()


def test_what_lacks_something_is_kept_and_said_on_the_next_page(mine):
    assert mine.post(PAGE, {"words": "Sin decir qué es"}).status_code == 303
    assert "Sin decir qué es" in mine.get(PAGE).content.decode()
    with as_system():
        assert not Ticket.objects.exists()


def test_a_flood_is_stopped_kindly(mine):
    for _ in range(MOST_A_DAY + 2):
        assert mine.post(PAGE, QUESTION).status_code == 303
    with as_system():
        assert Ticket.objects.count() == MOST_A_DAY
    assert "1455" in mine.get(PAGE).content.decode()


def test_a_visit_that_is_not_open_meets_nothing_of_it(key_in_hand):
    for run in (HERS, UNKNOWN):
        assert phone(run).get(PAGE).status_code == 302
        assert phone(run).post(PAGE, QUESTION).status_code == 302
    with as_system():
        assert not Ticket.objects.exists()


def test_a_file_goes_with_it_and_comes_back_to_her_alone(mine, key_in_hand):
    from tests.oirs.test_papers import picture

    assert mine.post(PAGE, {**QUESTION, "paper": picture()}).status_code == 303
    with as_system():
        kept = TicketFile.objects.get()
    address = f"{PAGE}{kept.ticket_id}/archivo/{kept.pk}/"
    assert address in mine.get(PAGE).content.decode()
    assert mine.get(address)["Content-Disposition"].startswith("inline")
    assert phone(UNKNOWN).get(address).status_code == 302


def test_a_file_that_is_refused_says_so_and_keeps_her_words(mine):
    cat = SimpleUploadedFile("gato.exe", b"MZ nothing", "application/pdf")
    assert mine.post(PAGE, {**QUESTION, "paper": cat}).status_code == 303
    page = mine.get(PAGE).content.decode()
    assert "¿A qué hora abren?" in page
    assert "20 MB" in page
    with as_system():
        assert not Ticket.objects.exists()
