"""No event, no data: what cannot be logged does not happen, nor is the undone logged."""

import contextlib
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction

from casework.audit.anchors import AnchorsUnavailable
from casework.audit.log import record
from casework.audit.models import AuditEvent
from casework.audit.verbs import Verb
from tests.database import as_superuser, as_system

from .conftest import WORKER


def test_outside_a_transaction_nothing_is_recorded(real_commits):
    with pytest.raises(RuntimeError, match="transaction"):
        record(Verb.READ_FILE, by=WORKER)


def test_when_the_row_cannot_be_written_the_act_is_undone(real_commits):
    with connection.cursor() as cursor, as_superuser():
        cursor.execute("REVOKE INSERT ON casework_auditevent FROM siivbg_app")

    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        Group.objects.create(name="an act")
        record(Verb.CHANGED, by=WORKER)

    assert not Group.objects.filter(name="an act").exists()


def test_when_anchors_cannot_be_written_the_act_is_undone(real_commits, settings, tmp_path: Path):
    (tmp_path / "file").write_text("")
    settings.ANCHOR_DIR = tmp_path / "file" / "anchors"

    with pytest.raises(AnchorsUnavailable), transaction.atomic():
        Group.objects.create(name="an act")
        record(Verb.CHANGED, by=WORKER)

    assert not Group.objects.filter(name="an act").exists()


def test_catching_the_error_does_not_save_the_act(real_commits, settings, tmp_path: Path):
    (tmp_path / "file").write_text("")
    settings.ANCHOR_DIR = tmp_path / "file" / "anchors"

    with transaction.atomic():
        Group.objects.create(name="an act")
        with contextlib.suppress(AnchorsUnavailable):
            record(Verb.CHANGED, by=WORKER)

    assert not Group.objects.filter(name="an act").exists()


def test_the_event_vanishes_with_the_act_it_witnesses(real_commits):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(Verb.CHANGED, by=WORKER)
        raise ZeroDivisionError

    with transaction.atomic(), as_system():
        assert AuditEvent.objects.count() == 0
