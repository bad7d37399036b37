"""Who may do what with the log's tables: the application adds, and reads little."""

import pytest
from django.db import ProgrammingError, connection, transaction

from casework.access.context import Context, acting
from casework.audit.log import record
from casework.audit.models import AuditEvent
from casework.audit.queries import events_about
from casework.audit.verbs import Verb
from tests.database import as_role, as_superuser, as_system

from .conftest import ANOTHER, AS_HER, AS_LOG_READER, AS_WORKER, HER, STRANGER, WORKER

pytestmark = pytest.mark.django_db

TABLES = ("casework_auditevent", "casework_auditevent_rest", "auditlog_logentry")
WRITES = ("UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}")
LANE_WRITES = (
    "UPDATE casework_auditlane SET seq = 0",
    "DELETE FROM casework_auditlane",
    "INSERT INTO casework_auditlane VALUES (99, 0, '')",
    "TRUNCATE casework_auditlane",
)


def refused(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except ProgrammingError:
        return True
    return False


@pytest.mark.parametrize("role", ["siivbg_app", "siivbg_system"])
@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("write", WRITES)
def test_neither_the_server_nor_unattended_work_changes_or_removes_a_row(role, table, write):
    record(Verb.READ_FILE, by=WORKER)

    with as_role(role):
        assert refused(write.format(table))


@pytest.mark.parametrize("role", ["siivbg_app", "siivbg_system"])
@pytest.mark.parametrize("write", LANE_WRITES)
def test_neither_touches_a_lane(role, write):
    with as_role(role):
        assert refused(write)


@pytest.mark.parametrize("table", ["casework_auditevent", "auditlog_logentry"])
@pytest.mark.parametrize("write", WRITES)
def test_not_even_a_superuser_does_without_switching_the_guards_off(table, write):
    record(Verb.READ_FILE, by=WORKER)
    with connection.cursor() as cursor, as_superuser():
        cursor.execute(
            "INSERT INTO auditlog_logentry (content_type_id, object_pk, object_repr, action,"
            " changes_text, timestamp) SELECT id, '1', '1', 0, '', now()"
            " FROM django_content_type LIMIT 1"
        )
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        assert refused(write.format(table))


def test_no_application_role_switches_a_guard_off():
    for role in ("siivbg_app", "siivbg_system"):
        with as_role(role):
            assert refused("ALTER TABLE casework_auditevent DISABLE TRIGGER ALL")
            assert refused("SET session_replication_role = replica")
            assert refused("ALTER TABLE casework_auditevent NO FORCE ROW LEVEL SECURITY")


def test_a_partition_is_no_back_door():
    with connection.cursor() as cursor, as_superuser():
        cursor.execute("SELECT inhrelid::regclass::text FROM pg_inherits"
                       " WHERE inhparent = 'casework_auditevent'::regclass")  # fmt: skip
        partitions = [name for (name,) in cursor.fetchall()]

    assert len(partitions) > 12
    for name in partitions:
        assert refused(f"SELECT 1 FROM {name}")
        assert refused(f"INSERT INTO {name} DEFAULT VALUES")
        with as_superuser():
            assert refused(f"TRUNCATE {name}")


def test_she_reads_what_is_about_her_and_nothing_else():
    record(Verb.READ_FILE, by=WORKER, subject=HER)
    record(Verb.READ_FILE, by=WORKER, subject=ANOTHER)
    record(Verb.SIGN_IN, by=WORKER)

    with acting(AS_HER):
        assert [event.subject for event in AuditEvent.objects.all()] == [HER]


def test_a_worker_reads_events_about_women_of_her_centres_only():
    of_centre = _event_of_centres("{1}")
    _event_of_centres("{2}")

    with acting(AS_WORKER):
        assert [event.pk for event in events_about(HER)] == [of_centre]


def test_centres_alone_do_not_make_a_worker():
    _event_of_centres("{1}")

    with acting(Context("anonymous", centre_ids=frozenset({1}))):
        assert not events_about(HER).exists()


def everything() -> int:
    """How many events there are, with those that other tests committed."""
    with as_system():
        return AuditEvent.objects.count()


def test_the_reader_of_the_log_reads_all_and_a_stranger_nothing():
    before = everything()
    record(Verb.READ_FILE, by=WORKER, subject=HER)
    record(Verb.ACCESS_DENIED, by=STRANGER)

    with acting(AS_LOG_READER):
        assert AuditEvent.objects.count() == before + 2
    with acting(Context()):
        assert AuditEvent.objects.count() == 0


def test_unattended_work_reads_all():
    before = everything()
    record(Verb.READ_FILE, by=WORKER, subject=HER)

    assert everything() == before + 1


def _event_of_centres(centres: str):
    """An event whose row came with centres: her record, which would give them, is not there."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO casework_auditevent (id, at, actor_kind, actor_level, verb, target_kind,"
            " target_id, subject, purpose, origin, detail, centre_ids) VALUES (gen_random_uuid(),"
            " now(), 'staff', 'N6', 'file.read', '', '', %s, '', '', '{}', %s) RETURNING id",
            [HER, centres],
        )
        return cursor.fetchone()[0]
