"""The pages of discrepancies, as her team, the head and the officer meet them (law DP-14)."""

import pytest
from django.test import Client
from django.urls import reverse

from casework.survivors.models import Survivor
from complaints.discrepancies.states import State
from complaints.models import Discrepancy
from tests import people
from tests.database import as_system
from tests.rights.hands import officer

from .steps import datum, decided, fresh, proposed, sent_to, told

pytestmark = pytest.mark.django_db
TELL = {"version": "Mi primer apellido es Soto", "channel": "phone", "identity": "present",
        "delivery": "in_person"}  # fmt: skip


@pytest.fixture
def here(worker):
    return people.login(Client(), worker)


def page(client, name, *args):
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_whole_way_on_the_pages_from_her_call_to_the_letter(here, worker, head, her):
    answer = here.post(reverse("discrepancies:new", args=[her.pk, "names"]), TELL)
    assert "data:application/pdf;base64," in answer.content.decode()
    assert "Mi primer apellido es Soto" in page(here, "survivors:file", her.pk)
    assert "Mi primer apellido es Soto" in page(here, "discrepancies:hers", her.pk)
    with as_system():
        row = Discrepancy.objects.get()
    steps = (
        ("pasar", {"to": "SRCEI", "how": "Oficio reservado con el dato."}),
        ("respuesta", {"says": "El registro dice Soto con una t."}),
        ("proponer", {"end": "corrected", "cause": "fuente", "given_names": "Zoraida",
                      "first_surname": "Soto", "second_surname": "Quilapánez",
                      "source": "institution", "institution": "SRCEI", "wording": "Ya está."}),
    )  # fmt: skip
    for slug, typed in steps:
        page(here, "discrepancies:act", row.pk, slug)
        done = here.post(reverse("discrepancies:act", args=[row.pk, slug]), typed)
        assert done.status_code == 302, done.content.decode()[-2500:]
    said = page(here, "discrepancies:one", row.pk)
    assert "Zoraida Soto Quilapánez" in said
    second = people.login(Client(), head)
    assert "Zoraida Soto Quilapánez" in page(second, "rights:request", row.request_id)
    done = second.post(reverse("rights:act", args=[row.request_id, "decidir"]))
    assert done.status_code == 302, done.content.decode()[-2500:]
    assert fresh(row).state == State.SETTLED
    with as_system():
        assert Survivor.objects.get(pk=her.pk).first_surname == "Soto"


def test_what_is_kept_needs_its_ground_and_the_page_keeps_what_was_typed(here, worker, her):
    row = told(worker, her)
    answer = here.post(
        reverse("discrepancies:act", args=[row.pk, "proponer"]),
        {"end": "kept", "cause": "estaba-bien", "wording": "Palabras escritas"},
    )
    assert answer.status_code == 422
    assert "Palabras escritas" in answer.content.decode()


def test_an_empty_version_and_a_letter_without_address_are_said(here, her):
    address = reverse("discrepancies:new", args=[her.pk, "names"])
    answer = here.post(address, {**TELL, "version": "", "delivery": "post"})
    assert answer.status_code == 422
    assert datum(her).state == "declared"


def test_the_datum_itself_leads_to_it_and_no_more_once_it_is_marked(here, worker, her):
    link = reverse("discrepancies:new", args=[her.pk, "names"])
    assert link in page(here, "survivors:datum", her.pk, "names")
    told(worker, her)
    assert link not in page(here, "survivors:datum", her.pk, "names")


def test_the_officer_sees_causes_and_times_and_no_woman(worker, head, her):
    decided(head, proposed(worker, told(worker, her)))
    row = told(worker, her, "birth-date", "Nací un año antes")
    client = people.login(Client(), officer())
    said = page(client, "discrepancies:queue")
    assert "Se escribió mal aquí" in said
    assert "Zoraida" not in said
    assert str(row.pk) not in said
    assert client.get(reverse("discrepancies:one", args=[row.pk])).status_code == 403


def test_the_head_sees_what_waits_and_the_worker_is_sent_to_her_file(here, worker, head, her):
    row = told(worker, her)
    said = page(people.login(Client(), head), "discrepancies:queue")
    assert "Zoraida" in said
    assert str(row.pk) in said
    assert here.get(reverse("discrepancies:queue")).status_code == 403


def test_who_must_be_told_is_written_on_the_page_of_the_request(here, worker, her):
    sent_to(her, "MDSF", worker)
    row = proposed(worker, told(worker, her))
    assert reverse("fulfilment:work", args=[row.request_id]) in page(
        here, "discrepancies:one", row.pk
    )
    work = page(here, "fulfilment:work", row.request_id)
    assert "Desarrollo Social" in work
    assert 'name="field"' not in work  # its value was proposed on its own page
