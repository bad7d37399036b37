"""AB23: whatever is done to the log in the database, the proof finds it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework.audit.log import record
from casework.audit.origin import unattended
from casework.audit.verbs import Verb
from casework.audit.verify import Broken, verify
from tests.database import as_system

from . import intruder
from .conftest import HER, STRANGER, WORKER

THREADS = 4
many = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def log(real_commits) -> Iterator[dict[int, int]]:
    """A log written by several connections at once: each lane's number of rows."""
    barrier = Barrier(THREADS)

    def work() -> None:
        try:
            for turn in range(5):
                with transaction.atomic(), unattended("demo"):
                    if not turn:
                        barrier.wait(timeout=20)
                    record(Verb.READ_FILE, by=WORKER, subject=HER, purpose="care")
                    if turn % 2:
                        record(Verb.ACCESS_DENIED, by=STRANGER, detail={"turn": turn})
        finally:
            connections.close_all()

    with ThreadPoolExecutor(THREADS) as pool:
        for done in [pool.submit(work) for _ in range(THREADS)]:
            done.result()
    with as_system():
        rows = intruder.run("SELECT lane, seq FROM casework_auditlane WHERE seq > 0")
    yield dict(rows)


def proof(**options):
    with transaction.atomic(), as_system():
        return verify(**options)


def test_an_untouched_log_is_whole(log):
    seen = proof()

    assert (seen.events, seen.lanes) == (7 * THREADS, len(log))
    assert seen.anchors == 5 * THREADS
    assert seen.unanchored == 0


def test_connections_at_work_at_once_write_in_different_lanes(log):
    assert len(log) >= 2


def test_a_second_writer_does_not_wait_for_an_open_transaction(real_commits):
    def other_connection() -> int:
        try:
            with transaction.atomic():
                intruder.run("SET LOCAL lock_timeout = '2s'")
                return record(Verb.SIGN_IN, by=WORKER).lane
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        mine = record(Verb.SIGN_IN, by=WORKER).lane
        assert pool.submit(other_connection).result() != mine


def test_a_transaction_undone_leaves_no_gap(log):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(Verb.SIGN_IN, by=WORKER)
        raise ZeroDivisionError
    with transaction.atomic():
        record(Verb.SIGN_IN, by=WORKER)

    assert proof().events == 7 * THREADS + 1


@st.composite
def places(draw, log) -> tuple[int, int]:
    lane = draw(st.sampled_from(sorted(log)))
    return lane, draw(st.integers(1, log[lane]))


def is_caught() -> None:
    with pytest.raises(Broken) as found:
        verify()
    assert str(HER) not in str(found.value)


@many
@given(data=st.data())
def test_a_changed_value_is_found(log, data):
    lane, seq = data.draw(places(log))
    column = data.draw(st.sampled_from(sorted(intruder.OTHER)))

    with intruder.intruding():
        intruder.edit(lane, seq, column)
        is_caught()


@settings(parent=many, max_examples=60)
@given(data=st.data())
def test_a_changed_value_is_found_after_every_hash_was_computed_again(log, data):
    lane, seq = data.draw(places(log))
    column = data.draw(st.sampled_from(intruder.CONTENT))

    with intruder.intruding():
        intruder.edit(lane, seq, column)
        intruder.rechain(lane)
        is_caught()


@many
@given(data=st.data(), rechained=st.booleans())
def test_a_row_taken_added_or_moved_is_found(log, data, rechained):
    lane, seq = data.draw(places(log))
    act = data.draw(st.sampled_from(["delete", "swap", "forge"]))

    with intruder.intruding():
        if act == "delete":
            intruder.delete(lane, seq)
        elif act == "forge":
            intruder.forge(lane, seq if seq < log[lane] else seq - 1)
        else:
            others = [other for other in range(1, log[lane] + 1) if other != seq]
            intruder.swap(lane, seq, data.draw(st.sampled_from(others)))
        if rechained:
            intruder.rechain(lane)
        is_caught()


@settings(parent=many, max_examples=40)
@given(data=st.data())
def test_a_cut_end_is_found(log, data):
    lane, seq = data.draw(places(log))

    with intruder.intruding():
        intruder.cut(lane, seq - 1)
        is_caught()


def test_a_row_hung_onto_the_end_has_no_anchor_and_is_found_within_the_hour(log):
    lane = min(log)

    with intruder.intruding():
        intruder.forge(lane, log[lane])
        intruder.rechain(lane)
        assert verify().unanchored == 1
        with pytest.raises(Broken, match="no anchor"):
            verify(now=datetime.now(UTC) + timedelta(hours=2))


def test_a_log_wiped_and_begun_again_is_found(log):
    with intruder.intruding():
        for lane in log:
            intruder.cut(lane, 0)
        is_caught()


@pytest.mark.parametrize(
    "act",
    [
        "UPDATE casework_auditlane SET seq = seq + 1 WHERE seq > 0",
        "UPDATE casework_auditlane SET head = sha256('x') WHERE seq > 0",
        "DELETE FROM casework_auditlane WHERE lane = 31",
        "UPDATE casework_auditevent SET lane = 40",
        "ALTER TABLE casework_auditevent DISABLE TRIGGER refuse_rows",
        "ALTER TABLE casework_auditevent DISABLE TRIGGER chain",
    ],
)
def test_tampering_with_lanes_and_guards_is_found(log, act):
    with intruder.intruding():
        intruder.run("SET CONSTRAINTS ALL IMMEDIATE")
        intruder.run(act)
        is_caught()


def test_rows_without_an_anchor_are_forgiven_for_an_hour_only(log, anchor_folder):
    for path in anchor_folder.glob("*.txt"):
        path.unlink()

    assert proof().unanchored == 7 * THREADS
    with pytest.raises(Broken, match="no anchor"):
        proof(now=datetime.now(UTC) + timedelta(hours=2))
