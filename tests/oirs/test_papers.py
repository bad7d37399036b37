"""Receipts, files, what is in her file, how she wants to be answered, and what broke a deadline."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework.access.context import acting
from casework.documents.models import SealedDocument
from casework.documents.seal import SealFailed
from complaints.models import Ticket, TicketFile
from complaints.oirs import breaches, receipts
from complaints.oirs.choices import Kind
from tests import people
from tests.database import as_system
from tests.documents.stamp_server import StampServer

from .hands import at_counter, from_site, from_space

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def forget_tries():
    cache.clear()


def picture():
    from io import BytesIO

    from PIL import Image

    drawn = BytesIO()
    Image.new("RGB", (8, 8)).save(drawn, "PNG")
    return SimpleUploadedFile("foto de su carta.png", drawn.getvalue(), "image/png")


def test_a_claim_gets_a_sealed_receipt_that_says_nothing_of_it():
    filed = from_site(Kind.CLAIM, words="Zoraida no fue atendida en el centro")
    with as_system():
        paper = SealedDocument.objects.get()
        said = str(paper.context)
    assert filed.number in said
    assert "Zoraida" not in said
    assert "centro" not in said
    assert (paper.title, paper.survivor_id) == ("Certificado de ingreso", None)


def test_a_question_gets_none_and_a_claim_is_filed_also_when_nobody_can_seal(monkeypatch, head):
    from_site(Kind.ENQUIRY)

    def fails(**given):
        raise SealFailed

    with monkeypatch.context() as broken:
        broken.setattr(receipts.documents, "issue", fails)
        ticket = at_counter(head.staff, Kind.CLAIM)
    with as_system():
        assert not SealedDocument.objects.exists()
    client = people.login(Client(), head)
    answer = client.get(reverse("oirs:receipt", args=[ticket.pk]))  # sealed when it is asked for
    assert answer["Content-Type"] == "application/pdf"
    assert re.search(r'filename="[a-z0-9.-]+\.pdf"', answer["Content-Disposition"])


def test_what_nobody_could_seal_is_sealed_by_the_next_round_of_the_periodic_job(monkeypatch, her):
    def down(*_args, **_named):
        raise SealFailed("down")

    def tended():
        said = StringIO()
        with as_system():
            call_command("tend_documents", stdout=said)
        return re.search(r"Receipts of claims.*", said.getvalue())[0]

    with monkeypatch.context() as off:
        off.setattr(receipts.documents, "seal", down)
        claim, site = from_space(her, Kind.CLAIM), from_site(Kind.GRIEVANCE)
        from_site(Kind.ENQUIRY)
        assert tended() == "Receipts of claims sealed: 0. Still waiting: 2."
        with as_system():
            assert not SealedDocument.objects.exists()
    assert tended() == "Receipts of claims sealed: 2. Still waiting: 0."
    assert tended() == "Receipts of claims sealed: 0. Still waiting: 0."
    with as_system():
        wrote = Ticket.objects.filter(pk__in=[claim.pk, site.ticket_id])
        keys = set(wrote.values_list("key_id", flat=True))
        assert set(SealedDocument.objects.values_list("key_id", flat=True)) == keys


def test_a_receipt_given_while_the_clock_authority_was_down_is_stamped_later_and_still_opens(
    settings, tmp_path
):
    clock = StampServer(tmp_path)
    settings.TIMESTAMP_URL, settings.TIMESTAMP_ROOTS = clock.url, str(clock.roots)
    clock.mood = "refuses"
    filed = from_site(Kind.CLAIM)
    for mood, stamp in (("refuses", "pending"), ("well", "done")):
        clock.mood = mood
        with as_system():
            call_command("tend_documents", stdout=StringIO())
            assert SealedDocument.objects.get().stamp == stamp
    clock.close()
    whole = {"number": filed.number, "code": filed.code}
    assert b"".join(Client().post("/preguntas/comprobante/", whole)).startswith(b"%PDF")


def test_number_and_code_open_receipt_and_files_and_nothing_else_does():
    filed, other = from_site(Kind.CLAIM), from_site(Kind.CLAIM)
    client = Client()
    whole = {"number": filed.number, "code": filed.code}
    read = client.post(
        "/preguntas/respuesta/", {**whole, "say": "1", "more": "Mire", "paper": picture()}
    )
    assert "Mire" in read.content.decode()
    with as_system():
        kept = TicketFile.objects.get()
    assert client.post("/preguntas/comprobante/", whole)["Content-Type"] == "application/pdf"
    assert client.post("/preguntas/archivo/", {**whole, "file": kept.pk}).status_code == 200
    wrong = {"number": other.number, "code": filed.code}
    assert client.post("/preguntas/comprobante/", wrong).status_code == 404
    hers = {"number": other.number, "code": other.code, "file": kept.pk}
    assert client.post("/preguntas/archivo/", hers).status_code == 404


def test_a_file_that_is_no_document_is_refused_and_the_words_stay():
    filed = from_site()
    cat = SimpleUploadedFile("gato.exe", b"MZ nothing", "application/pdf")
    typed = {"number": filed.number, "code": filed.code, "say": "1", "more": "Mire esto"}
    answer = Client().post("/preguntas/respuesta/", {**typed, "paper": cat})
    assert answer.status_code == 422
    assert "Mire esto" in answer.content.decode()
    with as_system():
        assert not TicketFile.objects.exists()


def test_in_her_file_the_team_sees_what_she_asked_and_only_the_head_what_is_reserved(
    worker, head, her
):
    asked, claimed = from_space(her), from_space(her, Kind.GRIEVANCE)
    address = reverse("oirs:hers", args=[her.pk])
    said = people.login(Client(), worker).get(address).content.decode()
    assert asked.number in said
    assert claimed.number not in said
    assert claimed.number in people.login(Client(), head).get(address).content.decode()


def test_a_woman_known_here_is_asked_for_no_address_and_somebody_else_may_give_one(worker, her):
    client = people.login(Client(), worker)
    known = client.get(reverse("oirs:new-for", args=[her.pk])).content.decode()
    assert "answer_address" not in known
    typed = {
        "kind": Kind.ENQUIRY, "words": "¿Cuándo abren?", "way": "phone",
        "answer_address": "+56 9 1111 2222",
    }  # fmt: skip
    number = re.search(r"\d{4}-\d{4}", client.post(reverse("oirs:new"), typed).content.decode())[0]
    with as_system():
        ticket = Ticket.objects.get(number=number)
    page = client.get(reverse("oirs:ticket", args=[ticket.pk])).content.decode()
    assert "+56 9 1111 2222" in page


def test_the_report_of_breaches_names_what_was_late_and_nothing_that_was_in_time(worker):
    at = timezone.now()
    late = at_counter(worker.staff, Kind.SUGGESTION, at=at - timedelta(days=40))
    at_counter(worker.staff, Kind.SUGGESTION, at=at - timedelta(hours=1))
    nobody = at_counter(worker.staff, Kind.SUGGESTION, at=at - timedelta(hours=30))
    with acting(worker.staff.context):
        found = breaches.breaches(worker.staff, at - timedelta(days=365), at)
    assert {one.ticket.number for one in found} == {late.number, nobody.number}
    assert breaches.counts(found) == {"answer": 1, "route": 2, "denounced": 0}
    page = people.login(Client(), worker).get("/gestion/oirs/incumplimientos/").content.decode()
    assert late.number in page
