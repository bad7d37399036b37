"""The wrapping key is changed: everything opens after it, and nothing else changes."""

import threading
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import override_settings

from casework.audit.actors import SYSTEM
from casework.audit.models import AuditEvent
from casework.audit.verbs import Verb
from casework.identity import vault
from casework.identity.key_ports import key_port
from casework.identity.models import DataKey
from casework.identity.rotation import RotationRefused, rotate
from tests.database import as_superuser, as_system

from .keyring import assert_readable, make_keys, quiet


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
