"""Criminal background: one case, a reason each time, until a day, and then gone (law DP-60)."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from casework.access.context import acting
from casework.audit.models import AuditEvent
from casework.cases.catalogue import ExitReason
from casework.cases.models import Case
from casework.episodes import vault_actions
from casework.episodes.queries import notes_about
from casework.episodes.vault_actions import NotForThisCase
from casework.episodes.vault_models import BackgroundNote, BackgroundReading
from config.launch.periodic import COMMANDS
from tests import people
from tests.database import as_system
from tests.episodes.cases import open_case
from tests.episodes.conftest import address, name

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
SECRET = "Condena canaria de 2019"
REASON = "Debo preparar hoy el plan de seguridad con ella"


@pytest.fixture
def him(paula, her):
    made = name(paula, her)
    with as_system():
        made.case = open_case(her, paula.centre)
    return made


def keep(paula, her, him, days=9):
    with acting(paula.staff.context):
        return vault_actions.keep_background(
            survivor=her, aggressor=him, case=him.case, text=SECRET, institution_code="MP",
            expires_on=TODAY + timedelta(days=days), by=paula.staff, at=timezone.now(),
        )  # fmt: skip


def expired(note):
    with as_system():
        BackgroundNote.objects.filter(pk=note.pk).update(expires_on=TODAY - timedelta(days=1))


def read(her, him, note):
    return address(her, f"agresores/{him.pk}/reservado/{note.pk}/")


def test_it_is_written_and_opened_only_with_a_reason(desk, paula, her, him):
    notes = address(her, f"agresores/{him.pk}/reservado/")
    day = (TODAY + timedelta(days=30)).isoformat()
    said = {"text": SECRET, "institution": "MP", "expires_on": day}
    assert desk.post(f"{notes}nuevo/", said)["Location"] == notes
    with as_system():
        note = BackgroundNote.objects.get()
    assert SECRET not in desk.get(notes).content.decode()
    assert SECRET not in desk.get(read(her, him, note)).content.decode()
    short = desk.post(read(her, him, note), {"reason": "porque sí"})
    assert short.status_code == 422
    assert SECRET not in short.content.decode()
    assert SECRET in desk.post(read(her, him, note), {"reason": REASON}).content.decode()
    # The next time asks again.
    assert SECRET not in desk.get(read(her, him, note)).content.decode()
    with as_system():
        assert AuditEvent.objects.filter(verb="background.read", subject=her.pk).count() == 1
        kept = BackgroundReading.objects.values("reason", "read_by").get()
    assert kept["read_by"] == paula.id
    assert b"plan de seguridad" not in bytes(kept["reason"])


@pytest.mark.parametrize("days", [0, -1, 181, 4000])
def test_a_last_day_is_asked_and_has_a_limit(desk, paula, her, him, days):
    day = (TODAY + timedelta(days=days)).isoformat()
    said = {"text": SECRET, "institution": "MP", "expires_on": day}
    answer = desk.post(address(her, f"agresores/{him.pk}/reservado/nuevo/"), said)
    assert answer.status_code == 422
    with pytest.raises(NotForThisCase):
        keep(paula, her, him, days)


def test_without_an_open_case_here_there_is_no_note(desk, paula, her):
    made = name(paula, her)
    with as_system():
        now = timezone.now()
        Case.objects.update(
            stage="closed", closed_at=now, exited_at=now, exit_reason=ExitReason.objects.first()
        )
    answer = desk.get(address(her, f"agresores/{made.pk}/reservado/nuevo/"))
    assert answer.status_code == 403


def test_another_centre_that_attends_her_does_not_know_of_it(paula, olga, her, him):
    from casework.survivors.actions import open_attention

    note = keep(paula, her, him)
    with acting(olga.staff.context):
        open_attention(survivor_id=her.pk, centre_id=olga.centre.pk, purpose="attention",
                       by=olga.staff, at=timezone.now())  # fmt: skip
        assert notes_about(him, by=olga.staff) == []
        assert not BackgroundNote._base_manager.exists()
    there = people.login(Client(), olga)
    assert there.get(address(her, f"agresores/{him.pk}/")).status_code == 200
    assert there.post(read(her, him, note), {"reason": REASON}).status_code == 404


def test_after_its_day_nobody_reads_it_by_question_nor_by_row(desk, paula, her, him):
    note = keep(paula, her, him)
    expired(note)
    with acting(paula.staff.context):  # the database alone
        assert not BackgroundNote._base_manager.filter(pk=note.pk).exists()
    with as_system():  # the question alone
        assert notes_about(him, by=paula.staff) == []
    assert desk.post(read(her, him, note), {"reason": REASON}).status_code == 404


def test_the_unattended_work_destroys_what_is_over_and_only_that(paula, her, him):
    kept, over = keep(paula, her, him), keep(paula, her, him)
    expired(over)
    with as_system():
        out = StringIO()
        call_command("tend_episodes", stdout=out)
        assert [note.pk for note in BackgroundNote.objects.all()] == [kept.pk]
        gone = AuditEvent.objects.get(target_id=str(over.pk), actor_kind="system")
    assert gone.detail == {"what": "background_expired"}
    assert "1" in out.getvalue()
    assert "tend_episodes" in COMMANDS


def test_the_application_cannot_move_its_day_nor_delete_it(paula, her, him):
    from django.db import ProgrammingError, transaction

    note = keep(paula, her, him)
    for act in (lambda rows: rows.update(expires_on=TODAY), lambda rows: rows.delete()):
        with acting(paula.staff.context), pytest.raises(ProgrammingError), transaction.atomic():
            act(BackgroundNote._base_manager.filter(pk=note.pk))
