"""A case goes only where its table lets it, tells who listens, and keeps its history."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from casework.access.context import acting
from casework.audit.models import AuditEvent
from casework.cases import actions, exit_actions, moves, refusals, rules, states
from casework.cases.act_models import ContactTry, FollowUp
from casework.cases.catalogue import ExitReason
from casework.cases.models import Case, CaseMove
from casework.cases.stages import Stage
from casework.survivors import actions as survivors
from casework.survivors.timeline_models import TrajectoryEvent
from casework.territory.models import Agreement, Centre
from casework.territory.validity import chilean_day
from tests import people, women
from tests.database import as_system

from .conftest import brought_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard(monkeypatch):
    """Everything the listeners were told."""
    told = []
    monkeypatch.setattr(moves, "stage_listeners", [lambda *what: told.append(what[1:3])])
    return told


def test_registering_a_woman_opens_her_case_in_that_centre(her, case, worker):
    assert (case.stage, case.centre_id) == (Stage.CONTACT, worker.centre.pk)
    assert case.in_charge == worker.id
    assert case.centre_name == worker.centre.name
    assert case.centre_kind_name == "Centro de las Mujeres"
    assert case.executor_name == "Municipalidad de prueba"


def test_who_comes_on_her_own_is_being_received_already():
    assert rules.first_stage("spontaneous") == Stage.ORIENTATION
    assert rules.first_stage("1455") == Stage.CONTACT


def test_attending_a_woman_known_elsewhere_opens_a_second_case(her, now):
    other = people.other_centre_worker()
    with acting(other.staff.context):
        survivors.open_attention(
            survivor_id=her.pk, centre_id=other.centre.pk, purpose="attention",
            by=other.staff, at=now,
        )  # fmt: skip
        mine = Case.objects.all()
        assert [one.centre_id for one in mine] == [other.centre.pk], "only her own centre's"
    with as_system():
        assert Case.objects.filter(survivor=her).count() == 2


def test_listeners_are_told_of_the_opening_and_of_each_move(heard, worker, now):
    her = women.registered(worker)
    with acting(worker.staff.context):
        case = Case.objects.get(survivor=her)
        brought_to(case, Stage.ORIENTATION, Stage.ENTRY, by=worker.staff, at=now)
    went = [None, Stage.CONTACT, Stage.ORIENTATION, Stage.ENTRY]
    assert heard == list(pairwise(went))


def test_what_a_listener_refuses_does_not_happen(monkeypatch, case, staff, now):
    def refuse(*_what):
        raise RuntimeError

    monkeypatch.setattr(moves, "stage_listeners", [refuse])
    with pytest.raises(RuntimeError):
        actions.move(case=case, to=Stage.ORIENTATION, by=staff, at=now)
    case.refresh_from_db()
    assert case.stage == Stage.CONTACT


@pytest.mark.parametrize("to", [Stage.INTERVENTION, Stage.CLOSED, Stage.EXIT, Stage.DROPPED_OUT])
def test_a_move_outside_the_table_is_refused_in_words(case, staff, now, to):
    with pytest.raises(refusals.NotAMove) as refused:
        actions.move(case=case, to=to, by=staff, at=now)
    assert refused.value.words
    assert CaseMove.objects.filter(case=case).count() == 1


def test_the_second_of_two_who_move_at_once_is_told(case, staff, now):
    stale = Case.objects.get(pk=case.pk)
    actions.move(case=case, to=Stage.ENTRY, by=staff, at=now)
    with pytest.raises(refusals.NotAMove):
        actions.move(case=stale, to=Stage.ORIENTATION, by=staff, at=now)


def test_a_move_is_history_a_line_for_all_and_an_event(her, case, staff, now):
    actions.move(case=case, to=Stage.ORIENTATION, by=staff, at=now, reason="Vino con su hija")
    last = CaseMove.objects.filter(case=case).latest("at")
    assert (last.before, last.after, last.reason) == ("S0", "S1", "Vino con su hija")
    line = TrajectoryEvent.objects.get(target_kind="case_move", target_id=last.pk)
    assert line.detail == {"before": "S0", "after": "S1"}
    summary = TrajectoryEvent.objects.get(target_kind="case", target_id=case.pk)
    assert summary.detail["stage"] == "S1"
    with as_system():
        event = AuditEvent.objects.filter(subject=her.pk).latest("created_at")
    assert event.detail == {"what": "case-moved"}


@pytest.mark.parametrize("change", [{"after": "S5"}, {"reason": "otra cosa"}])
def test_the_database_lets_nobody_rewrite_the_history(case, staff, change):
    move = CaseMove.objects.get(case=case)
    for name, value in change.items():
        setattr(move, name, value)
    with pytest.raises(DatabaseError), transaction.atomic():
        move.save(update_fields=list(change))
    with pytest.raises(DatabaseError), transaction.atomic():
        move.delete()


@given(path=st.lists(st.sampled_from(list(Stage)), max_size=12))
def test_no_path_through_the_table_leaves_it_or_passes_the_end(path):
    here = Stage.CONTACT
    for stage in path:
        if states.may_move(here, stage):
            assert here not in states.FINAL
            here = stage
    assert here in states.MOVES
    assert Stage.EXIT not in states.plain_moves(here)


def test_from_every_active_stage_she_may_drop_out_and_return_to_it():
    for stage in states.ACTIVE:
        assert states.may_move(stage, Stage.DROPPED_OUT)
        assert states.may_move(Stage.DROPPED_OUT, stage)


def test_she_drops_out_and_returns_to_where_she_was(case, staff, now):
    case = brought_to(case, Stage.ENTRY, Stage.DIAGNOSIS, by=staff, at=now)
    case = actions.drop_out(case=case, by=staff, at=now, reason="Dejó de contestar")
    assert (case.stage, case.closed_at) == (Stage.DROPPED_OUT, None)
    with pytest.raises(refusals.NotAMove):
        actions.move(case=case, to=Stage.INTERVENTION, by=staff, at=now)
    case = actions.return_(case=case, by=staff, at=now)
    assert case.stage == Stage.DIAGNOSIS


def test_who_did_not_drop_out_cannot_return(case, staff, now):
    with pytest.raises(refusals.NotAMove):
        actions.return_(case=case, by=staff, at=now)


def test_after_the_exit_come_the_follow_ups_and_then_the_close(case, staff, now):
    case = brought_to(case, Stage.ENTRY, Stage.INTERVENTION, by=staff, at=now)
    met = ExitReason.objects.get(pk="met")
    case = exit_actions.exit_case(case=case, reason=met, by=staff, at=now)
    assert case.stage == Stage.EXIT
    months = list(FollowUp.objects.filter(case=case).order_by("months"))
    assert [one.months for one in months] == [3, 6, 12]
    exit_actions.record_follow_up(follow_up=months[0], result="well", by=staff, at=now)
    case.refresh_from_db()
    assert case.stage == Stage.FOLLOW_UP
    case = actions.move(case=case, to=Stage.CLOSED, by=staff, at=now)
    assert case.closed_at == now
    assert not FollowUp.objects.filter(case=case, done_at=None, cancelled_at=None).exists()


def test_whose_attention_ended_neither_drops_out_nor_ends_again(case, staff, now):
    met = ExitReason.objects.get(pk="met")
    case = exit_actions.exit_case(case=case, reason=met, by=staff, at=now)
    with pytest.raises(refusals.NotAMove), transaction.atomic():
        actions.drop_out(case=case, by=staff, at=now)
    with pytest.raises(refusals.NotAMove), transaction.atomic():
        exit_actions.exit_case(case=case, reason=met, by=staff, at=now)


def test_a_follow_up_is_written_once(case, staff, now):
    case = exit_actions.exit_case(
        case=case, reason=ExitReason.objects.get(pk="moved"), by=staff, at=now
    )
    one = FollowUp.objects.get(case=case, months=3)
    exit_actions.record_follow_up(follow_up=one, result="well", by=staff, at=now)
    with pytest.raises(refusals.NotAMove):
        exit_actions.record_follow_up(follow_up=one, result="facts", by=staff, at=now)


def test_a_reason_that_is_not_followed_up_closes_at_once(case, staff, now):
    died = ExitReason.objects.get(pk="femicide")
    case = exit_actions.exit_case(case=case, reason=died, by=staff, at=now)
    assert case.stage == Stage.CLOSED
    assert not FollowUp.objects.filter(case=case).exists()


def test_nobody_is_let_go_as_not_found_without_three_tries(case, staff, now):
    reason = ExitReason.objects.get(pk="no_contact")
    with pytest.raises(refusals.CaseRefused):
        exit_actions.exit_case(case=case, reason=reason, by=staff, at=now)
    for _number in range(3):
        ContactTry.objects.create(
            case=case, survivor_id=case.survivor_id, key_id=case.key_id,
            centre_ids=case.centre_ids, at=now, written_at=now, operator_id=staff.operator_id,
            channel="call", result="no_answer",
        )  # fmt: skip
    case = exit_actions.exit_case(case=case, reason=reason, by=staff, at=now)
    assert case.stage == Stage.EXIT


def test_coming_back_after_the_exit_is_a_new_case(her, case, staff, now):
    met = ExitReason.objects.get(pk="met")
    exit_actions.exit_case(case=case, reason=met, by=staff, at=now)
    again = actions.open_case(survivor=her, centre_id=case.centre_id, by=staff, at=now)
    case.refresh_from_db()
    assert case.stage == Stage.CLOSED
    assert again.pk != case.pk
    assert again.stage == Stage.CONTACT


def test_a_second_open_case_in_the_same_centre_is_refused(her, case, staff, now):
    with pytest.raises(refusals.AlreadyOpen):
        actions.open_case(survivor=her, centre_id=case.centre_id, by=staff, at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.create(
            survivor=her, key_id=her.key_id, centre_ids=case.centre_ids, centre_id=case.centre_id,
            stage="S0", stage_since=now, opened_at=now,
        )  # fmt: skip


def test_no_case_is_opened_in_a_centre_of_others(her, case, staff, now):
    with pytest.raises(survivors.NotYourCentre):
        actions.open_case(survivor=her, centre_id=people.other_centre().pk, by=staff, at=now)


@pytest.mark.parametrize(
    ("ends", "agreement", "words"),
    [(date(2026, 1, 31), None, refusals.CLOSED_CENTRE),
     (None, date(2026, 1, 31), refusals.EXPIRED_AGREEMENT),
     (date(2026, 2, 1), date(2026, 2, 1), None), (None, None, None)],
)  # fmt: skip
def test_a_closed_centre_and_an_ended_agreement_each_have_an_answer(ends, agreement, words):
    assert rules.centre_trouble(ends, agreement, date(2026, 2, 1)) == words


def close_centre(centre, day):
    with as_system():
        Centre.objects.filter(pk=centre.pk).update(valid_to=day)


def test_a_closed_centre_opens_no_case_but_receives_her(worker, now):
    close_centre(worker.centre, chilean_day(now) - timedelta(days=2))
    her = women.registered(worker)
    with acting(worker.staff.context):
        assert not Case.objects.filter(survivor=her).exists()
        with pytest.raises(refusals.CentreOver):
            actions.open_case(survivor=her, centre_id=worker.centre.pk, by=worker.staff, at=now)


def test_an_agreement_that_ended_stops_new_cases(worker, now):
    with as_system():
        over = Agreement.objects.create(
            executor=worker.centre.executor, number="C-1", valid_from=date(2024, 1, 1), matter="m",
            valid_to=chilean_day(now) - timedelta(days=2), legal_grounds="l", purposes="p",
            data_types="d", data_subjects="s", treatment="t", duties="d", breach_notice_hours=24,
        )  # fmt: skip
        Centre.objects.filter(pk=worker.centre.pk).update(agreement=over)
    her = women.registered(worker)
    with acting(worker.staff.context), pytest.raises(refusals.CentreOver) as refused:
        actions.open_case(survivor=her, centre_id=worker.centre.pk, by=worker.staff, at=now)
    assert refused.value.words == refusals.EXPIRED_AGREEMENT


def test_what_has_not_happened_and_what_came_before_are_refused(case, staff, now):
    for happened in (now + timedelta(hours=1), case.opened_at - timedelta(days=1)):
        with pytest.raises(refusals.BadMoment):
            actions.move(case=case, to=Stage.ORIENTATION, by=staff, at=now, happened=happened)


@given(day=st.dates(date(2000, 1, 1), date(2050, 12, 31)), months=st.integers(1, 24))
def test_a_follow_up_falls_on_the_same_day_or_the_last_of_the_month(day, months):
    then = rules.months_after(day, months)
    assert (then.year * 12 + then.month) - (day.year * 12 + day.month) == months
    assert then.day == day.day or (then + timedelta(days=1)).day == 1


def test_the_kind_of_centre_is_called_as_it_was_in_its_time(her, case, staff, now):
    exit_actions.exit_case(case=case, reason=ExitReason.objects.get(pk="met"), by=staff, at=now)
    long_ago = now.replace(year=2010, day=1)
    with as_system():
        Case.objects.filter(pk=case.pk).update(
            opened_at=long_ago - timedelta(days=90), stage_since=long_ago - timedelta(days=9),
            exited_at=long_ago - timedelta(days=9),
        )  # fmt: skip
    told = {"by": staff, "at": now, "happened": long_ago, "programme": "APR"}
    old = actions.open_case(survivor=her, centre_id=case.centre_id, **told)
    assert old.centre_kind_name == "Centro de la Mujer"
    assert old.programme_name == "Programa Atención, Protección y Reparación"
