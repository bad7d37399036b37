"""Private files: encrypted, whole or not at all, readable only by whom they concern."""

import hashlib
import os
import resource
import secrets
import time
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import OperationalError, ProgrammingError, transaction
from django.utils import timezone

from casework.access.context import NOBODY, Context, acting
from casework.access.principals import ANONYMOUS
from casework.audit.models import AuditEvent
from casework.documents import actions, downloads, store
from casework.documents.models import StoredFile
from casework.documents.queries import files_visible_to
from casework.identity import vault
from tests.database import as_system

from .conftest import AT, OWN_CENTRE

pytestmark = pytest.mark.django_db
SECRET = b"%PDF-1.7 relato reservado de Rosa " + b"x" * 3000


def put(people, data: bytes = SECRET, **extra) -> StoredFile:
    fixed = {"survivor_id": people.survivor_id, "centre_ids": [OWN_CENTRE], "name": "cédula.pdf"}
    return store.put(data, key_id=people.key_id, **(fixed | extra))


def files(settings) -> list[Path]:
    root = Path(settings.PRIVATE_DIR)
    return [path for path in root.rglob("*") if path.is_file()]


def test_what_was_put_comes_back(people, as_own_worker) -> None:
    stored = put(people)
    again = StoredFile.objects.get(pk=stored.pk)
    assert store.open(again).read() == SECRET
    assert (again.size, bytes(again.sha256)) == (len(SECRET), hashlib.sha256(SECRET).digest())
    assert again.name == "cédula.pdf"


def test_a_file_is_reserved_and_sensitive_unless_said_otherwise(people, as_own_worker) -> None:
    stored = put(people)
    assert (stored.access_level, stored.sensitive) == ("reserved", True)


def test_the_disk_holds_no_word_of_it_under_a_name_that_says_nothing(
    people, as_own_worker, settings
) -> None:
    put(people)
    (only,) = files(settings)
    assert b"relato" not in only.read_bytes()
    assert only.name.isalnum() and len(only.name) == 64
    assert oct(only.stat().st_mode)[-3:] == "600"


def test_a_changed_file_does_not_open(people, as_own_worker) -> None:
    stored = put(people)
    path = store.path_of(stored.place)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(vault.Tampered):
        store.open(stored)


def test_two_files_that_changed_places_do_not_open(people, as_own_worker) -> None:
    one, other = put(people), put(people, b"otro")
    first, second = store.path_of(one.place), store.path_of(other.place)
    content = first.read_bytes(), second.read_bytes()
    first.write_bytes(content[1])
    second.write_bytes(content[0])
    for stored in (one, other):
        with pytest.raises(vault.Tampered):
            store.open(stored)


def test_destroying_the_persons_key_makes_the_file_unreadable(people, as_own_worker) -> None:
    stored = put(people)
    with as_system():
        vault.destroy(people.key_id, by=people.own_worker.actor, at=AT)
    with pytest.raises(vault.KeyDestroyed):
        store.open(stored)


def test_a_missing_file_says_so(people, as_own_worker) -> None:
    stored = put(people)
    store.path_of(stored.place).unlink()
    with pytest.raises(store.FileLost):
        store.open(stored)


def test_nothing_is_stored_or_opened_outside_a_transaction(monkeypatch, people) -> None:
    with acting(people.own_worker.context):
        stored = put(people)
    monkeypatch.setattr(store, "connection", SimpleNamespace(in_atomic_block=False))
    with pytest.raises(RuntimeError):
        store.open(stored)
    with pytest.raises(RuntimeError):
        put(people)


def test_own_worker_and_survivor_see_it_and_nobody_else_does(people) -> None:
    with acting(people.own_worker.context):
        put(people)
        assert files_visible_to(people.own_worker).count() == 1
    with acting(people.survivor.context):
        assert files_visible_to(people.survivor).count() == 1
    for stranger in (people.other_worker, ANONYMOUS):
        with acting(stranger.context):
            assert files_visible_to(stranger).count() == 0


def test_the_database_alone_refuses_the_others(people) -> None:
    with acting(people.own_worker.context):
        put(people)
    for context in (people.other_worker.context, NOBODY, Context("survivor")):
        with acting(context):
            assert StoredFile.objects.count() == 0


def test_the_filter_alone_refuses_the_others(people) -> None:
    with acting(people.own_worker.context):
        put(people)
    with as_system():
        assert StoredFile.objects.count() == 1
        assert files_visible_to(people.other_worker).count() == 0


def test_a_stored_file_is_never_changed_nor_removed_by_the_application(
    people, as_own_worker
) -> None:
    put(people)
    for write in (
        lambda: StoredFile.objects.update(place="x"),
        lambda: StoredFile.objects.all().delete(),
    ):
        with pytest.raises(ProgrammingError), transaction.atomic():
            write()


def test_a_worker_cannot_store_for_another_centre(people, as_own_worker) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic():
        put(people, centre_ids=[9002])


def test_a_rollback_takes_the_file_with_it(people, as_own_worker, settings) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        put(people)
        assert len(files(settings)) == 1
        raise ZeroDivisionError
    assert files(settings) == []


def test_a_refused_row_takes_the_file_with_it(people, as_own_worker, settings) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic():
        put(people, centre_ids=[9002])
    assert files(settings) == []


def test_when_the_connection_broke_the_file_waits_for_the_sweep(
    people, as_own_worker, settings
) -> None:
    with pytest.raises(OperationalError), transaction.atomic():
        put(people)
        raise OperationalError("server closed the connection unexpectedly")
    assert len(files(settings)) == 1


@pytest.mark.django_db(transaction=False)
def test_a_commit_keeps_the_file(people, settings, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True), acting(people.own_worker.context):
        put(people)
    assert len(files(settings)) == 1


def test_a_full_disk_is_told_and_leaves_nothing_half(people, as_own_worker, settings) -> None:
    put(people, b"cabe")
    before = files(settings)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        with pytest.raises(store.StoreFull) as refused, transaction.atomic():
            put(people, b"x" * 200_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert str(refused.value.words)
    assert files(settings) == before
    assert StoredFile.objects.count() == 1


def crash_between_file_and_row(folder: Path) -> str:
    """Die as a killed server dies: the file is in place, its row is not."""
    place = secrets.token_hex(32)
    child = os.fork()
    if child == 0:
        store._write(place, b"sellado")
        os._exit(9)
    os.waitpid(child, 0)
    return place


def test_files_left_by_a_crash_are_swept_and_the_others_stay(people, settings) -> None:
    with acting(people.own_worker.context):
        kept = put(people)
    lost = crash_between_file_and_row(Path(settings.PRIVATE_DIR))
    draft = Path(settings.PRIVATE_DIR) / store.DRAFTS / "a-medias"
    draft.write_bytes(b"medio")
    assert store.path_of(lost).exists()
    with as_system():
        assert store.sweep(at=timezone.now()) == 0, "too young to be judged"
        assert store.sweep(at=timezone.now() + timedelta(hours=2)) == 2
    assert store.path_of(kept.place).exists()
    assert not store.path_of(lost).exists()
    assert not draft.exists()


def test_only_the_system_may_sweep(people, as_own_worker) -> None:
    with pytest.raises(PermissionError):
        store.sweep(at=timezone.now())


def test_opening_a_file_leaves_a_line_about_her(people, as_own_worker) -> None:
    stored = put(people)
    content = actions.read_file(stored=stored, by=people.own_worker.actor, at=AT)
    assert content.read() == SECRET
    with as_system():
        event = AuditEvent.objects.get(verb="document.opened")
    assert (event.subject, event.target_id) == (people.survivor_id, str(stored.pk))


def test_no_line_in_the_log_means_no_file(people, as_own_worker, monkeypatch) -> None:
    stored = put(people)

    def broken(*args: object, **kwargs: object) -> None:
        raise OSError("no log")

    monkeypatch.setattr(actions, "record", broken)
    with pytest.raises(OSError):
        actions.read_file(stored=stored, by=people.own_worker.actor, at=AT)


def test_a_download_has_a_neutral_name_and_cannot_act(people, as_own_worker) -> None:
    stored = put(people, name="denuncia contra Juan.pdf")
    response = downloads.answer(stored, store.open(stored))
    assert not response.streaming
    assert response["Content-Disposition"].startswith('attachment; filename="documento-')
    assert "Juan" not in str(response.headers)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]


def test_putting_a_file_takes_little_time(people, as_own_worker) -> None:
    start = time.perf_counter()
    put(people, b"x" * 5_000_000)
    assert time.perf_counter() - start < 2
