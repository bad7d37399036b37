"""The wrapping key is changed while people work, and taken up again where it was killed."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction
from django.test.utils import override_settings

from casework.access.context import acting
from casework.audit.actors import SYSTEM
from casework.audit.models import AuditEvent
from casework.audit.verbs import Verb
from casework.identity import vault
from casework.identity.key_ports import FileKeys, key_port
from casework.identity.models import DataKey
from casework.identity.records import new_id
from casework.identity.rotation import RotationRefused, rotate
from casework.identity.vault import KeyOwner
from tests.database import as_superuser, as_system

from .people import OWN_CENTRE, OWN_WORKER

ROOT = Path(__file__).resolve().parents[2]
PLACE = "casework_x.name:1"
Sealed = dict[UUID, bytes]


def quiet(done: int, total: int) -> None:
    """Show nothing."""


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    """Real transactions seen by every connection; every key is cleared away afterwards."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        try:
            yield
        finally:
            with as_superuser(), connection.cursor() as cursor:
                cursor.execute("DELETE FROM casework_datakey")
            connection.close()


def make_keys(number: int) -> Sealed:
    """Make keys and seal something with each."""
    made = {}
    with acting(OWN_WORKER):
        for _ in range(number):
            key_id = vault.new_key(
                owner=KeyOwner.SURVIVOR, survivor_id=new_id(), centre_ids=[OWN_CENTRE]
            )
            made[key_id] = vault.seal(key_id, str(key_id).encode(), context=PLACE)
    return made


def assert_readable(sealed: Sealed) -> None:
    key_port.cache_clear()
    with acting(OWN_WORKER):
        for key_id, each in sealed.items():
            assert vault.unseal(key_id, each, context=PLACE) == str(key_id).encode()


@pytest.mark.usefixtures("another_key_folder", "committed")
def test_after_a_rotation_everything_opens_and_the_old_key_is_retired() -> None:
    sealed = make_keys(7)
    old = key_port().current()
    with as_system():
        done = rotate(progress=quiet, batch=3)
    assert (done.rewrapped, done.resumed, done.retired, done.broken) == (7, False, (old,), ())
    assert key_port().ids() == [done.kek_id] != [old]
    assert_readable(sealed)


@pytest.mark.usefixtures("another_key_folder", "committed")
def test_progress_is_told_batch_by_batch() -> None:
    make_keys(7)
    told: list[tuple[int, int]] = []
    with as_system():
        rotate(progress=lambda done, total: told.append((done, total)), batch=3)
    assert told[:3] == [(3, 7), (6, 7), (7, 7)]


@pytest.mark.usefixtures("another_key_folder", "committed")
def test_a_destroyed_key_stays_destroyed() -> None:
    (key_id,) = make_keys(1)
    with as_system():
        DataKey.objects.filter(pk=key_id).update(
            wrapped=None, destroyed_at="2026-11-22T00:00Z", destroyed_by="x"
        )
        done = rotate(progress=quiet)
        assert DataKey.objects.get(pk=key_id).wrapped is None
    assert done.rewrapped == 0
    assert len(done.retired) == 1


@pytest.mark.usefixtures("another_key_folder", "committed")
def test_the_old_wrapping_opens_nothing_once_its_key_is_deleted() -> None:
    (key_id,) = make_keys(1)
    with as_system():
        backup = DataKey.objects.get(pk=key_id)
        vault.destroy(key_id, by=SYSTEM, at=backup.created_at)
        rotate(progress=quiet)
    with pytest.raises(vault.KeyUnavailable):
        vault._unwrapped(backup)


@pytest.mark.usefixtures("another_key_folder", "committed")
def test_a_key_that_does_not_open_is_reported_and_its_wrapping_key_kept() -> None:
    sealed = make_keys(3)
    spoilt, old = next(iter(sealed)), key_port().current()
    with as_superuser(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE casework_datakey SET wrapped = '\\x00112233445566778899aabb' WHERE id = %s",
            [spoilt],
        )
    with as_system():
        done = rotate(progress=quiet, batch=1)
    assert (done.rewrapped, done.broken, done.retired) == (2, (spoilt,), ())
    assert old in key_port().ids()
    assert_readable({key_id: each for key_id, each in sealed.items() if key_id != spoilt})


@pytest.mark.usefixtures("another_key_folder", "committed")
def test_the_application_role_may_not_rotate() -> None:
    make_keys(1)
    with pytest.raises(RotationRefused, match="system role"):
        rotate(progress=quiet)
    assert len(key_port().ids()) == 1


@pytest.mark.usefixtures("another_key_folder", "committed")
def test_two_rotations_do_not_run_at_once() -> None:
    make_keys(2)
    refused: list[str] = []

    def second(done: int, total: int) -> None:
        def run() -> None:
            try:
                with as_system():
                    rotate(progress=quiet)
            except RotationRefused as problem:
                refused.append(str(problem))
            finally:
                connection.close()

        thread = threading.Thread(target=run)
        thread.start()
        thread.join()

    with as_system():
        rotate(progress=second, batch=2)
    assert refused[0] == "Another rotation is running."


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


@pytest.mark.django_db
@pytest.mark.usefixtures("another_key_folder")
def test_the_command_rotates_tells_what_it_did_and_logs_it() -> None:
    sealed = make_keys(3)
    first = key_port().current()
    output = StringIO()
    with as_system():
        call_command("rotate_keys", "--batch", "2", stdout=output)
        event = AuditEvent.objects.get(verb=Verb.DATA_KEYS_ROTATED)
    assert "2 of 3 keys rewrapped" in output.getvalue()
    assert f"{first} is retired" in output.getvalue()
    assert event.detail["keys"] == 3
    assert event.target_id == key_port().current()
    assert_readable(sealed)


@pytest.mark.django_db
@pytest.mark.usefixtures("another_key_folder")
def test_the_command_refuses_in_one_sentence_under_another_role() -> None:
    with pytest.raises(CommandError, match="system role"):
        call_command("rotate_keys")


def test_the_first_keys_are_begun_on_purpose_in_production(tmp_path: Path) -> None:
    with override_settings(KEY_DIR=tmp_path / "keys", PRODUCTION=True):
        key_port.cache_clear()
        call_command("rotate_keys", "--begin", stdout=StringIO())
        assert key_port().current()
    key_port.cache_clear()
