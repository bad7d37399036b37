"""An exceptional look with a real woman: from the masked line to her own list of readings."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from casework.access.context import acting
from casework.access.grant_models import Grant
from casework.audit.queries import ledger_of
from casework.identity.vault import KeyOwner, new_key
from casework.survivors.actions import open_attention
from casework.survivors.models import SafeContact
from tests import people, women
from tests.database import as_system

pytestmark = pytest.mark.django_db
READ_ONLY = "Puede leer este expediente, pero no cambiarlo"
REASON = "Debo coordinar hoy su traslado con el centro donde la atendieron"
SEARCH = {"run": str(women.RUN), "purpose": "attention"}


@pytest.fixture
def head():
    return people.head_of_centre()


@pytest.fixture
def her(head):
    return women.registered(head)


@pytest.fixture
def asker(her):
    return people.other_centre_worker()


def file_of(her):
    return f"/gestion/sobrevivientes/{her.pk}/"


def ask(client, her, head):
    form = {"reason": REASON, "hours": "2", "asked_of": str(head.id)}
    answer = client.post(f"/gestion/accesos/pedir/{her.pk}/", form)
    assert answer.status_code == 302
    return answer["Location"]


def granted(asker, head, her):
    """The asker's browser, once the head said yes."""
    client = people.login(Client(), asker)
    grant = ask(client, her, head)
    people.login(Client(), head).post(f"{grant}decidir/", {"answer": "yes"})
    return client, grant


def test_the_masked_line_leads_to_the_question(asker, her):
    client = people.login(Client(), asker)
    page = client.post("/gestion/sobrevivientes/buscar/", SEARCH).content.decode()
    assert f"/gestion/accesos/pedir/{her.pk}/" in page
    assert not [name for name in women.NAMES if name in page]


def test_her_own_worker_is_led_to_the_file_instead(head, her):
    client = people.login(Client(), head)
    page = client.post("/gestion/sobrevivientes/buscar/", SEARCH).content.decode()
    assert f"/gestion/accesos/pedir/{her.pk}/" not in page
    assert file_of(her) in page


def test_the_question_tells_whom_to_ask_by_her_centre(asker, head, her):
    page = people.login(Client(), asker).get(f"/gestion/accesos/pedir/{her.pk}/")
    assert f"{head.operator} – {head.centre.name}" in page.content.decode()


def test_from_the_question_to_reading_and_to_the_end(asker, head, her):
    with time_machine.travel(timezone.now(), tick=True) as clock:
        client = people.login(Client(), asker)
        assert client.get(file_of(her)).status_code == 404
        grant = ask(client, her, head)
        assert client.get(file_of(her)).status_code == 404
        people.login(Client(), head).post(f"{grant}decidir/", {"answer": "yes"})
        assert file_of(her) in client.get(grant).content.decode()
        read = client.get(file_of(her))
        assert read.status_code == 200
        assert women.NAMES[1] in read.content.decode()
        clock.shift(timedelta(hours=1))
        people.login(client, asker)
        assert client.get(f"{file_of(her)}trayecto/").status_code == 200
        clock.shift(timedelta(hours=1))
        people.login(client, asker)
        assert client.get(file_of(her)).status_code == 404


@pytest.mark.parametrize("page", ["identidad/", "contacto/", "cercanos/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_was_granted_reads_and_changes_nothing(asker, head, her, page, method):
    client, _grant = granted(asker, head, her)
    answer = getattr(client, method)(file_of(her) + page, {"working_name": "Otra"})
    assert answer.status_code == 403
    assert READ_ONLY in answer.content.decode()
    with as_system():
        assert SafeContact.objects.filter(survivor=her).count() == 1


def test_the_granted_page_offers_nothing_to_change(asker, head, her):
    client, _grant = granted(asker, head, her)
    page = client.get(file_of(her)).content.decode()
    assert [part for part in ("identidad/", "contacto/", "cercanos/") if part in page] == []
    own = people.login(Client(), head).get(file_of(her)).content.decode()
    assert "identidad/" in own


def test_one_grant_opens_one_file(asker, head, her):
    client, _grant = granted(asker, head, her)
    another = women.registered(head, run=None)
    assert client.get(file_of(another)).status_code == 404


def test_an_agency_manager_reads_by_grant_what_her_level_does_not_open(head, her):
    manager = people.agency_manager()
    client = people.login(Client(), manager)
    assert client.get(file_of(her)).status_code == 403
    grant = ask(client, her, head)
    people.login(Client(), head).post(f"{grant}decidir/", {"answer": "yes"})
    assert client.get(file_of(her)).status_code == 200
    assert client.get("/gestion/sobrevivientes/").status_code == 403


def test_ending_it_early_closes_her_file_at_the_next_click(asker, head, her):
    client, grant = granted(asker, head, her)
    assert client.get(file_of(her)).status_code == 200
    people.login(Client(), head).post(f"{grant}terminar/")
    assert client.get(file_of(her)).status_code == 404


def test_every_step_stands_in_her_own_list(asker, head, her):
    client, grant = granted(asker, head, her)
    client.get(file_of(her))
    people.login(Client(), head).post(f"{grant}terminar/")
    with acting(women.space_of(her).context):
        lines = [line.what for line in ledger_of(her.pk)]
    told = " ".join(lines)
    assert "pidió ver" in told
    assert "permitió" in told
    assert "leyó" in told
    assert "ya no puede ver" in told


def test_a_grant_takes_the_centres_of_her_record_and_follows_them(asker, head, her):
    grant_page = ask(people.login(Client(), asker), her, head)
    third = people.assigned(
        people.person("rita.tercera"), people.Level.N5, centre=people.centre("CLM-ARICA", "15101")
    )
    client = people.login(Client(), third)
    assert client.get(grant_page).status_code == 404
    with as_system():
        assert Grant.objects.get().centre_ids == [head.centre.pk]
    with acting(third.staff.context):
        open_attention(
            survivor_id=her.pk, centre_id=third.centre.pk, purpose="", by=third.staff,
            at=timezone.now(),
        )  # fmt: skip
    with as_system():
        assert Grant.objects.get().centre_ids == [head.centre.pk, third.centre.pk]
    assert client.get(grant_page).status_code == 200


def test_nobody_writes_the_centres_of_a_grant_by_hand(asker, head, her):
    with acting(asker.staff.context):
        made = Grant.objects.create(
            operator=asker.operator, asked_of=head.operator, survivor_id=her.pk, reason=REASON,
            key_id=new_key(owner=KeyOwner.INSTITUTION, survivor_id=None, centre_ids=[]),
            centre_ids=[asker.centre.pk],
        )  # fmt: skip
    with as_system():
        assert Grant.objects.get(pk=made.pk).centre_ids == [head.centre.pk]
