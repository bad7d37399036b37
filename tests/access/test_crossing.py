"""Two in the same instant, each on her own connection: the second is answered, never failed."""

import logging
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ObjectDoesNotExist
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from casework.access import crossing
from casework.access.context import acting
from casework.audit.models import AuditEvent
from casework.identity.lookup import run_digest
from complaints.amending import actions
from complaints.amending.states import State
from complaints.models import Amendment, RightsRequest
from complaints.rights import filing
from portal.certification import completing
from portal.certification.actions import issue
from portal.certification.completion_models import Completion
from tests import people, women
from tests.access.racing import Meeting, hidden, inside, through, together
from tests.certification.conftest import RUN, award, certified
from tests.database import administrator, as_system
from tests.rights.test_pages import INTAKE
from tests.rights.test_two_persons import member, term


@pytest.fixture(autouse=True)
def here(module_database: None) -> Iterator[None]:
    yield
    connection.close()


def test_two_editors_ask_for_the_same_row_and_the_second_reads_why(monkeypatch: Any) -> None:
    """The unique key of what waits: both saw none waiting."""
    changes, clients = [], []
    for name in ("rita", "rosa"):
        who, row = member(name, "Redacción"), term()
        row.working_days = 20
        with acting(who.staff.context):
            changes.append(
                actions.begin(row=row, reason="Así.", by=who.user, at=timezone.now())
            )  # fmt: skip
        clients.append(inside(who))
    monkeypatch.setattr(actions, "_move", Meeting().before(actions._move))
    places = [reverse("complaints_change_move", args=[one.pk]) for one in changes]
    answers = together(
        *(partial(c.post, p, {"paso": "enviar"}) for c, p in zip(clients, places, strict=True))
    )
    assert [one.status_code for one in answers] == [302, 302]
    states = sorted(Amendment.objects.values_list("state", flat=True))
    assert states == [State.DRAFT, State.SENT]
    told = [c.get(one.url).content.decode() for c, one in zip(clients, answers, strict=True)]
    assert sum("Otro cambio de lo mismo ya está esperando" in page for page in told) == 1


def test_a_form_sent_by_two_taps_is_one_request(monkeypatch: Any) -> None:
    """No key of the database knows that they are one: the second waits until the first ended."""
    worker = people.own_centre_worker()
    her, client = women.registered(worker), inside(worker)
    client.handler.enforce_csrf_checks = True
    place = reverse("rights:new-for", args=[her.pk])
    mark = {"csrfmiddlewaretoken": hidden("csrfmiddlewaretoken", client.get(place))}
    monkeypatch.setattr(filing, "_save", Meeting().before(filing._save))
    one, other = together(*[lambda: client.post(place, {**INTAKE, **mark})] * 2)
    assert sorted([one.status_code, other.status_code]) == [200, 422]
    with as_system():
        assert RightsRequest.objects.count() == 1


def test_a_form_whose_first_sending_does_not_end_is_told_after_a_while(monkeypatch: Any) -> None:
    """Else a few slow ones, sent again and again, would take every connection there is."""
    monkeypatch.setattr(crossing, "PATIENCE", "50ms")
    sent = [RequestFactory().post("/x/", {"words": "a b"}) for _ in range(2)]
    assert all(one.POST for one in sent)

    def view(request: HttpRequest) -> HttpResponse:
        with connection.cursor() as cursor:
            cursor.execute("SHOW lock_timeout")
            return HttpResponse(cursor.fetchone()[0])

    with administrator(str(connection.settings_dict["NAME"])) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [crossing.number_of(sent[0])])
        assert through(view, sent[0]).status_code == 409
    assert through(view, sent[1]).content == b"0"  # any other lock is waited for as ever


def test_two_who_lock_the_same_rows_the_other_way_round_both_end() -> None:
    """A deadlock: PostgreSQL stops one of them, which is done again."""
    meeting, first = Meeting(), [1, 2]

    def locking(order: list[int]) -> HttpResponse:
        def view(request: HttpRequest) -> HttpResponse:
            for pk in order:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [pk])
                meeting.wait()
            return HttpResponse("done")

        return through(view, RequestFactory().post("/x/"))

    answers = together(lambda: locking(first), lambda: locking(first[::-1]))
    assert [one.content for one in answers] == [b"done", b"done"]


def test_what_is_found_only_on_committing_is_done_again_too() -> None:
    """A row that somebody deletes while another ties a row to it: the tie is looked at last."""
    who = people.own_centre_worker("tania")
    with as_system():
        group = Group.objects.create(name="De paso")
    name, runs = connection.settings_dict["NAME"], []

    def view(request: HttpRequest) -> HttpResponse:
        runs.append(1)
        found = Group.objects.filter(pk=group.pk)
        if not found.exists():
            return HttpResponse("gone")
        who.user.groups.add(group)
        with administrator(str(name)) as other:
            other.execute("DELETE FROM auth_group WHERE id = %s", [group.pk])
        return HttpResponse("tied")

    assert through(view, RequestFactory().post("/x/")).content == b"gone"
    assert len(runs) == 2


@pytest.mark.parametrize("problem", [crossing.Overtaken, ObjectDoesNotExist])
def test_a_view_begins_again_as_if_it_had_not_begun(problem: type[Exception]) -> None:
    seen = []

    def view(request: HttpRequest) -> HttpResponse:
        sent = request.FILES["paper"]
        seen.append((sent.read(), hasattr(request, "noted"), request.POST["words"]))
        request.noted = True  # type: ignore[attr-defined]
        if len(seen) == 1:
            raise problem
        return HttpResponse("done")

    paper = SimpleUploadedFile("a.txt", b"paper")
    request = RequestFactory().post("/x/", {"paper": paper, "words": "a b"})
    assert through(view, request).content == b"done"
    assert seen == [(b"paper", False, "a b")] * 2


def test_what_is_no_race_fails_as_ever_and_is_done_once() -> None:
    runs = []

    def view(request: HttpRequest) -> HttpResponse:
        runs.append(1)
        raise ValueError

    assert through(view, RequestFactory().post("/x/")).status_code == 500
    assert len(runs) == 1


@pytest.fixture
def stopped(monkeypatch: Any) -> None:
    """Whoever files is stopped, and stopped again."""

    def stop(*given: Any) -> None:
        raise crossing.Overtaken

    monkeypatch.setattr(filing, "_save", stop)


SAID = {**INTAKE, "wording": "Quiero saber <b>quién</b> me leyó"}


def test_who_is_stopped_twice_reads_what_she_wrote_and_the_log_none_of_it(
    stopped: None, caplog: Any
) -> None:
    worker = people.own_centre_worker("petra")
    her, client = women.registered(worker, None), inside(worker)
    with as_system():
        before = AuditEvent.objects.count()
    with caplog.at_level(logging.WARNING):
        answer = client.post(reverse("rights:new-for", args=[her.pk]), SAID)
    told = answer.content.decode()
    assert answer.status_code == 409
    assert "Quiero saber &lt;b&gt;quién&lt;/b&gt; me leyó" in told
    assert reverse("rights:new-for", args=[her.pk]) in told
    assert caplog.messages == ["Crossed twice (overtaken): rights:new-for"]
    with as_system():
        assert AuditEvent.objects.count() == before


def test_a_form_that_is_kept_comes_back_on_its_own_page(stopped: None) -> None:
    worker = people.own_centre_worker("paz")
    her, client = women.registered(worker, None), inside(worker)
    place = reverse("rights:new-for", args=[her.pk])
    told = client.post(place, {**SAID, "_draft": hidden("_draft", client.get(place))})
    assert "Lo que escribió está guardado" in told.content.decode()
    assert "me leyó" in client.get(place).content.decode()


def test_she_who_asks_twice_to_complete_a_certificate_reads_that_she_asked(
    monkeypatch: Any, settings: Any
) -> None:
    """Two windows, two forms: the key of one request for each certificate stops the second."""
    settings.COMPETENCE_STAND_IN = False
    worker, admin = (
        people.own_centre_worker("carla"),
        certified(people.administrator("adela"), "N2"),
    )
    with as_system():
        worker.operator.run_digest = run_digest(RUN)
        worker.operator.save(update_fields=["run_digest"])
    with acting(admin.staff.context):
        held = issue(operator=worker.operator, award=award(), by=admin.staff, at=timezone.now())
    monkeypatch.setattr(completing, "_check_holder", Meeting().before(completing._check_holder))
    client, place = inside(worker), f"/gestion/certificados/{held.pk}/pedir-completo/"
    one, other = together(*[lambda: client.post(place, {"run": str(RUN)})] * 2)
    assert sorted([one.status_code, other.status_code]) == [302, 422]
    with as_system():
        assert Completion.objects.filter(certificate=held).count() == 1
