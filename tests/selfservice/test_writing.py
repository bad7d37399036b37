"""Her questions and opinions, written and read in her own space (law 4)."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext

from casework.documents import actions as documents
from casework.documents.seal import SealFailed
from complaints.models import Ticket, TicketFile
from complaints.oirs.choices import Kind
from selfservice.asking import MOST_A_DAY
from tests.database import as_system
from tests.oirs.hands import from_site
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


def written(mine):
    assert mine.post(PAGE, QUESTION).status_code == 303
    with as_system():
        return f"{PAGE}{Ticket.objects.get().pk}/"


def test_a_file_goes_after_it_and_comes_back_to_her_alone(mine, key_in_hand):
    from tests.oirs.test_papers import picture

    assert mine.post(written(mine), {"file": "1", "paper": picture()}).status_code == 303
    with as_system():
        kept = TicketFile.objects.get()
    address = f"{PAGE}{kept.ticket_id}/archivo/{kept.pk}/"
    assert address in mine.get(PAGE).content.decode()
    assert mine.get(address)["Content-Disposition"].startswith("inline")
    assert phone(UNKNOWN).get(address).status_code == 302


@pytest.mark.parametrize("sent", ["gato.exe", ""])
def test_a_file_that_is_refused_or_missing_says_so_and_her_words_are_there(mine, sent):
    cat = {"paper": SimpleUploadedFile(sent, b"MZ nothing", "application/pdf")} if sent else {}
    assert mine.post(written(mine), {"file": "1", **cat}).status_code == 303
    page = mine.get(PAGE).content.decode()
    assert "¿A qué hora abren?" in page
    assert "No pudimos guardar el archivo" in page
    with as_system():
        assert not TicketFile.objects.exists()


def test_the_proof_of_a_claim_is_hers_to_keep_under_a_name_that_says_nothing(mine):
    mine.post(PAGE, {"kind": Kind.CLAIM, "words": "Me citaron y no había nadie"})
    mine.post(PAGE, QUESTION)
    with as_system():
        claim, asked = Ticket.objects.get(kind=Kind.CLAIM), Ticket.objects.get(kind=Kind.ENQUIRY)
    page = mine.get(PAGE).content.decode()
    assert f"{PAGE}{claim.pk}/comprobante/" in page
    assert f"{PAGE}{asked.pk}/comprobante/" not in page
    assert mine.post(f"{PAGE}{asked.pk}/comprobante/").status_code == 404
    paper = mine.post(f"{PAGE}{claim.pk}/comprobante/")
    assert b"".join(paper).startswith(b"%PDF")
    assert re.fullmatch(
        r'attachment; filename="documento-[0-9a-f]{8}\.pdf"', paper["Content-Disposition"]
    )
    assert "no-store" in paper["Cache-Control"]


def test_the_proof_of_somebody_elses_claim_is_not_there(mine):
    with as_system():
        other = Ticket.objects.get(pk=from_site(Kind.CLAIM).ticket_id)
    assert mine.post(f"{PAGE}{other.pk}/comprobante/").status_code == 404
    assert phone(UNKNOWN).post(f"{PAGE}{other.pk}/comprobante/").status_code == 302


def test_while_nobody_can_seal_the_page_says_to_try_later(mine, monkeypatch):
    def down(*_args, **_named):
        raise SealFailed("down")

    with monkeypatch.context() as off:
        off.setattr(documents, "seal", down)
        mine.post(PAGE, {"kind": Kind.CLAIM, "words": "Me citaron y no había nadie"})
        with as_system():
            claim = Ticket.objects.get()
        address = f"{PAGE}{claim.pk}/comprobante/"
        assert mine.post(address).status_code == 303
        assert gettext("This paper is not ready yet") in mine.get(PAGE).content.decode()
    assert b"".join(mine.post(address)).startswith(b"%PDF")
