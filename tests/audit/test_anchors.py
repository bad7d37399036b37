"""Anchors: one line a transaction, in order, sealed; and what becomes of them when disks fail."""

import resource
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework.audit import anchors, keys
from casework.audit.anchors import AnchorFiles, AnchorsUnavailable, BrokenAnchor, Head
from casework.audit.log import record
from casework.audit.verbs import Verb
from tests.database import as_superuser, as_system

from .conftest import WORKER

HEADS = [Head(number % 3, number, f"{number:064x}") for number in range(1, 13)]
many = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def file(anchor_folder: Path) -> Path:
    store = AnchorFiles()
    store.check()
    for head in HEADS:
        store.append([head])
    [path] = anchor_folder.glob("anchors-*.txt")
    return path


def heads() -> list[Head]:
    return list(AnchorFiles().read())


def test_what_is_written_is_read_back(file):
    assert heads() == HEADS


@many
@given(data=st.data())
def test_a_line_changed_dropped_doubled_or_moved_is_found(file, data):
    whole = file.read_text()
    lines = whole.splitlines(keepends=True)
    place = data.draw(st.integers(0, len(lines) - 2))
    act = data.draw(st.sampled_from(["change", "drop", "double", "move"]))
    if act == "change":
        column = data.draw(st.integers(0, len(lines[place]) - 2))
        old = lines[place][column]
        new = data.draw(st.sampled_from("0123456789abcdef").filter(lambda char: char != old))
        lines[place] = lines[place][:column] + new + lines[place][column + 1 :]
    elif act == "drop":
        del lines[place]
    elif act == "double":
        lines.insert(place, lines[place])
    else:
        lines.insert(data.draw(st.integers(place + 1, len(lines) - 1)), lines.pop(place))

    try:
        file.write_text("".join(lines))
        with pytest.raises(BrokenAnchor, match="line"):
            heads()
    finally:
        file.write_text(whole)


def test_another_key_cannot_seal(file, settings, tmp_path):
    settings.KEY_DIR = tmp_path / "other"
    AnchorFiles().append([Head(1, 99, "f" * 64)])

    settings.KEY_DIR = tmp_path / "keys"
    with pytest.raises(BrokenAnchor, match="line 13"):
        heads()


def test_a_line_that_a_crash_cut_short_is_passed_over(file):
    file.write_text(file.read_text() + "2026-11-22T0")
    AnchorFiles().append([Head(1, 99, "f" * 64)])

    assert heads() == [*HEADS, Head(1, 99, "f" * 64)]


def test_the_next_month_goes_on_from_the_last_line_of_this_one(file, anchor_folder):
    file.rename(anchor_folder / "anchors-2001-01.txt")
    AnchorFiles().append([Head(1, 99, "f" * 64)])

    assert len(heads()) == 13
    (anchor_folder / "anchors-2001-01.txt").unlink()
    with pytest.raises(BrokenAnchor):
        heads()


def test_writers_at_once_keep_one_chain(anchor_folder):
    store = AnchorFiles()
    store.check()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: store.append([Head(0, n, f"{n:064x}")]), range(200)))

    assert sorted(head.seq for head in heads()) == list(range(200))


def test_a_disk_that_fills_in_the_middle_leaves_no_half_line(file):
    size = file.stat().st_size
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 50, before[1]))
    try:
        with pytest.raises(OSError, match="not written"):
            AnchorFiles().append([Head(1, 99, "f" * 64)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert file.stat().st_size == size
    assert heads() == HEADS


def test_a_full_disk_refuses_the_act_before_it_happens(monkeypatch):
    monkeypatch.setattr(anchors, "ROOM", 2**62)

    with pytest.raises(AnchorsUnavailable, match="full"):
        AnchorFiles().check()


def test_files_and_key_are_nobody_elses_business(file, tmp_path):
    assert file.stat().st_mode & 0o077 == 0
    assert (tmp_path / "keys" / keys.NAME).stat().st_mode & 0o077 == 0


def test_in_production_a_missing_key_is_not_invented(settings):
    settings.PRODUCTION = True

    with pytest.raises(keys.LogKeyMissing):
        keys.derived("anchor")


def test_a_transaction_writes_one_line_with_its_last_row(real_commits):
    with transaction.atomic():
        for _ in range(5):
            event = record(Verb.READ_FILE, by=WORKER)
        assert heads() == []

    assert heads() == [Head(event.lane, event.seq, bytes(event.hash).hex())]


def test_what_was_undone_leaves_no_anchor(real_commits):
    with transaction.atomic():
        first = record(Verb.READ_FILE, by=WORKER)
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            record(Verb.CHANGED, by=WORKER)
            raise ZeroDivisionError

    assert [head.seq for head in heads()] == [first.seq]


class Counted(list):  # type: ignore[type-arg]
    """What waits for the commit; counts how much of it was looked at."""

    looked = 0

    def __reversed__(self):
        for one in super().__reversed__():
            self.looked += 1
            yield one


def test_what_waited_before_a_savepoint_is_not_searched_at_each_row(db, monkeypatch):
    """A long transaction (an import, the demo) would search all of it for each event."""
    for _ in range(100):
        transaction.on_commit(lambda: None)
    record(Verb.READ_FILE, by=WORKER)
    waiting = Counted(connection.run_on_commit)
    monkeypatch.setattr(connection, "run_on_commit", waiting)
    with transaction.atomic():
        record(Verb.READ_FILE, by=WORKER)
    assert 0 < waiting.looked < 10


def test_an_anchor_that_fails_after_the_commit_is_told_and_keeps_the_data(
    real_commits, anchor_folder, caplog
):
    with transaction.atomic():
        event = record(Verb.READ_FILE, by=WORKER)
        AnchorFiles()._month().unlink()
        AnchorFiles()._month().mkdir()

    assert "anchor" in caplog.text
    with transaction.atomic(), as_system():
        assert type(event).objects.count() == 1
    with pytest.raises(AnchorsUnavailable), transaction.atomic():
        record(Verb.READ_FILE, by=WORKER)


def test_the_command_anchors_every_lane_and_makes_months(real_commits):
    with transaction.atomic():
        event = record(Verb.READ_FILE, by=WORKER)
    out = StringIO()

    with as_system():
        call_command("anchor_audit", stdout=out)

    assert out.getvalue() == "1 lanes anchored.\n"
    assert heads() == 2 * [Head(event.lane, event.seq, bytes(event.hash).hex())]


def test_the_command_says_when_anchors_cannot_be_written(real_commits, settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.ANCHOR_DIR = tmp_path / "file" / "anchors"

    with as_system(), pytest.raises(CommandError, match="ANCHOR_DIR"):
        call_command("anchor_audit")


def test_the_proof_is_one_sentence_and_a_broken_log_is_exit_code_one(real_commits):
    with transaction.atomic():
        record(Verb.READ_FILE, by=WORKER)
    out, err = StringIO(), StringIO()
    with as_system():
        call_command("verify_audit", stdout=out)
        assert "whole: 1 events in 1 lanes, 1 anchors" in out.getvalue()

    with connection.cursor() as cursor, as_superuser():
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE casework_auditevent SET verb = 'sign.in'")
        cursor.execute("SET session_replication_role = origin")
    with as_system(), pytest.raises(SystemExit) as stop:
        call_command("verify_audit", stderr=err)
    assert stop.value.code == 1
    assert "row 1 was changed" in err.getvalue()
