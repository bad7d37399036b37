"""Field changes: which fields changed is told; a person's data never is."""

import json
from contextlib import contextmanager

import pytest
from auditlog.models import LogEntry
from auditlog.registry import auditlog
from django.db import connection, transaction

from casework.access.context import Context, acting
from casework.audit.changes import Untrackable, changes_of, track
from casework.audit.log import record
from casework.audit.origin import unattended
from casework.audit.verbs import Verb
from casework.identity import vault
from casework.survivors.models import Survivor
from casework.territory.models import Comuna, Executor
from tests.database import as_superuser

from .conftest import ANOTHER, AS_HER, AS_LOG_READER, AS_WORKER, HER, WORKER

CANARY = "Zoraida-Canaria"


@contextmanager
def as_the_product_has_it(model):
    """Whatever a test tracks, afterwards the model is tracked as the product does."""
    before = auditlog._registry.get(model)
    try:
        yield
    finally:
        auditlog.unregister(model)
        if before:
            auditlog.register(model, **before)


@pytest.fixture
def tracked():
    """Her record tracked with one code shown, whatever the product tracks."""
    with as_the_product_has_it(Survivor):
        track(Survivor, shown=("entry_route",))
        yield


@pytest.fixture
def her(db, tracked) -> Survivor:
    """Her record, made by a worker of centre 1."""
    with acting(AS_WORKER), unattended("register"):
        key = vault.new_key(owner=vault.KeyOwner.SURVIVOR, survivor_id=HER, centre_ids=[1])
        return Survivor.objects.create(
            id=HER, key_id=key, centre_ids=[1], working_name=CANARY, given_names=CANARY,
            document_country="PE", entry_route="spontaneous",
        )  # fmt: skip


def change(her: Survivor, **values):
    with acting(AS_WORKER), unattended("test"), transaction.atomic():
        for name, value in values.items():
            setattr(her, name, value)
        her.save()
        return record(Verb.CHANGED, by=WORKER, subject=her.pk)


def told(event) -> dict:
    with acting(AS_LOG_READER):
        [entry] = changes_of(event.request_id)
    return entry["fields"]


def test_a_change_is_joined_to_its_event_and_tells_codes(her):
    event = change(her, entry_route="police")

    assert told(event) == {"entry_route": ["spontaneous", "police"]}


def test_a_sealed_value_is_told_as_changed_and_never_shown(her):
    event = change(her, given_names=CANARY + "-Otra", working_name=CANARY + "-Nueva")

    assert told(event) == {"given_names": ["***", "***"], "working_name": ["***", "***"]}


def test_a_value_about_her_is_hidden_even_when_not_sealed(her):
    event = change(her, document_country="BO", first_surname="Soto")

    assert told(event) == {"document_country": ["***", "***"], "first_surname": ["", "***"]}


def test_no_column_of_the_field_log_holds_a_persons_data(her):
    change(her, given_names=CANARY + "-Otra", comuna=Comuna.objects.first())

    with connection.cursor() as cursor, as_superuser():
        cursor.execute("SELECT to_jsonb(entry)::text FROM auditlog_logentry entry")
        rows = [row for (row,) in cursor.fetchall()]
    assert len(rows) >= 2
    for row in rows:
        assert CANARY not in row
        assert json.loads(row)["object_repr"] == str(HER)
        assert json.loads(row)["actor_id"] is None


def test_a_row_is_registered_with_everything_hidden_but_codes(her):
    with acting(AS_LOG_READER):
        [entry] = LogEntry.objects.filter(object_pk=str(HER))

    assert entry.changes["given_names"] == ["", "***"]
    assert entry.changes["entry_route"][1] == "spontaneous"


@pytest.mark.parametrize("context", [AS_HER, AS_WORKER, Context()])
def test_only_the_logs_reader_reads_changes(her, context):
    event = change(her, entry_route="police")

    with acting(context):
        assert changes_of(event.request_id) == []


def test_events_take_the_centres_of_her_record(her):
    with acting(Context()):
        event = record(Verb.ACCESS_DENIED, by=WORKER, subject=HER)
        unknown = record(Verb.ACCESS_DENIED, by=WORKER, subject=ANOTHER)

    assert event.centre_ids == [1]
    assert unknown.centre_ids == []


def test_a_sealed_field_cannot_be_shown_by_asking(tracked):
    track(Survivor, shown=("given_names", "run_digest"))

    logged = auditlog.get_model_fields(Survivor)
    assert "given_names" in logged["mask_fields"]
    assert "run_digest" not in logged["include_fields"]


def test_a_model_that_classes_no_fields_cannot_be_tracked():
    with pytest.raises(Untrackable):
        track(LogEntry)


def test_more_fields_can_be_hidden():
    with as_the_product_has_it(Executor):
        track(Executor, masked=("name",))
        assert auditlog.get_model_fields(Executor)["mask_fields"] == ["name"]
