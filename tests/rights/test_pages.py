"""The workplace's pages of requests: the queue, one request, every act, and writing one down."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse
from django.utils import timezone

from casework.access.context import acting
from casework.cases.work import day
from complaints.models import RightsRequest
from complaints.rights import day_lines, shown
from complaints.rights.acts import ACTS
from complaints.rights.choices import Asked
from complaints.rights.states import State
from tests import people
from tests.database import as_system

from .hands import NOBODYS, at_the_counter, from_outside, officer, row

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(worker):
    return people.login(Client(), worker)


def page(client, name, *args):
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_queue_says_the_time_in_plain_words_and_who_answers(here, worker, her):
    with override_settings(REGIMEN_21719_DESDE=date(2020, 1, 1)):
        filed = from_outside(right=Asked.RECTIFICATION, wording="x")
    said = page(here, "rights:queue")
    assert filed.number in said
    assert "Zoraida" in said
    clock = shown.left_words(filed.due_at, timezone.now())
    assert clock in said


def test_the_officer_sees_lines_without_names_and_opens_only_what_matches_nobody(her):
    known, unknown = row(from_outside()), row(from_outside(NOBODYS))
    client = people.login(Client(), officer())
    said = page(client, "rights:queue")
    assert known.number in said
    assert unknown.number in said
    assert "Zoraida" not in said
    assert client.get(reverse("rights:request", args=[known.pk])).status_code == 404
    assert unknown.number in page(client, "rights:request", unknown.pk)


WITHOUT_SEAL = [act for act in ACTS if act.slug not in ("enviar", "espera")]  # walked below


@pytest.mark.parametrize("act", WITHOUT_SEAL, ids=lambda act: act.slug)
def test_every_act_shows_its_form_where_it_is_open(here, her, act, worker):
    request = row(at_the_counter(worker.staff, right=Asked.RECTIFICATION, survivor_id=her.pk,
                                 wording="x"))  # fmt: skip
    state = sorted(act.states)[0]
    with as_system():
        if state not in (State.DECIDED, State.ANSWERED):
            RightsRequest.objects.filter(pk=request.pk).update(
                state=state, filer="heir" if act.slug == "revisar-papeles" else "self"
            )
        request.refresh_from_db()
    assert act.is_open(request)
    page(here, "rights:act", request.pk, act.slug)


def test_an_act_that_is_not_open_leads_back(here, worker, her):
    request = row(from_outside())
    answer = here.get(reverse("rights:act", args=[request.pk, "enviar"]))
    assert answer.status_code == 302
    assert here.get(reverse("rights:act", args=[request.pk, "nada"])).status_code == 404


def press(client, request, slug, **data):
    answer = client.post(reverse("rights:act", args=[request.pk, slug]), data)
    assert answer.status_code == 302, answer.content.decode()[-3000:]


def test_the_whole_way_on_the_pages(here, worker, her):
    request = row(at_the_counter(worker.staff, right=Asked.RECTIFICATION, survivor_id=her.pk,
                                 wording="Mi apellido"))  # fmt: skip
    press(here, request, "tomar")
    press(here, request, "preparar", outcome="granted", wording="Ya está.")
    head = people.login(Client(), people.head_of_centre())
    press(head, request, "decidir", by_hand="Se corrigió el apellido.")
    left = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    press(here, request, "enviar", delivery="in_person", sent_at=left, to_herself="on")
    said = page(here, "rights:request", request.pk)
    assert "Firmó" not in said
    with as_system():
        request.refresh_from_db()
    assert request.state == State.ANSWERED
    letter = here.get(reverse("rights:document", args=[request.pk, request.letter_id]))
    assert letter.content.startswith(b"%PDF")
    packed = here.post(reverse("rights:export", args=[request.pk]))
    assert packed.content.startswith(b"PK")
    assert "documento-" in packed["Content-Disposition"]


def test_of_who_is_registered_nowhere_nothing_is_confirmed_with_her(her):
    request = row(from_outside(NOBODYS, right=Asked.PORTABILITY))
    who = officer()
    at_desk = people.login(Client(), who)
    said = page(at_desk, "rights:request", request.pk)
    assert "Anotar que terminó la espera" in said
    assert "Anotar que ella lo confirmó" not in said
    early = at_desk.post(reverse("rights:act", args=[request.pk, "espera"]))
    assert early.status_code == 422
    with time_machine.travel(request.hold_until + timedelta(minutes=1), tick=False):
        press(people.login(Client(), who), request, "espera")
    with as_system():
        request.refresh_from_db()
    assert request.state == State.WORKING


def test_a_refused_act_says_why_and_keeps_what_was_typed(here, worker, her):
    request = row(at_the_counter(worker.staff, right=Asked.RECTIFICATION, survivor_id=her.pk,
                                 wording="x"))  # fmt: skip
    press(here, request, "tomar")
    answer = here.post(reverse("rights:act", args=[request.pk, "preparar"]),
                       {"outcome": "refused", "wording": "Palabras escritas"})  # fmt: skip
    assert answer.status_code == 422
    assert "Palabras escritas" in answer.content.decode()


INTAKE = {"right": "access", "channel": "counter", "identity": "document", "delivery": "in_person",
          "filer": "self"}  # fmt: skip


def test_a_request_at_the_counter_gives_number_and_receipt_at_once(here, her):
    answer = here.post(reverse("rights:new-for", args=[her.pk]), INTAKE)
    said = answer.content.decode()
    assert answer.status_code == 200
    with as_system():
        made = RightsRequest.objects.get()
    assert made.number in said
    assert "data:application/pdf;base64," in said


def test_a_foreigner_without_run_asks_with_her_passport(here):
    answer = here.post(reverse("rights:new"), {
        **INTAKE, "name": "Marie Joseph", "passport": "HT123456", "country": "HT"})  # fmt: skip
    assert answer.status_code == 200, answer.content.decode()[-2000:]
    with as_system():
        assert RightsRequest.objects.get().document_digest is not None


def test_the_answer_at_the_counter_is_alike_whoever_holds_the_run(her):
    """AB05, AB31: far from her centre, registered and unregistered look the same."""
    client = people.login(Client(), people.other_centre_worker())
    sizes = set()
    for run in ("44.444.444-4", "15.555.555-6"):
        said = client.post(reverse("rights:new"), {**INTAKE, "name": "Alguien", "run": run})
        assert said.status_code == 200
        text = said.content.decode()
        start = text.index("data:application/pdf")
        sizes.add(len(text[:start].split()))
    assert len(sizes) == 1


def test_the_same_asked_twice_is_told_kindly_and_goes_on_only_if_she_insists(here, her):
    address = reverse("rights:new-for", args=[her.pk])
    here.post(address, INTAKE)
    again = here.post(address, INTAKE)
    assert again.status_code == 422
    with as_system():
        number = RightsRequest.objects.get().number
    assert number in again.content.decode()
    assert here.post(address, {**INTAKE, "insists": "on"}).status_code == 200
    with as_system():
        second = RightsRequest.objects.select_related("insists_on").exclude(number=number).get()
    assert second.insists_on.number == number
    assert reverse("rights:request", args=[second.insists_on_id]) in page(
        here, "rights:request", second.pk
    )


def test_a_small_child_is_asked_for_and_a_girl_of_fourteen_asks_alone(here, worker, her):
    address = reverse("rights:new-for", args=[her.pk])
    today = timezone.localdate()
    for years, status in ((13, 422), (14, 200)):
        with acting(worker.staff.context):
            her.birth_date = today.replace(year=today.year - years, day=1)
            her.save(update_fields=["birth_date"])
        assert here.post(address, {**INTAKE, "insists": "on"}).status_code == status


def test_somebody_who_asks_for_her_shows_a_document(here, her):
    answer = here.post(reverse("rights:new-for", args=[her.pk]),
                       {**INTAKE, "filer": "representative", "proxy_name": "Tomás"})  # fmt: skip
    assert answer.status_code == 422


def test_what_she_says_of_her_heirs_is_kept(here, her):
    address = reverse("rights:wish", args=[her.pk])
    assert here.post(address, {"allowed": "no"}).status_code == 302
    assert "checked" in here.get(address).content.decode()


def test_dp07_alerts_reach_the_day_of_the_worker_and_the_board_of_the_head(worker, her):
    with override_settings(REGIMEN_21719_DESDE=date(2020, 1, 1)):
        made = row(from_outside(right=Asked.RECTIFICATION, wording="x"))
    head = people.head_of_centre()
    mine = day.Source(day_lines.asked, day_lines.mine)
    of_centre = day.Source(day_lines.asked, day_lines.of_centre)
    for days, seen in ((20, 0), (10, 1), (5, 1), (1, 1)):
        at = made.due_at - timedelta(days=days)
        with as_system():
            RightsRequest.objects.filter(pk=made.pk).update(assigned_to=worker.id)
        with acting(worker.staff.context):
            assert len(day.said(mine, worker.staff, at)) == seen
        with acting(head.staff.context):
            assert len(day.said(of_centre, head.staff, at)) == seen
    assert mine in day._sources
    assert of_centre in day._head_sources


def test_the_queue_costs_the_same_whatever_its_length(
    here, worker, her, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for _round in range(2):
        for _one in range(3):
            from_outside(right=Asked.RECTIFICATION, wording="x", insists=True)
        here.get(reverse("rights:queue"))
        with CaptureQueriesContext(connection) as asked:
            page(here, "rights:queue")
        counts.append(len([one for one in asked if "SAVEPOINT" not in one["sql"]]))
    assert counts[0] == counts[1] <= 14
