"""The unattended sender: within her hours, once, or not at all (safety.md 0.4; AB41)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework.cases.task_models import Task
from casework.messages import stops
from casework.messages.actions import ask, stop
from casework.messages.models import Message, MessagePause
from casework.messages.ports import Fate, Outcome
from casework.messages.rules import end_of
from casework.messages.sending import STUCK, settle, take, tend
from casework.survivors import contact_hooks
from casework.survivors.actions import agree_contact
from casework.survivors.reaching import Window
from casework.territory.validity import chilean_day
from tests.database import as_system
from tests.messages.conftest import EVENING, NEXT_EVENING, NIGHT, NOON, NUMBER, evenings

MINUTE = timedelta(minutes=1)


@pytest.fixture
def waiting(chosen, her, own_centre_worker):
    return ask(survivor=her, centre_id=her.centre_ids[0], by=own_centre_worker, at=NOON)


def run(at):
    """One turn of the sender at a moment."""
    with as_system():
        return dict(tend(lambda: at))


def state(message):
    message.refresh_from_db()
    return message.state


def asked_of_the_team(her):
    return Task.objects.filter(survivor=her, kind="message-unsent", done_at=None).count()


def test_it_leaves_in_her_hours_and_once(waiting, out, chosen):
    assert run(NOON + MINUTE) == {}
    assert out.sent == []
    assert run(EVENING) == {"sent": 1}
    for later in (EVENING + MINUTE, NIGHT, NEXT_EVENING):
        assert run(later) == {}
    assert out.sent == [(NUMBER, chosen.text.words)]


def test_what_missed_its_hours_dies_and_the_team_is_asked(waiting, out, her):
    assert run(NIGHT) == {"died": 1}
    assert run(NEXT_EVENING) == {}, "it came back the next day"
    assert out.sent == []
    assert asked_of_the_team(her) == 1


def test_a_late_turn_does_not_use_the_hours_of_another_day(waiting, out):
    assert run(NEXT_EVENING) == {"died": 1}
    assert out.sent == []


def test_a_provider_that_is_down_is_asked_again_only_in_her_hours(waiting, out, her):
    out.answers = [Outcome(Fate.AGAIN, "no-connection")]
    assert run(EVENING) == {"waiting": 1}
    assert run(EVENING + 10 * MINUTE) == {"waiting": 1}
    assert run(NIGHT) == {"died": 1}
    assert len(out.sent) == 2
    assert asked_of_the_team(her) == 1


@pytest.mark.parametrize("fate", [Fate.UNSURE, Fate.REFUSED])
def test_what_may_have_left_is_never_sent_again(waiting, out, her, fate):
    out.answers = [Outcome(fate, "x")]
    run(EVENING)
    run(EVENING + 10 * MINUTE)
    assert len(out.sent) == 1
    assert state(waiting) == fate.value
    assert asked_of_the_team(her) == 1


def test_a_sender_that_died_in_between_leaves_nothing_to_send(waiting, out, her):
    with as_system():
        assert take(waiting.pk, EVENING) is not None
        assert take(waiting.pk, EVENING) is None, "taken twice"
    assert run(EVENING + MINUTE) == {}
    assert run(EVENING + STUCK + MINUTE) == {"unsure": 1}
    assert out.sent == []
    assert asked_of_the_team(her) == 1


def test_the_database_refuses_to_bring_back_what_ended(waiting, out):
    run(EVENING)
    with pytest.raises(IntegrityError, match="not sent again"):
        Message.objects.filter(pk=waiting.pk).update(state="waiting")


def test_after_a_stop_nothing_leaves_not_even_what_was_taken(waiting, out, her, own_centre_worker):
    with as_system():
        taken = take(waiting.pk, EVENING)
    stop(survivor=her, by=own_centre_worker, at=EVENING)
    with as_system():
        settle(taken, Outcome(Fate.AGAIN, "busy"), EVENING)
    assert run(EVENING + MINUTE) == {"stopped": 1}
    assert out.sent == []
    assert asked_of_the_team(her) == 0


def test_a_pause_kills_what_waits_even_when_it_is_over(waiting, out, her):
    with as_system():
        MessagePause.objects.create(
            begun_by=her.pk, created_at=NOON + MINUTE, ended_at=NOON + 2 * MINUTE
        )
    assert run(EVENING) == {"stopped": 1}
    assert out.sent == []


def test_an_earlier_pause_that_ended_stops_nothing(waiting, out, her):
    with as_system():
        MessagePause.objects.create(
            begun_by=her.pk, created_at=NOON - 9 * MINUTE, ended_at=NOON - 2 * MINUTE
        )
        assert not stops.was_stopped(waiting)
    assert run(EVENING) == {"sent": 1}


def test_an_expired_contact_sends_nothing_whatever_the_queue_says_ab41(waiting, out, her):
    from casework.survivors.models import SafeContact

    with as_system():
        SafeContact.objects.filter(survivor=her).update(
            valid_until=chilean_day(NOON) - timedelta(1)
        )
    assert run(EVENING) == {"died": 1}
    assert out.sent == []


def test_a_contact_that_changed_by_another_way_sends_nothing(
    waiting, out, her, own_centre_worker, monkeypatch
):
    monkeypatch.setattr(contact_hooks, "_listeners", [])
    agree_contact(survivor=her, contact=evenings(), by=own_centre_worker, at=NOON)
    assert run(EVENING) == {"died": 1}
    assert out.sent == []


def test_no_provider_is_no_message_and_a_task(waiting, her):
    assert run(EVENING) == {"waiting": 1}
    assert run(NIGHT) == {"died": 1}
    assert asked_of_the_team(her) == 1


def test_a_text_that_the_list_now_forbids_does_not_leave(waiting, out, monkeypatch):
    from casework.messages import lint, sending

    monkeypatch.setattr(sending.lint, "problems", lambda _words: [lint.Problem(lint.Fault.TELLING)])
    assert run(EVENING) == {"refused": 1}
    assert out.sent == []


HOURS = st.times().map(lambda hour: hour.replace(second=0, microsecond=0))


@settings(suppress_health_check=[HealthCheck.filter_too_much], deadline=None)
@given(
    st.frozensets(st.integers(1, 7)), st.none() | HOURS, st.none() | HOURS,
    st.integers(0, 500_000),
)  # fmt: skip
def test_a_window_ends_inside_her_hours(days, starts, ends, minutes):
    if starts and ends and ends < starts:
        starts, ends = ends, starts
    window = Window(days, starts, ends)
    opens = window.opens(NOON + minutes * MINUTE)
    if opens is None:
        return
    last = end_of(window, opens)
    assert last >= opens
    assert window.holds(last), "it lives longer than her hours"
    if window.ends:
        assert not window.holds(last + timedelta(seconds=1))
