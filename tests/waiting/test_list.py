"""Who waits has a place from the day she waits, somebody looks at it, and a person decides."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from casework.access.context import acting
from casework.cases import actions as cases
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.cases.task_actions import NotNow
from casework.cases.task_models import Task
from casework.cases.waiting import actions as waiting
from casework.cases.waiting import queries
from casework.cases.waiting.models import WaitingEntry, WaitingEvent, WaitingRule
from casework.cases.waiting.states import WaitingState
from casework.survivors.actions import add_related
from casework.territory.validity import chilean_day
from tests import people
from tests.database import as_system
from tests.work import lives

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker() -> people.Person:
    return people.own_centre_worker()


@pytest.fixture
def head() -> people.Person:
    return people.head_of_centre()


def waits(worker: people.Person, name: str = "Ella", days: int = 0) -> WaitingEntry:
    """A woman whose case went to the waiting stage some days ago, by the room of cases."""
    at = timezone.now() - timedelta(days=days)
    her = lives.woman(worker, name, at - timedelta(hours=1))
    case = lives.case_of(worker, her, "S1", at - timedelta(hours=1))
    with acting(worker.staff.context):
        add_related(survivor=her, relation="child", birth_year=chilean_day(at).year - 2,
                    in_her_care=True, by=worker.staff, at=at)  # fmt: skip
        cases.move(case=case, to=Stage.WAITING, by=worker.staff, at=timezone.now(), happened=at)
        return WaitingEntry.objects.get(case=case)


def now_of(entry: WaitingEntry) -> WaitingEntry:
    with as_system():
        return WaitingEntry.objects.get(pk=entry.pk)


def review_task(entry: WaitingEntry) -> Task:
    with as_system():
        return Task.objects.get(kind="waiting-review", target_id=entry.pk, done_at=None)


def test_entering_the_waiting_stage_opens_a_place_with_what_is_known(worker):
    entry = waits(worker)
    assert entry.factors == ["young_child"]
    assert review_task(entry).due_at > timezone.now() + timedelta(days=14)


def test_a_case_waits_once(worker):
    entry = waits(worker)
    with pytest.raises(IntegrityError), acting(worker.staff.context), transaction.atomic():
        WaitingEntry.objects.create(
            survivor_id=entry.survivor_id, key_id=entry.key_id, centre_ids=entry.centre_ids,
            centre_id=entry.centre_id, case_id=entry.case_id, entered_at=timezone.now(),
            review_by=timezone.localdate(),
        )  # fmt: skip


def test_leaving_the_stage_closes_the_place_and_its_review(worker):
    entry = waits(worker)
    with acting(worker.staff.context):
        case = Case.objects.get(pk=entry.case_id)
        cases.move(case=case, to=Stage.ENTRY, by=worker.staff, at=timezone.now())
        assert not Task.objects.filter(kind="waiting-review", done_at=None).exists()
    assert now_of(entry).state == WaitingState.ENTERED


def test_dropping_out_is_told_apart_from_entering(worker):
    entry = waits(worker)
    with acting(worker.staff.context):
        case = Case.objects.get(pk=entry.case_id)
        cases.drop_out(case=case, by=worker.staff, at=timezone.now())
    assert now_of(entry).state == WaitingState.DROPPED_OUT


def test_a_review_asks_for_the_next_one_in_fifteen_days(worker):
    entry = waits(worker, days=20)
    with acting(worker.staff.context):
        found = queries.list_of(worker.staff, entry.centre_id, timezone.now())
        assert found.unseen == [entry.pk]
        waiting.review(entry=entry, why="no_place", factors=["pregnant"], by=worker.staff,
                       at=timezone.now())  # fmt: skip
        found = queries.list_of(worker.staff, entry.centre_id, timezone.now())
        assert found.unseen == []
    assert now_of(entry).factors == ["pregnant"]
    assert review_task(entry).due_at > timezone.now() + timedelta(days=14)


def test_who_accepts_a_place_elsewhere_leaves_and_a_person_decides_about_her_case(worker):
    entry, at = waits(worker), timezone.now()
    with acting(worker.staff.context):
        with pytest.raises(NotNow):
            waiting.answer(entry=entry, accepted=True, by=worker.staff, at=at)
        waiting.offer(entry=entry, place="Otro centro", by=worker.staff, at=at)
        waiting.answer(entry=entry, accepted=True, by=worker.staff, at=at)
        assert Task.objects.filter(kind="waiting-elsewhere", done_at=None).count() == 1
        assert [case.pk for case in queries.without_place(worker.staff, [entry.centre_id])] == [
            entry.case_id
        ]
    assert now_of(entry).state == WaitingState.ELSEWHERE


def test_who_prefers_to_wait_keeps_her_place(worker):
    entry, at = waits(worker), timezone.now()
    with acting(worker.staff.context):
        waiting.offer(entry=entry, place="Otro centro", by=worker.staff, at=at)
        waiting.answer(entry=entry, accepted=False, by=worker.staff, at=at)
    assert now_of(entry).state == WaitingState.WAITING


def test_only_the_head_moves_somebody_up_and_writes_why(worker, head):
    first, second = waits(worker, "Una", days=10), waits(worker, "Otra", days=2)
    at = timezone.now()
    with acting(worker.staff.context), pytest.raises(NotNow):
        waiting.move_up(entry=second, because="Perdió su red de apoyo", by=worker.staff, at=at)
    with acting(head.staff.context):
        assert [one.id for one in queries.list_of(head.staff, first.centre_id, at).places] == [
            first.pk, second.pk,
        ]  # fmt: skip
        with pytest.raises(NotNow):
            waiting.move_up(entry=second, because=" ", by=head.staff, at=at)
        waiting.move_up(entry=second, because="Perdió su red de apoyo", by=head.staff, at=at)
        places = queries.list_of(head.staff, first.centre_id, at).places
        assert [one.id for one in places] == [second.pk, first.pk]
        assert places[0].reasons[-1].points == 500
        kept = WaitingEvent.objects.get(entry=second, kind="raised")
        assert kept.words == "Perdió su red de apoyo"


def test_a_rule_in_force_is_never_edited_and_a_new_one_says_the_order(worker, head):
    at = timezone.now()
    values = WaitingRule.objects.get(version=2).weights
    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        WaitingRule.objects.update(title="Otra")
    with acting(head.staff.context):
        with pytest.raises(NotNow):
            waiting.publish_rule(
                title="Al revés", weights={**values, "risk": {**values["risk"], "VITAL": 0}},
                valid_from=chilean_day(at), by=head.staff, at=at,
            )  # fmt: skip
        made = waiting.publish_rule(
            title="Nueva",
            weights={**values, "day": 3},
            valid_from=chilean_day(at),
            by=head.staff,
            at=at,
        )
    rule = queries.rule_on(chilean_day(at))
    assert rule is not None
    assert (rule["version"], rule["weights"]["day"]) == (made.version, 3)


def test_her_page_tells_her_place_in_words_and_names_nobody_else(client, worker):
    waits(worker, "Rosalba", days=9)
    entry = waits(worker, "Miguelina", days=3)
    people.login(client, worker)
    page = client.get(f"/gestion/lista-de-espera/{entry.pk}/").content.decode()
    assert "Miguelina" in page
    assert "Rosalba" not in page
    listed = client.get("/gestion/lista-de-espera/").content.decode()
    assert listed.index("Rosalba") < listed.index("Miguelina")


def test_a_try_outside_her_safe_contact_is_refused_with_words(client, worker):
    entry = waits(worker)
    people.login(client, worker)
    sent = {"channel": "whatsapp", "result": "no_answer", "note": "Llamé a mediodía"}
    answer = client.post(f"/gestion/lista-de-espera/{entry.pk}/intento/", sent)
    assert answer.status_code == 422
    assert "Llamé a mediodía" in answer.content.decode()


def test_another_centres_worker_meets_nothing(client, worker):
    entry = waits(worker)
    people.login(client, people.other_centre_worker())
    assert client.get(f"/gestion/lista-de-espera/{entry.pk}/").status_code == 404
    assert client.post(f"/gestion/lista-de-espera/{entry.pk}/revisar/").status_code == 404
