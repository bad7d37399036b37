"""Writing: every event whole, in its act's transaction, or neither."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.utils import timezone

from casework.access.context import acting
from casework.audit.codes import PersonalData
from casework.audit.log import Target, record
from casework.audit.models import AuditEvent, LogIsAppendOnly
from casework.audit.origin import unattended
from casework.audit.verbs import Verb
from tests.database import as_superuser

from .conftest import AS_LOG_READER, HER, STRANGER, WORKER

pytestmark = pytest.mark.django_db


def test_an_event_is_stored_whole():
    at = datetime(2026, 3, 8, 12, 30, tzinfo=UTC)
    with unattended("nightly") as origin:
        event = record(
            Verb.READ_FILE, by=WORKER, at=at, target=Target("file", str(HER)), subject=HER,
            purpose="care", detail={"tab": "plan", "count": 3, "own": True, "none": None},
        )  # fmt: skip

    with acting(AS_LOG_READER):
        stored = AuditEvent.objects.get(pk=event.pk)
    assert (stored.verb, stored.at, stored.subject) == ("file.read", at, HER)
    assert (stored.actor_kind, stored.actor_id) == ("staff", WORKER.id)
    assert (stored.actor_level, stored.actor_centre) == ("N6", 1)
    assert (stored.target_kind, stored.target_id) == ("file", str(HER))
    assert stored.detail == {"tab": "plan", "count": 3, "own": True, "none": None}
    assert (stored.request_id, stored.origin) == (origin.request_id, "task:nightly")
    assert bytes(stored.hash) == bytes(event.hash)
    assert stored.seq == event.seq


def test_a_denial_by_a_stranger_is_an_event_too():
    event = record(Verb.ACCESS_DENIED, by=STRANGER, target=Target("view", "survivors:file"))

    assert event.seq >= 1
    assert event.created_at.tzinfo is not None


def test_an_origin_that_is_given_wins_over_the_request():
    with unattended("nightly"):
        event = record(Verb.SIGN_OUT, by=WORKER, origin="task:expire_access")

    assert event.origin == "task:expire_access"


@pytest.mark.parametrize(
    "words",
    [
        {"detail": {"reason": "she said he waits outside"}},
        {"detail": {"number": "12.345.678-5"}},
        {"detail": {"number": "123456785"}},
        {"detail": {"number": "+56912345678"}},
        {"detail": {"who": "someone@example.cl"}},
        {"detail": {"name": "x"}},
        {"detail": {"town": "Ñuñoa"}},
        {"purpose": "To find Ana"},
        {"target": Target("person", "Ana Soto")},
        {"target": Target("run", "11111111-1")},
        {"origin": "her brother's house"},
    ],
)
def test_what_looks_like_a_persons_data_never_enters_the_log(words):
    with pytest.raises(PersonalData) as refused, transaction.atomic():
        record(Verb.READ_FILE, by=WORKER, **words)

    for value in ("Ana", "12.345", "123456785", "56912345678", "example.cl", "11111111"):
        assert value not in str(refused.value)


@pytest.mark.parametrize(
    "value", [str(HER), "2026-11-22", "a" * 64, "01234567" * 8, "v1.2", "12345678" + "9" * 24]
)
def test_identifiers_dates_and_digests_are_codes(value):
    assert record(Verb.READ_FILE, by=WORKER, detail={"what": value}).detail == {"what": value}


def test_a_detail_of_another_type_is_refused():
    with pytest.raises(TypeError), transaction.atomic():
        record(Verb.READ_FILE, by=WORKER, detail={"when": timezone.now()})  # type: ignore[dict-item]


def test_the_orm_cannot_write_change_or_delete_events():
    event = record(Verb.READ_FILE, by=WORKER)

    for write in (event.save, event.delete, AuditEvent().save):
        with pytest.raises(LogIsAppendOnly):
            write()


def test_the_database_makes_its_own_clock_and_chain_whatever_the_writer_says():
    forged = UUID(int=77)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO casework_auditevent VALUES (%s, '2001-01-01', now(), 'x', null, '', null,"
            " 'file.read', '', '', null, '', null, '', '{}', '{}', 3, 999, '', 'forged')"
            " RETURNING created_at, seq, hash",
            [forged],
        )
        created_at, seq, digest = cursor.fetchone()

    assert timezone.now() - created_at < timedelta(minutes=5)
    assert seq != 999
    assert len(digest) == 32


@pytest.mark.parametrize("year", [2019, 2031])
def test_a_month_without_partition_gets_one_when_needed(year):
    record(Verb.READ_FILE, by=WORKER, at=datetime(year, 2, 28, 23, 59, tzinfo=UTC))

    with connection.cursor() as cursor, as_superuser():
        cursor.execute("SELECT count(*) FROM casework_auditevent_rest")
        assert cursor.fetchone() == (0,)
        cursor.execute(f"SELECT count(*) FROM casework_auditevent_y{year}m02")
        assert cursor.fetchone() == (1,)


def test_a_moment_beyond_any_month_lands_in_the_safety_net():
    event = record(Verb.READ_FILE, by=WORKER, at=datetime(1990, 1, 1, tzinfo=UTC))

    with connection.cursor() as cursor, as_superuser():
        cursor.execute("SELECT id FROM casework_auditevent_rest")
        assert cursor.fetchall() == [(event.pk,)]
