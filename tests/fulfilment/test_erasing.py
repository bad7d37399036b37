"""Erased for good, never under a hold, and forgotten again after a restore (C, SE-20, AB35)."""

import json

import pytest
from django.core.management import call_command
from django.utils import timezone

from casework.access.context import acting
from casework.cases.models import Case
from casework.documents import store
from casework.documents.models import StoredFile
from casework.identity import vault
from casework.identity.models import DataKey
from casework.models import ExitReason, ReportingDuty, TrajectoryEvent
from casework.survivors.models import Survivor
from casework.survivors.queries import search_names
from complaints.fulfilment import erasing, holds, tombstones
from complaints.fulfilment.copy_actions import CopyRefused
from complaints.models import Erasure, RightsRequest
from complaints.rights.actions import RightsRefused
from complaints.rights.choices import Asked
from tests.database import as_system
from tests.rights.steps import sent

from .hands import asked, decided, prepared

pytestmark = pytest.mark.django_db
ACT = "Resolución exenta 123 de 2026"


def closed(her):
    """Nothing holds her file any more."""
    with as_system():
        now = timezone.now()
        Case.objects.filter(survivor=her).update(
            closed_at=now, exited_at=now, stage="closed", exit_reason=ExitReason.objects.first()
        )
        ReportingDuty.objects.filter(survivor=her).delete()


def ordered(by, request):
    with acting(by.staff.context):
        erasing.name_act(request=request, act=ACT, by=by.staff, at=timezone.now())


@pytest.fixture
def lines(settings, tmp_path):
    settings.ANCHOR_DIR = tmp_path
    return tmp_path / tombstones.NAME


@pytest.fixture
def erased(worker, head, her, lines, django_capture_on_commit_callbacks):
    with acting(worker.staff.context):
        store.put(b"papel", key_id=her.key_id, name="p.pdf", survivor_id=her.pk,
                  centre_ids=her.centre_ids)  # fmt: skip
    closed(her)
    request = asked(worker, her, Asked.SUPPRESSION)
    ordered(worker, request)
    request = prepared(worker, request)
    with django_capture_on_commit_callbacks(execute=True):
        return decided(head, request)


def test_the_dry_run_lists_what_would_go_and_touches_nothing(worker, her):
    with acting(worker.staff.context):
        counted = erasing.dry_run(her.pk)
        assert counted.rows["casework.Survivor"] == 1
        assert counted.rows["casework.RelatedPerson"] == 1
        assert counted.keys == (her.key_id,)
        assert Survivor.objects.get(pk=her.pk).given_names == "Zoraida"


def test_it_says_in_words_why_it_may_not_be(worker, head, her):
    request = asked(worker, her, Asked.SUPPRESSION)
    with acting(worker.staff.context):
        found = holds.standing(Survivor.objects.get(pk=her.pk), request, timezone.now())
    assert found
    ordered(worker, request)
    with pytest.raises(RightsRefused):
        decided(head, prepared(worker, request))
    with acting(worker.staff.context):
        assert Survivor.objects.get(pk=her.pk).given_names == "Zoraida"


def test_without_an_act_that_orders_it_nothing_is_erased(worker, head, her):
    closed(her)
    request = asked(worker, her, Asked.SUPPRESSION)
    with acting(worker.staff.context), pytest.raises(CopyRefused):
        erasing.name_act(request=request, act="x", by=worker.staff, at=timezone.now())
    with pytest.raises(RightsRefused):
        decided(head, prepared(worker, request))


def test_everything_of_hers_is_gone_and_what_she_asked_stays(worker, head, her, erased, lines):
    with as_system():
        row = Survivor.objects.get(pk=her.pk)
        assert (row.run_digest, row.birth_year, row.name_tokens, row.centre_ids) == (None,) * 2 + (
            [], [],
        )  # fmt: skip
        with pytest.raises(vault.KeyDestroyed):
            str(row.given_names)
        assert not DataKey.objects.filter(survivor_id=her.pk, wrapped__isnull=False).exists()
        lines_of = TrajectoryEvent.objects.filter(survivor=her)
        assert lines_of.exists()
        assert not lines_of.exclude(centre_ids=[]).exists()
        assert not any(store.path_of(one.place).exists()
                       for one in StoredFile.objects.filter(survivor_id=her.pk))  # fmt: skip
        assert Erasure.objects.get().act == ACT
    with acting(worker.staff.context):
        assert search_names("Zoraida", by=worker.staff, at=timezone.now()) == []
        kept = RightsRequest.objects.get(pk=erased.pk)
        assert (kept.survivor_id, kept.asker_name) == (None, "Zoraida Canariasoto")
    assert sent(worker, erased).state == "answered"
    written = lines.read_text()
    assert str(her.pk) in written
    assert "Zoraida" not in written


def test_a_restored_backup_forgets_again_before_anybody_enters(
    her, worker, head, lines, capsys, django_capture_on_commit_callbacks
):
    with as_system():
        key = DataKey.objects.get(pk=her.key_id)
        before = (bytes(key.wrapped), list(her.centre_ids), bytes(her.run_digest))
    closed(her)
    request = asked(worker, her, Asked.SUPPRESSION)
    ordered(worker, request)
    request = prepared(worker, request)
    with django_capture_on_commit_callbacks(execute=True):
        decided(head, request)
    with as_system():  # the backup of the day before
        DataKey.objects.filter(pk=key.pk).update(
            wrapped=before[0], destroyed_at=None, destroyed_by=""
        )
        Survivor.objects.filter(pk=her.pk).update(centre_ids=before[1], run_digest=before[2])
        Erasure.objects.all().delete()
        assert Survivor.objects.get(pk=her.pk).given_names == "Zoraida"
        call_command("replay_erasures")
        assert "forgotten again: 1" in capsys.readouterr().out
        row = Survivor.objects.get(pk=her.pk)
        assert (row.run_digest, row.centre_ids) == (None, [])
        with pytest.raises(vault.KeyDestroyed):
            str(row.given_names)
        call_command("replay_erasures")
        assert "forgotten again: 0" in capsys.readouterr().out


def test_a_line_that_somebody_wrote_by_hand_erases_nobody(her, lines):
    line = json.dumps(
        {"id": str(her.pk), "survivor_id": str(her.pk), "keys": [], "at": "", "by": ""}
    )
    lines.write_text(f"{'0' * 64} {line}\n")
    with pytest.raises(tombstones.BrokenTombstone):
        list(tombstones.read())


def test_a_line_lost_in_a_crash_is_written_again(erased, lines, capsys):
    lines.unlink()
    with as_system():
        call_command("replay_erasures")
    assert "lines added: 1" in capsys.readouterr().out
    assert len(list(tombstones.read())) == 1


def test_nobody_forgets_anybody_without_a_decision(worker, her):
    from django.db import ProgrammingError, transaction

    with acting(worker.staff.context), pytest.raises(ProgrammingError), transaction.atomic():
        erasing.forget_person(her.pk)
