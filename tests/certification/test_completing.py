"""A certificate signed without her RUN: asked for again, issued anew, the first one replaced."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.utils import timezone

from casework.access.actions import OwnAssignment
from casework.access.certificate_models import RevocationReason
from casework.access.context import acting
from casework.audit.models import AuditEvent
from casework.documents.queries import Verdict, ask_by_code
from casework.identity.lookup import run_digest
from casework.identity.run import Run
from portal.certification import completing
from portal.certification.actions import WrongHolder, revoke
from portal.certification.completing import NotCompleted
from portal.certification.completion_models import Completion
from portal.certification.models import IssuedCertificate
from portal.certification.queries import Answer, Standing, ask
from portal.certification.record import FIELDS
from tests import people
from tests.database import as_system

from .conftest import RUN, Issue, certified

pytestmark = pytest.mark.django_db
OWN = "/gestion/certificados/"
FOUR = "6785"
SAME = tuple(name for name in FIELDS if name not in {"folio", "run", "completes"})


@pytest.fixture
def lacking(issued: Issue) -> IssuedCertificate:
    """Hers, signed while nobody knew her RUN, ten days ago."""
    return issued(run=None, at=timezone.now() - timedelta(days=10))


def asked(row: IssuedCertificate, by: people.Person, run: Run = RUN) -> Completion:
    with acting(by.staff.context):
        return completing.ask(row, run=run, by=by.staff, at=timezone.now())


def completed(
    row: IssuedCertificate, by: people.Person, run: Run | None = None
) -> IssuedCertificate:
    with acting(by.staff.context):
        mine = IssuedCertificate.objects.select_related("certificate", "operator").get(pk=row.pk)
        return completing.complete(mine, run=run, by=by.staff, at=timezone.now())


def test_she_asks_somebody_issues_it_and_the_first_says_only_that_it_is_replaced(
    client: Any, worker: people.Person, admin: people.Person, lacking: IssuedCertificate
) -> None:
    page = f"{OWN}{lacking.pk}/"
    people.login(client, worker)
    assert client.get(page).context["may_ask"]
    wrong = client.post(f"{page}pedir-completo/", {"run": "11.111.111-1"})
    assert wrong.status_code == 422
    assert client.post(f"{page}pedir-completo/", {"run": "12.345.678-5"}).status_code == 302
    assert client.post(f"{page}pedir-completo/", {"run": "12.345.678-5"}).status_code == 422
    assert client.post(f"{page}completar/").status_code == 403
    client.logout()
    people.login(client, admin)
    assert "por-completar" in client.get("/gestion/").content.decode()
    assert str(lacking.pk) in client.get(f"{OWN}por-completar/").content.decode()
    answer = client.post(f"{page}completar/")
    assert answer.status_code == 302
    with as_system():
        made = IssuedCertificate.objects.get(completes=lacking)
        assert Completion.objects.get().run is None
    assert answer["Location"] == f"{OWN}{made.pk}/"
    assert made.folio in client.get(page).content.decode()
    assert str(lacking.pk) not in client.get(f"{OWN}por-completar/").content.decode()
    now = timezone.now()
    assert ask(made.folio, FOUR, now).holder == str(worker.operator)
    assert ask(made.folio, "", now).standing == "valid"
    told = client.post("/verificar/certificados/", {"folio": lacking.folio})
    assert told.context["answer"] == Answer(Standing.REPLACED)
    for secret in (made.folio, str(worker.operator), "Curso de prueba", "Escuela de prueba"):
        assert secret not in told.content.decode()
    assert ask(lacking.folio, FOUR, now).standing is None


def test_the_completed_one_says_the_same_and_the_old_paper_and_badge_stop_counting(
    worker: people.Person, admin: people.Person, lacking: IssuedCertificate, issued: Issue
) -> None:
    asked(lacking, worker)
    before = worker.staff.assignments
    made = completed(lacking, admin)
    assert (made.issued_on, made.valid_to) == (lacking.issued_on, lacking.valid_to)
    assert made.folio != lacking.folio
    with acting(worker.staff.context):
        old, new = (IssuedCertificate.objects.get(pk=one.pk) for one in (lacking, made))
        assert [old.record[name] for name in SAME] == [new.record[name] for name in SAME]
        assert (new.record["run"], new.record["completes"]) == ("12.345.678-5", lacking.folio)
        assert ask_by_code(old.document.code).verdict is Verdict.WITHDRAWN
        assert ask_by_code(new.document.code).verdict is Verdict.VALID
        assert (old.certificate.revoked_because, new.certificate.revoked_at) == ("replaced", None)
    assert worker.staff.assignments == before
    later = issued()
    assert later.renews == made
    with as_system():
        told = AuditEvent.objects.filter(verb="certificate.issued").order_by("created_at")
        whats = [one.detail.get("what") for one in told]
        assert whats == [None, "completion-asked", "completed", None]


def test_the_door_stays_open_and_closes_with_the_completed_one(
    worker: people.Person, admin: people.Person, lacking: IssuedCertificate
) -> None:
    from casework.access.certificate_models import RequiredCourse

    with as_system():
        RequiredCourse.objects.create(level="N6", course_code="VCM-1", name="Curso de prueba")
    assert len(worker.staff.assignments) == 1
    made = completed(lacking, admin, RUN)
    assert len(worker.staff.assignments) == 1
    with acting(admin.staff.context):
        revoke(made, reason=RevocationReason.UNTRUE, by=admin.staff, at=timezone.now())
    assert worker.staff.assignments == ()


def test_only_what_lacks_it_and_counts_is_completed_once_and_with_her_own_run(
    worker: people.Person, admin: people.Person, issued: Issue, lacking: IssuedCertificate
) -> None:
    whole = issued(code="OTRO")
    with pytest.raises(NotCompleted):
        asked(whole, worker)
    with pytest.raises(NotCompleted):
        asked(lacking, admin)
    for who in (asked, completed):
        with pytest.raises(WrongHolder):
            who(lacking, worker if who is asked else admin, Run.parse("11.111.111-1"))
    with pytest.raises(NotCompleted):
        completed(lacking, admin)  # nobody wrote it
    with pytest.raises(OwnAssignment):
        completed(lacking, worker, RUN)
    with time_machine.travel(timezone.now() + timedelta(days=800)), pytest.raises(NotCompleted):
        completed(lacking, admin, RUN)
    completed(lacking, admin, RUN)
    with pytest.raises(NotCompleted):
        completed(lacking, admin, RUN)


def test_a_run_of_somebody_else_in_the_register_completes_nothing(
    worker: people.Person, admin: people.Person, lacking: IssuedCertificate
) -> None:
    theirs = Run.parse("11.111.111-1")
    with as_system():
        worker.operator.run_digest = None
        worker.operator.save(update_fields=["run_digest"])
        admin.operator.run_digest = run_digest(theirs)
        admin.operator.save(update_fields=["run_digest"])
    with pytest.raises(NotCompleted, match="registro|register"):
        asked(lacking, worker)
    with pytest.raises(WrongHolder):
        completed(lacking, admin, theirs)
    assert completed(lacking, admin, RUN).completes == lacking


def test_replaced_is_no_reason_that_somebody_gives(
    client: Any, admin: people.Person, lacking: IssuedCertificate
) -> None:
    people.login(client, admin)
    page = f"{OWN}{lacking.pk}/revocar/"
    assert client.post(page, {"reason": "replaced"}).status_code == 422


def test_past_the_code_the_database_lets_her_ask_for_her_own_and_others_complete_it(
    worker: people.Person, admin: people.Person, lacking: IssuedCertificate
) -> None:
    row = asked(lacking, worker)
    head = certified(people.head_of_centre(), "N5")
    other = certified(people.other_centre_worker(), "N6")
    seen = {}
    for name, someone in {"she": worker, "head": head, "other": other, "admin": admin}.items():
        with acting(someone.staff.context):
            seen[name] = Completion.objects.count()
            if name == "admin":
                continue
            try:
                with transaction.atomic():
                    changed = Completion.objects.filter(pk=row.pk).update(made=lacking, run=None)
            except DatabaseError as refused:
                assert "row-level security" in str(refused)
            else:
                assert changed == 0
            copy = Completion(operator=worker.operator, certificate=lacking, key_id=row.key_id)
            if name != "she":
                with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                    copy.save(force_insert=True)
    assert seen == {"she": 1, "head": 0, "other": 0, "admin": 1}
    with acting(admin.staff.context):
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Completion.objects.filter(pk=row.pk).update(run=None)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            Completion.objects.filter(pk=row.pk).update(operator=admin.operator)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            Completion.objects.all()._raw_delete("default")
