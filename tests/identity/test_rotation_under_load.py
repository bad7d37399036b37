"""The wrapping key is changed while people work, and taken up again where it was killed."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection, transaction

from casework.access.context import acting
from casework.identity import vault
from casework.identity.key_ports import FileKeys, key_port
from casework.identity.models import DataKey
from casework.identity.rotation import RotationRefused, rotate
from tests.database import as_system

from .keyring import PLACE, Sealed, assert_readable, make_keys, quiet
from .people import OWN_WORKER

ROOT = Path(__file__).resolve().parents[2]


class Load:
    """Readers and a writer on connections of their own, each asking the key folder afresh."""

    def __init__(self, sealed: Sealed) -> None:
        self.sealed, self.made = sealed, dict[UUID, bytes]()
        self.failures: list[Exception] = []
        self.reads = 0
        self.stop = threading.Event()
        self.threads = [threading.Thread(target=self.run, args=(self.read,)) for _ in range(3)]
        self.threads.append(threading.Thread(target=self.run, args=(self.write,)))

    def run(self, work: object) -> None:
        try:
            while not self.stop.is_set():
                work()  # type: ignore[operator]
        except Exception as failure:
            self.failures.append(failure)
        finally:
            connection.close()

    def read(self) -> None:
        for key_id, each in self.sealed.items():
            with acting(OWN_WORKER):
                assert vault.unseal(key_id, each, context=PLACE) == str(key_id).encode()
            self.reads += 1

    def write(self) -> None:
        self.made.update(make_keys(1))

    def __enter__(self) -> "Load":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        for thread in self.threads:
            thread.join()


@pytest.mark.slow
@pytest.mark.usefixtures("another_key_folder", "committed")
def test_under_load_no_read_fails_and_no_new_key_is_left_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sealed = make_keys(60)
    monkeypatch.setattr(vault, "key_port", FileKeys)  # nothing remembered: the worst case
    with Load(sealed) as load:
        for _ in range(4):
            before = load.reads
            with as_system():
                done = rotate(progress=quiet, batch=7)
            assert len(done.retired) == 1
            while load.reads < before + 50 and not load.failures:
                time.sleep(0.01)
    assert load.failures == []
    assert load.made
    monkeypatch.undo()
    assert len(key_port().ids()) == 1
    assert_readable({**sealed, **load.made})


@pytest.mark.usefixtures("another_key_folder", "committed")
def test_who_read_the_row_just_before_its_old_key_was_retired_reads_it_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ((key_id, sealed),) = make_keys(1).items()
    monkeypatch.setattr(vault, "key_port", FileKeys)
    row, rotations = vault._row, []

    def row_then_rotation(wanted: UUID) -> DataKey:
        found = row(wanted)
        if not rotations:
            rotations.append(threading.Thread(target=rotate_alone))
            rotations[0].start()
            rotations[0].join()
        return found

    monkeypatch.setattr(vault, "_row", row_then_rotation)
    with acting(OWN_WORKER):
        assert vault.unseal(key_id, sealed, context=PLACE) == str(key_id).encode()
    assert len(rotations) == 1


def rotate_alone() -> None:
    """Rotate on a connection of its own."""
    try:
        with as_system():
            assert len(rotate(progress=quiet).retired) == 1
    finally:
        connection.close()


@pytest.mark.usefixtures("another_key_folder", "committed")
def test_a_key_stored_under_the_old_wrapping_at_the_last_moment_is_waited_for() -> None:
    make_keys(1)
    made: Sealed = {}
    stored, ready = threading.Event(), threading.Event()

    def slow_writer() -> None:
        with transaction.atomic():
            made.update(make_keys(1))
            ready.set()
            stored.wait(10)
        connection.close()

    writer = threading.Thread(target=slow_writer)
    writer.start()
    ready.wait(10)
    threading.Timer(0.3, stored.set).start()
    with as_system():
        done = rotate(progress=quiet)
    writer.join()
    assert done.rewrapped == 2
    assert_readable(made)


@pytest.mark.slow
@pytest.mark.usefixtures("another_key_folder", "committed")
def test_killed_in_the_middle_it_is_taken_up_where_it_stopped() -> None:
    sealed = make_keys(300)
    first = key_port().current()
    process = command("rotate_keys", "--batch", "1")
    assert process.stdout is not None
    while "5 of" not in process.stdout.readline():
        assert process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    with as_system():
        half = set(DataKey.objects.values_list("kek_id", flat=True))
    assert len(half) == 2
    assert_readable(sealed)
    with as_system():
        done = wait_for_lock(lambda: rotate(progress=quiet))
    assert (done.resumed, done.retired) == (True, (first,))
    assert 0 < done.rewrapped < 300
    assert_readable(sealed)


def wait_for_lock(rotation: object) -> object:
    """The server needs a moment to see that the killed process is gone."""
    deadline = time.monotonic() + 10
    while True:
        try:
            return rotation()  # type: ignore[operator]
        except RotationRefused:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def command(*words: str) -> "subprocess.Popen[str]":
    """Start a management command as the system role, on this test's database and keys."""
    environment = {
        **os.environ,
        "SIIVBG_DB_NAME": str(connection.settings_dict["NAME"]),
        "KEY_DIR": str(settings.KEY_DIR),
    }
    environment.pop("SIIVBG_DB_ROLE", None)
    return subprocess.Popen(
        [sys.executable, "manage.py", *words],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
