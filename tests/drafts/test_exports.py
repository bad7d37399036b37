"""Copies leave with a reason, a destination, a mark and, for lists, two people."""

import json
from datetime import timedelta
from io import BytesIO
from re import fullmatch

import pikepdf
import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework.access.context import acting
from casework.access.gates import Refused
from casework.audit.models import AuditEvent
from casework.audit.verbs import Verb
from casework.documents.check import check
from casework.documents.models import SealedDocument, StoredFile
from casework.survivors.actions import open_attention
from casework.survivors.export import actions, queries
from tests import people, women
from tests.database import as_system
from tests.episodes.conftest import HIS_NAME, name

pytestmark = pytest.mark.django_db
LIST = reverse("survivors:exports")
GOOD = {
    "purpose": "review",
    "destination": "Dirección regional",
    "reason": "La dirección regional revisa la carga de trabajo de este trimestre",
}
AS_DATA, ON_PAPER = {**GOOD, "way": "json"}, {**GOOD, "way": "pdf"}
GROUNDS = actions.Grounds(**GOOD)


@pytest.fixture
def worker():
    return people.own_centre_worker()


@pytest.fixture
def head():
    return people.head_of_centre()


@pytest.fixture
def her(worker):
    return women.registered(worker)


def asked(head):
    with acting(head.staff.context):
        return actions.ask_list(
            centre=head.centre, grounds=GROUNDS, by=head.staff, at=timezone.now()
        )


def press(client, name, export, **data):
    return client.post(reverse(f"survivors:{name}", args=[export.pk]), data)


def test_a_list_takes_two_people_and_leaves_once(head, worker, her):
    first, second = people.login(Client(), head), people.login(Client(), worker)
    assert first.post(LIST, GOOD).status_code == 302
    export = first.get(LIST).context["lines"][0]["export"]
    assert press(first, "export-take", export).status_code == 403
    assert press(first, "export-decide", export, answer="yes").status_code == 403
    assert press(second, "export-decide", export, answer="yes").status_code == 302
    assert press(second, "export-take", export).status_code == 403
    taken = press(first, "export-take", export)
    assert taken.status_code == 200
    assert press(first, "export-take", export).status_code == 403
    with as_system():
        event = AuditEvent.objects.filter(verb=Verb.DATA_EXPORTED).get()
    assert event.detail == {"what": "list", "rows": 1}


def test_a_list_names_nobody_and_carries_who_took_it(head, worker, her):
    with acting(head.staff.context):
        text = queries.as_csv([her], mark=queries.mark(head.staff, timezone.now()))
    told = [*women.NAMES, str(women.RUN), women.TELEPHONE, women.RELATIVE]
    assert [word for word in told if word in text] == []
    assert text.count("Julia Jefa") == 1


def test_a_worker_may_not_ask_for_a_list_and_is_told_why(worker):
    client = people.login(Client(), worker)
    answer = client.post(LIST, GOOD)
    assert answer.status_code == 403
    with acting(worker.staff.context), pytest.raises(Refused):
        actions.ask_list(centre=worker.centre, grounds=GROUNDS, by=worker.staff, at=timezone.now())


def test_a_short_reason_is_refused_and_kept_on_the_page(head):
    answer = people.login(Client(), head).post(LIST, {**GOOD, "reason": "Porque sí"})
    assert answer.status_code == 422
    assert "Porque sí" in answer.content.decode()


def test_an_agreement_is_good_for_a_day(head, worker):
    export, at = asked(head), timezone.now()
    with acting(worker.staff.context):
        actions.decide(export=export, agreed=True, by=worker.staff, at=at)
    with acting(head.staff.context), pytest.raises(Refused):
        actions.take_list(export=export, rows=1, by=head.staff, at=at + timedelta(hours=25))


def test_many_small_lists_do_not_make_a_big_one(head):
    for _time in range(3):
        asked(head)
    with pytest.raises(actions.TooMany):
        asked(head)


@pytest.mark.parametrize("text", ["=1+1", "+56", "-1", "@x"])
def test_no_cell_is_a_formula(text):
    assert queries.harmless(text) == f"'{text}"


def test_the_copy_of_a_file_shows_what_its_reader_sees_and_nothing_that_leads_to_her(worker, her):
    client = people.login(Client(), worker)
    url = reverse("survivors:copy", args=[her.pk])
    assert client.post(url, {**AS_DATA, "reason": "corta"}).status_code == 422
    taken = client.post(url, AS_DATA)
    copy = json.loads(taken.content)
    assert copy["identificacion"]["run"] == str(women.RUN)
    assert "Ana Propia" in copy["marca"]
    text = taken.content.decode()
    assert women.TELEPHONE not in text and women.RELATIVE not in text
    with acting(worker.staff.context):
        event = AuditEvent.objects.filter(verb=Verb.DATA_EXPORTED).get()
    assert (event.subject, event.purpose) == (her.pk, "review")


def words_of(pdf):
    """Read a PDF with another program than the one that printed it."""
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(page.get_textpage().get_text_range() for page in document)


def paper(client, her):
    answer = client.post(reverse("survivors:copy", args=[her.pk]), ON_PAPER)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    return answer


@pytest.mark.usefixtures("earnest_press")
def test_on_paper_it_is_sealed_neutral_by_name_and_carries_who_took_it_on_every_page(worker, her):
    answer = paper(people.login(Client(), worker), her)
    assert check(answer.content).valid
    assert fullmatch(r'attachment; filename="documento-\w{8}\.pdf"', answer["Content-Disposition"])
    assert "no-store" in answer["Cache-Control"]
    with pypdfium2.PdfDocument(answer.content) as document:
        assert all("Ana Propia" in page.get_textpage().get_text_range() for page in document)
    with acting(worker.staff.context):
        document = SealedDocument.objects.get(kind="copy")
        assert (document.follows, document.centre_ids) == (False, [worker.centre.pk])
        assert document.title == "Copia de antecedentes"
        assert AuditEvent.objects.filter(verb=Verb.DATA_EXPORTED, subject=her.pk).count() == 1


@pytest.mark.usefixtures("earnest_press")
def test_the_paper_says_what_the_data_say_and_nothing_of_anybody_else(worker, her):
    """SE-21: what the copy leaves out is neither in its text nor in its hidden parts."""
    client = people.login(Client(), worker)
    name(worker, her)
    data = client.post(reverse("survivors:copy", args=[her.pk]), AS_DATA).json()
    pdf = paper(client, her).content
    text = words_of(pdf)
    said = [
        *filter(None, data["identificacion"].values()),
        *(one["hecho"] for one in data["trayecto"]),
    ]
    spoken = "".join(text.split())
    for word in said:
        day = f"{word[8:]}-{word[5:7]}-{word[:4]}"  # a date is written for people here
        assert "".join(word.split()) in spoken or day in spoken, word
    with pikepdf.open(BytesIO(pdf)) as document:
        hidden = b"".join(
            one.read_bytes() for one in document.objects if isinstance(one, pikepdf.Stream)
        )
    for other in (women.RELATIVE, women.TELEPHONE, HIS_NAME, "Habla Paty"):
        assert other not in text
        assert other not in json.dumps(data, ensure_ascii=False)
        assert other.encode() not in pdf and other.encode() not in hidden


def test_the_copy_on_paper_stays_with_the_centre_that_took_it(worker, her):
    paper(people.login(Client(), worker), her)
    other = people.other_centre_worker()
    with acting(other.staff.context):
        open_attention(
            survivor_id=her.pk, centre_id=other.centre.pk, purpose="attention", by=other.staff,
            at=timezone.now(),
        )  # fmt: skip
        assert not SealedDocument.objects.exists()
        assert not StoredFile.objects.exists()


def test_each_copy_offers_first_the_reason_that_fits_and_only_those_that_can_be(head, worker, her):
    """No woman asks for a list of others."""
    first, second = people.login(Client(), head), people.login(Client(), worker)
    offered = [code for code, _words in first.get(LIST).context["form"].fields["purpose"].choices]
    assert offered[0] == "review" and "request" not in offered
    assert first.post(LIST, {**GOOD, "purpose": "request"}).status_code == 422
    page = second.get(reverse("survivors:copy", args=[her.pk]))
    assert page.context["form"].fields["purpose"].choices[0][0] == "request"
