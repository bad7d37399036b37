"""Her page, her papers; those of other bodies; the copy for personnel; what waits."""

import csv
import io
import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.utils import timezone

from casework.access.certificate_models import Certificate, RequiredCourse
from casework.access.context import acting
from casework.audit.models import AuditEvent
from casework.documents.queries import Verdict, ask_by_code
from portal.certification import export
from portal.certification.models import IssuedCertificate, OutsideCertificate
from portal.certification.queries import ask
from portal.certification.record import FIELDS
from tests import people
from tests.database import as_system
from tests.documents.papers import printed

from .conftest import Issue, certified

pytestmark = pytest.mark.django_db
OWN = "/gestion/certificados/"


@pytest.fixture
def needed(db: None) -> None:
    with as_system():
        RequiredCourse.objects.create(level="N6", course_code="VCM-1", name="Curso de prueba")


def test_she_finds_her_papers_even_when_nothing_is_open_to_her(
    client: Any, worker: people.Person, issued: Issue, needed: None
) -> None:
    made = issued(code="OTRO")
    assert worker.staff.assignments == ()
    people.login(client, worker)
    assert made.folio in client.get(OWN).content.decode()
    page = client.get(f"{OWN}{made.pk}/").content.decode()
    assert "12.345.678-5" in page
    paper = client.get(f"{OWN}{made.pk}/papel/")
    assert paper.content.startswith(b"%PDF")
    assert "certificad" not in paper["Content-Disposition"]
    assert client.get(f"{OWN}{made.pk}/insignia/").content.count(b".") == 2
    told = json.loads(client.get(f"{OWN}{made.pk}/datos/").content)
    assert set(told[0]) == {*FIELDS, "state"}
    with as_system():
        assert AuditEvent.objects.filter(verb="document.opened").count() == 1


def test_an_administrator_revokes_on_the_page(
    client: Any, worker: people.Person, admin: people.Person, issued: Issue
) -> None:
    made = issued()
    people.login(client, admin)
    assert client.post(f"{OWN}{made.pk}/revocar/", {}).status_code == 422
    client.post(f"{OWN}{made.pk}/revocar/", {"reason": "untrue"})
    assert client.get(f"{OWN}{made.pk}/").context["line"].state == "revoked"
    with as_system():
        assert Certificate.objects.get(pk=made.certificate_id).revoked_because == "untrue"


def test_revoked_on_the_operators_page_its_paper_says_so_too(
    client: Any, worker: people.Person, admin: people.Person, issued: Issue
) -> None:
    made = issued()
    with acting(admin.staff.context):
        code = made.document.code
    people.login(client, admin)
    page = f"/gestion/operadores/{worker.id}/certificados/{made.certificate_id}/revocar/"
    assert client.post(page, {"reason": "issuer"}).status_code == 302
    assert ask_by_code(code).verdict is Verdict.WITHDRAWN
    assert ask(made.folio, "", timezone.now()).standing == "revoked"


def hand_in(client: Any, **more: Any) -> Any:
    day = timezone.localdate() - timedelta(days=90)
    proof = SimpleUploadedFile("mi papel.pdf", printed(), "application/pdf")
    typed: dict[str, Any] = {
        "course": "Diplomado",
        "body": "Universidad",
        "issued_on": day.isoformat(),
    }
    typed["proof"] = proof
    return client.post(f"{OWN}otros/nuevo/", {**typed, **more})


def test_one_of_another_body_opens_the_door_once_somebody_else_accepts_it(
    client: Any, worker: people.Person, admin: people.Person, needed: None
) -> None:
    people.login(client, worker)
    assert hand_in(client).status_code == 302
    with as_system():
        made = OutsideCertificate.objects.get()
    page = f"{OWN}otros/{made.pk}/"
    assert client.get(f"{page}archivo/").content.startswith(b"%PDF")
    assert client.post(f"{page}aceptar/").status_code == 403
    client.logout()
    people.login(client, admin)
    assert client.get("/gestion/").context["notes"]
    assert "Diplomado" in client.get(f"{OWN}por-revisar/").content.decode()
    until = timezone.localdate() + timedelta(days=300)
    answer = {"course_code": "VCM-1", "counts_to": until.isoformat()}
    wrong = client.post(f"{page}aceptar/", {**answer, "counts_to": "2020-01-01"})
    assert wrong.status_code == 422
    assert worker.staff.assignments == ()
    client.post(f"{page}aceptar/", answer)
    assert len(worker.staff.assignments) == 1
    assert client.post(f"{page}rechazar/", {"reason": "tarde"}).status_code == 302
    with as_system():
        made.refresh_from_db()
        assert (made.state, made.reviewed_by) == ("accepted", admin.operator)
        assert Certificate.objects.get(course_code="VCM-1").valid_to == until


def test_a_refusal_says_why_and_opens_nothing(
    client: Any, worker: people.Person, admin: people.Person, needed: None
) -> None:
    people.login(client, worker)
    page = hand_in(client)["Location"]
    client.logout()
    people.login(client, admin)
    assert client.post(f"{page}rechazar/", {"reason": " "}).status_code == 422
    client.post(f"{page}rechazar/", {"reason": "No se lee el nombre del curso."})
    client.logout()
    people.login(client, worker)
    assert "No se lee el nombre" in client.get(page).content.decode()
    assert worker.staff.assignments == ()


def test_nobody_reviews_her_own_neither_by_the_page_nor_in_the_database(
    client: Any, admin: people.Person, needed: None
) -> None:
    people.login(client, admin)
    page = hand_in(client)["Location"]
    assert client.post(f"{page}rechazar/", {"reason": "yo misma"}).status_code == 403
    assert "Diplomado" not in client.get(f"{OWN}por-revisar/").content.decode()
    with acting(admin.staff.context), pytest.raises(DatabaseError), transaction.atomic():
        OutsideCertificate.objects.update(
            state="refused", reason="x", reviewed_by=admin.operator, reviewed_at=timezone.now()
        )
    assert client.post(f"{page}retirar/").status_code == 302
    with as_system():
        assert OutsideCertificate.objects.get().state == "withdrawn"


def test_the_database_shows_a_paper_to_its_centre_and_lets_only_administrators_review(
    client: Any, worker: people.Person, admin: people.Person
) -> None:
    certified(worker, "N6")
    people.login(client, worker)
    hand_in(client)
    head = certified(people.head_of_centre(), "N5")
    other = certified(people.other_centre_worker(), "N6")
    accepted = {"state": "refused", "reason": "x", "reviewed_at": timezone.now()}
    seen = {}
    for name, someone in {"she": worker, "head": head, "other": other}.items():
        with acting(someone.staff.context):
            seen[name] = OutsideCertificate.objects.count()
            try:
                with transaction.atomic():
                    rows = OutsideCertificate.objects.filter(state="waiting")
                    assert rows.update(**accepted, reviewed_by=head.operator) == 0
            except DatabaseError as refused:
                assert "row-level security" in str(refused)
    assert seen == {"she": 1, "head": 1, "other": 0}
    with acting(admin.staff.context):
        row = OutsideCertificate.objects.get()
        row.pk, row._state.adding = uuid4(), True
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            row.save(force_insert=True)  # nobody hands in what is somebody else's


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 a document", b"<script>"])
def test_a_proof_that_is_not_harmless_is_refused_with_what_was_typed(
    client: Any, worker: people.Person, data: bytes
) -> None:
    people.login(client, worker)
    refused = hand_in(client, proof=SimpleUploadedFile("x.pdf", data, "application/pdf"))
    assert refused.status_code == 422
    assert "proof" in refused.context["form"].errors
    assert "Universidad" in refused.content.decode()
    with as_system():
        assert not OutsideCertificate.objects.exists()


def test_the_copy_for_personnel_holds_her_team_the_fields_and_no_formula(
    client: Any, worker: people.Person, admin: people.Person, issued: Issue
) -> None:
    issued(teacher="=CMD|'/C calc'!A0", body="-Escuela")
    there = certified(people.other_centre_worker(), "N6")
    issued(to=there)
    head = certified(people.head_of_centre(), "N5")
    people.login(client, head)
    assert "Olga" not in client.get(f"{OWN}equipo/").content.decode()
    asked = {"centre": head.centre.pk, "purpose": "personnel", "kind": "csv"}
    table = client.post(f"{OWN}equipo/copia/", asked).content.decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(table), delimiter=";"))
    assert [line["name"] for line in lines] == ["Ana Propia"]
    assert tuple(lines[0]) == (*FIELDS, "state")
    assert lines[0]["teacher"].startswith("'=")
    assert lines[0]["body"] == "'-Escuela"
    other = client.post(f"{OWN}equipo/copia/", {**asked, "centre": there.centre.pk})
    assert other.status_code == 422
    with as_system():
        told = AuditEvent.objects.get(verb="certificate.exported")
        assert (told.purpose, told.detail["rows"]) == ("personnel", 1)
    client.logout()
    people.login(client, admin)
    assert client.post(f"{OWN}equipo/copia/", asked).status_code == 403  # hers needs two persons


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_acts(start: str) -> None:
    assert export.inert(f"{start}1").startswith("'")
    assert export.inert("Ana") == "Ana"
    assert export.inert(None) == ""


def test_a_head_sees_no_certificate_of_who_left_her_centre(
    worker: people.Person, issued: Issue
) -> None:
    issued()
    head = certified(people.head_of_centre(), "N5")
    with acting(head.staff.context):
        assert IssuedCertificate.objects.count() == 1
    with as_system():
        worker.operator.assignments.update(ended_at=timezone.now())
    with acting(head.staff.context):
        assert IssuedCertificate.objects.count() == 0
