"""Sessions, tries, requests: written in one act, told in her trayecto, taken back when a slip."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.access.context import acting
from casework.cases import act_actions, actions, refusals, rules, team_actions, undo_actions
from casework.cases.act_models import ContactTry, FollowUp, Session, UnmetRequest
from casework.cases.catalogue import ExitReason
from casework.cases.exit_actions import exit_case
from casework.cases.models import Case, CaseMove, CaseTeam
from casework.cases.stages import Stage
from casework.survivors import actions as survivors
from casework.survivors.models import SafeContact
from casework.survivors.timeline_models import TrajectoryEvent
from casework.territory.models import Centre
from casework.territory.validity import CHILE, chilean_day
from tests import people
from tests.database import as_system

from .conftest import brought_to

pytestmark = pytest.mark.django_db
SECRET_NOTE = "Zxqcanarianota"


def write_session(case, staff, now, **more):
    told = {"kind": "individual", "attendance": "attended", **more}
    return act_actions.add_session(case=case, by=staff, at=now, **told)


def line_of(row):
    return TrajectoryEvent.objects.filter(target_id=row.pk).values_list("kind", "withdrawn_at")[0]


def test_a_session_is_a_line_for_all_and_a_sealed_note_for_the_centre(case, staff, now):
    made = write_session(case, staff, now, note=SECRET_NOTE, minutes=50)
    assert Session.objects.get(pk=made.pk).note == SECRET_NOTE
    event = TrajectoryEvent.objects.get(target_id=made.pk)
    assert event.detail == {"kind": "individual", "attendance": "attended"}
    other = people.other_centre_worker()
    with acting(other.staff.context):
        survivors.open_attention(
            survivor_id=case.survivor_id, centre_id=other.centre.pk, purpose="attention",
            by=other.staff, at=now,
        )  # fmt: skip
        assert TrajectoryEvent.objects.filter(target_id=made.pk).exists()
        assert not Session.objects.exists()
        assert not Case.objects.filter(pk=case.pk).exists()


def test_a_missed_session_lasts_nothing(case, staff, now):
    assert write_session(case, staff, now, attendance="missed", minutes=50).minutes is None


def test_a_session_to_come_or_before_the_case_is_refused(case, staff, now):
    for happened in (now + timedelta(days=1), case.opened_at - timedelta(days=1)):
        with pytest.raises(refusals.BadMoment):
            write_session(case, staff, now, happened=happened)


def test_a_session_where_she_left_or_dropped_out_has_an_answer(case, staff, now):
    case = actions.drop_out(case=case, by=staff, at=now)
    with pytest.raises(refusals.CaseRefused) as refused:
        write_session(case, staff, now)
    assert refused.value.words == refusals.SHE_LEFT
    exit_case(case=case, reason=ExitReason.objects.get(pk="duplicate"), by=staff, at=now)
    with pytest.raises(refusals.CaseRefused) as refused:
        write_session(case, staff, now)
    assert refused.value.words == refusals.CASE_OVER


def test_a_session_in_a_closed_centre_has_an_answer(case, staff, now):
    with as_system():
        Centre.objects.filter(pk=case.centre_id).update(
            valid_to=chilean_day(now) - timedelta(days=2)
        )
    with pytest.raises(refusals.CentreOver):
        write_session(case, staff, now)


def contact(**more):
    values = {"channel": "call", "valid_until": date(2026, 12, 1), **more}
    return SafeContact(**values)


NOON = datetime(2026, 11, 23, 12, 0, tzinfo=CHILE)


@pytest.mark.parametrize(
    ("agreed", "code", "may"),
    [(None, "unknown", True),
     (contact(channel="none"), "refused", False),
     (contact(valid_until=date(2026, 11, 22)), "expired", True),
     (contact(from_hour=time(14)), "hours", True),
     (contact(to_hour=time(11, 59)), "hours", True),
     (contact(channel="sms"), "channel", True)],
)  # fmt: skip
def test_each_rule_of_the_safe_contact_has_its_words(agreed, code, may):
    trouble = rules.contact_trouble(agreed, NOON, "call")
    assert (trouble.code, trouble.may_confirm) == (code, may)
    assert trouble.words


def test_inside_what_she_agreed_to_nothing_is_asked():
    agreed = contact(from_hour=time(11), to_hour=time(13), valid_until=chilean_day(NOON))
    assert rules.contact_trouble(agreed, NOON, "call") is None


@given(hour=st.integers(0, 23), start=st.integers(0, 23), end=st.integers(0, 23))
def test_hours_are_those_of_chile(hour, start, end):
    agreed = contact(from_hour=time(start), to_hour=time(end))
    trouble = rules.contact_trouble(agreed, NOON.replace(hour=hour), "call")
    assert (trouble is None) == (start <= hour <= end)


def try_her(case, staff, now, **more):
    told = {"channel": "call", "result": "no_answer", **more}
    return act_actions.add_try(case=case, by=staff, at=now, **told)


def agree(case, staff, now, **more):
    told = survivors.Contact(**{"channel": "call", "value": "+56 9 8765 4321", **more})
    survivors.agree_contact(survivor=case.survivor, contact=told, by=staff, at=now)


def test_nobody_tries_against_her_no_even_when_confirmed(case, staff, now):
    agree(case, staff, now, channel="none")
    with pytest.raises(refusals.DoNotContact):
        try_her(case, staff, now, confirmed=True)
    assert not ContactTry.objects.exists()


def test_against_another_rule_a_person_decides_and_it_stays_written(case, staff, now):
    agree(case, staff, now, channel="sms")
    with pytest.raises(refusals.DoNotContact):
        try_her(case, staff, now)
    made = try_her(case, staff, now, confirmed=True)
    assert made.against_rule == "channel"


def test_the_database_keeps_no_try_over_no_channel(case, staff, now):
    from django.db import IntegrityError, transaction

    made = try_her(case, staff, now)
    made.channel = "none"
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save()


def test_a_request_is_written_and_told_without_its_words(case, staff, now):
    made = act_actions.add_request(case=case, service="other", words=SECRET_NOTE, by=staff, at=now)
    assert UnmetRequest.objects.get(pk=made.pk).words == SECRET_NOTE
    assert SECRET_NOTE not in str(TrajectoryEvent.objects.get(target_id=made.pk).detail)


@given(st.lists(st.sampled_from(["a", "m", "x"])))
def test_a_row_of_misses_ends_with_whoever_came(happenings):
    count = rules.in_a_row(happenings, counted={"m"}, ends={"a"})
    assert count == happenings[: happenings.index("a") if "a" in happenings else None].count("m")


def test_a_slip_is_taken_back_by_its_writer_and_leaves_the_trayecto(case, staff, now):
    for made in (write_session(case, staff, now), try_her(case, staff, now)):
        undo_actions.undo_act(act=made, slip="twice", by=staff, at=now + timedelta(minutes=15))
        made.refresh_from_db()
        assert made.withdrawn_reason == "twice"
        assert line_of(made)[1] is not None
        with pytest.raises(refusals.TooLate):
            undo_actions.undo_act(act=made, slip="twice", by=staff, at=now)


def test_after_fifteen_minutes_or_by_another_nothing_is_taken_back(case, staff, now):
    made = write_session(case, staff, now)
    head = people.head_of_centre().staff
    late = now + timedelta(minutes=15, seconds=1)
    for by, at in ((staff, late), (head, now)):
        with pytest.raises(refusals.TooLate):
            undo_actions.undo_act(act=made, slip="value", by=by, at=at)
    assert line_of(made)[1] is None


def test_a_move_taken_back_leaves_the_case_where_it_stood(case, staff, now):
    since = case.stage_since
    case = brought_to(case, Stage.ORIENTATION, by=staff, at=now)
    move = CaseMove.objects.filter(case=case).latest("written_at")
    case = undo_actions.undo_move(move=move, slip="value", by=staff, at=now)
    assert (case.stage, case.stage_since) == (Stage.CONTACT, since)
    assert line_of(move)[1] is not None


def test_an_exit_taken_back_calls_its_follow_ups_off(case, staff, now):
    case = exit_case(case=case, reason=ExitReason.objects.get(pk="met"), by=staff, at=now)
    move = CaseMove.objects.filter(case=case).latest("written_at")
    case = undo_actions.undo_move(move=move, slip="person", by=staff, at=now)
    assert (case.stage, case.exit_reason) == (Stage.CONTACT, None)
    assert not FollowUp.objects.filter(case=case, cancelled_at=None).exists()


def test_a_close_taken_back_brings_the_follow_ups_again(case, staff, now):
    case = exit_case(case=case, reason=ExitReason.objects.get(pk="met"), by=staff, at=now)
    later = now + timedelta(minutes=1)
    case = actions.move(case=case, to=Stage.CLOSED, by=staff, at=later)
    move = CaseMove.objects.filter(case=case).latest("written_at")
    case = undo_actions.undo_move(move=move, slip="value", by=staff, at=later)
    assert (case.stage, case.closed_at) == (Stage.EXIT, None)
    assert FollowUp.objects.filter(case=case, cancelled_at=None).count() == 3


def test_the_opening_and_a_move_that_others_followed_are_not_taken_back(case, staff, now):
    first = CaseMove.objects.get(case=case)
    brought_to(case, Stage.ORIENTATION, Stage.ENTRY, by=staff, at=now)
    second = CaseMove.objects.get(case=case, after=Stage.ORIENTATION)
    for move in (first, second):
        with pytest.raises(refusals.TooLate):
            undo_actions.undo_move(move=move, slip="value", by=staff, at=now)


def test_one_is_in_charge_at_a_time_and_the_earlier_one_stays_in_the_history(case, staff, now):
    head = people.head_of_centre()
    case = team_actions.take_charge(case=case, operator_id=head.id, by=staff, at=now)
    assert case.in_charge == head.id
    rows = CaseTeam.objects.filter(case=case).order_by("from_at")
    assert [(one.operator_id, one.to_at) for one in rows] == [
        (staff.operator_id, now), (head.id, None)
    ]  # fmt: skip
    detail = TrajectoryEvent.objects.get(target_kind="case", target_id=case.pk).detail
    assert detail["in_charge"] == str(head.id)


def test_nobody_of_another_centre_joins_the_team(case, staff, now):
    other = people.other_centre_worker()
    for act in (
        lambda: team_actions.take_charge(case=case, operator_id=other.id, by=staff, at=now),
        lambda: team_actions.join_team(
            case=case, operator_id=other.id, role="law", by=staff, at=now
        ),
    ):
        with pytest.raises(refusals.NotHere):
            act()


def test_somebody_joins_once_in_a_role_and_leaves(case, staff, now):
    head = people.head_of_centre()
    who = {"case": case, "operator_id": head.id, "role": "law", "by": staff, "at": now}
    member = team_actions.join_team(**who)
    assert team_actions.join_team(**who).pk == member.pk
    team_actions.leave_team(member=member, by=staff, at=now)
    assert CaseTeam.objects.get(pk=member.pk).to_at == now
