"""A certificate opens the door, is sealed, renewed and revoked; nobody changes it afterwards."""

import base64
import hashlib
import json
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pikepdf
import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from casework.access.actions import OwnAssignment
from casework.access.certificate_models import Certificate, RequiredCourse, RevocationReason
from casework.access.context import NOBODY, acting
from casework.audit.models import AuditEvent
from casework.documents import check, store
from casework.documents.actions import reprint
from casework.documents.models import SealedDocument, StoredFile
from casework.documents.queries import Verdict, ask_by_code
from casework.identity.run import Run
from portal.certification import badge, badge_key
from portal.certification.actions import WrongAward, WrongHolder, issue, revoke
from portal.certification.models import IssuedCertificate
from portal.certification.record import FIELDS
from tests import people
from tests.database import as_system

from .conftest import RUN, Issue, award, certified

pytestmark = pytest.mark.django_db


@pytest.fixture
def needed(db: None) -> None:
    """N6 needs the course."""
    with as_system():
        RequiredCourse.objects.create(level="N6", course_code="VCM-1", name="Curso de prueba")


@pytest.mark.usefixtures("needed")
def test_the_door_opens_as_it_is_issued_and_closes_as_it_is_revoked(
    worker: people.Person, admin: people.Person, issued: Issue
) -> None:
    assert worker.staff.assignments == ()
    made = issued()
    assert len(worker.staff.assignments) == 1
    with acting(admin.staff.context):
        code = made.document.code
        for _ in range(2):
            revoke(made, reason=RevocationReason.ISSUER, by=admin.staff, at=timezone.now())
    assert worker.staff.assignments == ()
    assert ask_by_code(code).verdict is Verdict.WITHDRAWN
    with as_system():
        told = AuditEvent.objects.filter(verb__startswith="certificate.").order_by("created_at")
        assert [one.verb for one in told] == [
            "certificate.recorded", "certificate.issued", "certificate.revoked",
        ]  # fmt: skip


def test_it_holds_the_fields_of_the_hoja_de_vida_and_a_sealed_paper(
    worker: people.Person, issued: Issue
) -> None:
    made = issued()
    with acting(worker.staff.context):
        read = IssuedCertificate.objects.get()
        assert tuple(read.record) == FIELDS
        assert (read.record["run"], read.record["grade"]) == ("12.345.678-5", "6.2")
        assert (read.record["region"], read.record["level"]) == ("Valparaíso", "N6")
        sealed = store.open(read.document.stored).read()
        assert check.check(sealed, at=timezone.now()).valid
        changed = bytearray(sealed)
        changed[len(sealed) // 2] ^= 1
        assert not check.check(bytes(changed)).valid
        proof = read.document.context["proof"]
        assert proof["square"] == [f"{proof['address']}certificados/", made.folio]
        assert hashlib.sha256(reprint(read.document)).digest() == read.document.rendered_sha256
    with connection.cursor() as cursor, as_system():
        cursor.execute("SELECT * FROM portal_issuedcertificate")
        stored = str(
            [bytes(one) if isinstance(one, memoryview) else one for one in cursor.fetchone()]
        )
    assert "12345678" not in stored
    assert "12.345" not in stored
    assert made.folio in stored


@pytest.mark.usefixtures("earnest_press")
def test_the_fullest_paper_is_one_sheet_of_a4_accessible_and_sealed(
    worker: people.Person, issued: Issue
) -> None:
    past = {"starts_on": date(2024, 3, 4), "ends_on": date(2024, 4, 5)}
    issued(at=timezone.now() - timedelta(days=700), **past)
    full = issued(
        topics=frozenset("abcdefg"), post="Profesional, grado 12 EUS, contrata",
        name="Atención inicial y registro de mujeres que viven violencia de género en la familia",
        teacher="Elena Docente Muñoz, Pedro Relator Soto y Rosa Monitora Cid",
        body="Servicio Nacional de la Mujer y la Equidad de Género, Unidad de Formación",
    )  # fmt: skip
    with acting(worker.staff.context):
        sealed = store.open(IssuedCertificate.objects.get(pk=full.pk).document.stored).read()
    assert check.check(sealed, at=timezone.now()).valid
    with pikepdf.open(BytesIO(sealed)) as paper:
        (page,) = paper.pages
        assert [round(float(side) / 72 * 25.4) for side in page.MediaBox] == [0, 0, 210, 297]
        assert b'pdfuaid:part="1"' in paper.Root.Metadata.read_bytes()
        assert paper.Root.MarkInfo.Marked is True


def full(count: int) -> str:
    """Words up to a number of signs."""
    return ("palabras de ocho o más " * 30)[: count - 1].rstrip() + "."


@pytest.mark.usefixtures("earnest_press")
@pytest.mark.parametrize(("teachers", "sheets"), [(1, 1), (6, 2)])
def test_every_field_at_its_longest_is_one_sheet_and_many_teachers_a_second_one(
    worker: people.Person, issued: Issue, teachers: int, sheets: int
) -> None:
    with as_system():
        worker.user.first_name, worker.user.last_name = full(150), full(150)
        worker.user.save()
        worker.centre.executor.name = full(120)
        worker.centre.executor.save()
    made = issued(
        topics=frozenset("abcdefg"), post=full(120), name=full(200), body=full(200),
        code="c" * 40, resolution=full(60), teacher=", ".join([full(300)] * teachers),
    )  # fmt: skip
    with acting(worker.staff.context):
        sealed = store.open(IssuedCertificate.objects.get(pk=made.pk).document.stored).read()
    with pikepdf.open(BytesIO(sealed)) as paper:
        assert len(paper.pages) == sheets
        drawn = [
            [str(one.operator) for one in pikepdf.parse_content_stream(page)].count("Do")
            for page in paper.pages
        ]
    assert drawn == [1, 0][:sheets]  # the code that is scanned


def test_a_renewal_names_the_old_one_and_leaves_no_gap(
    worker: people.Person, issued: Issue
) -> None:
    past = {"starts_on": date(2024, 3, 4), "ends_on": date(2024, 4, 5)}
    first = issued(at=timezone.now() - timedelta(days=700), **past)
    second = issued()
    assert second.renews == first
    assert second.valid_to > first.valid_to
    with acting(worker.staff.context):
        assert second.record["renews"] == first.folio
    assert issued(code="OTRO").renews is None


def test_nobody_certifies_herself_nor_with_another_persons_run(
    worker: people.Person, admin: people.Person, issued: Issue
) -> None:
    with acting(admin.staff.context):
        with pytest.raises(OwnAssignment):
            issue(operator=admin.operator, award=award(), by=admin.staff, at=timezone.now())
        with pytest.raises(WrongHolder):
            issue(operator=worker.operator, award=award(), by=admin.staff, at=timezone.now(),
                  run=Run.parse("11.111.111-1"))  # fmt: skip
        with pytest.raises(WrongAward):
            issue(operator=worker.operator, award=award(hours=0), by=admin.staff,
                  at=timezone.now())  # fmt: skip
    with as_system():
        assert not Certificate.objects.filter(course_code="VCM-1").exists()


def test_nothing_of_it_is_changed_or_deleted_by_the_server(
    admin: people.Person, issued: Issue
) -> None:
    issued()
    with acting(admin.staff.context):
        for change in ({"holder": "Otra"}, {"valid_to": None}, {"folio": "X"}):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                IssuedCertificate.objects.update(**change)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            IssuedCertificate.objects.all()._raw_delete("default")
    with pytest.raises(IntegrityError), as_system(), transaction.atomic():
        IssuedCertificate.objects.update(issued_by=IssuedCertificate.objects.get().operator)


def test_the_database_lets_only_staff_issue_to_somebody_else(
    worker: people.Person, issued: Issue
) -> None:
    made = issued()
    with acting(worker.staff.context):
        mine = IssuedCertificate.objects.get()
        facts = {name: getattr(mine, name) for name in ("operator", "document", "key_id", "record")}
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            IssuedCertificate.objects.create(
                **facts, certificate=made.certificate, folio="X", number=9, holder="x", badge="x",
                course_code="x", course="x", issued_on=made.issued_on, issued_by=worker.operator,
            )  # fmt: skip


def test_she_her_centre_and_administrators_see_row_and_paper_and_nobody_else(
    worker: people.Person, admin: people.Person, issued: Issue
) -> None:
    issued()
    colleague = certified(people.own_centre_worker("ana.segunda"), "N6")
    other = certified(people.other_centre_worker(), "N6")
    authority = certified(people.authority(), "N1")
    seen = {}
    for name, someone in {"she": worker, "admin": admin, "centre": colleague, "other": other,
                          "authority": authority}.items():  # fmt: skip
        with acting(someone.staff.context):
            seen[name] = [model.objects.count()
                          for model in (IssuedCertificate, SealedDocument, StoredFile)]  # fmt: skip
    with acting(NOBODY):
        assert IssuedCertificate.objects.count() == SealedDocument.objects.count() == 0
    assert seen == {"she": [1, 1, 1], "admin": [1, 1, 1], "centre": [1, 1, 1],
                    "other": [0, 0, 0], "authority": [0, 0, 0]}  # fmt: skip


def test_another_tool_verifies_the_badge_and_finds_it_revoked(
    worker: people.Person, admin: people.Person, issued: Issue, client: Any, settings: Any
) -> None:
    from openbadgeslib.ob3 import OB3VerificationError, OB3Verifier

    made = issued()
    with acting(worker.staff.context):
        token = IssuedCertificate.objects.get().badge
    verifier = OB3Verifier(pubkey_pem=badge_key.signing_key().as_pem(private=False))
    read = verifier.verify(token)
    assert (read.achievement.name, read.issuer.name) == ("Curso de prueba", settings.SEAL_OWNER)
    assert str(worker.operator) not in _body(token)
    assert "12345678" not in _body(token)
    head, _, seal = token.split(".")
    claims = json.loads(_body(token))
    claims["credentialSubject"]["achievement"]["name"] = "Otro curso"
    forged = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
    with pytest.raises(OB3VerificationError):
        verifier.verify(f"{head}.{forged}.{seal}")
    with (
        time_machine.travel(timezone.now() + timedelta(days=800)),
        pytest.raises(OB3VerificationError, match="expired"),
    ):
        verifier.verify(token)

    def download(address: str, *more: Any, **named: Any) -> bytes:
        assert address == badge.address("estado/")
        return client.get("/verificar/insignias/estado/").content

    verifier.check_status(read, verify_list=True, download=download)
    with acting(admin.staff.context):
        revoke(made, reason=RevocationReason.UNTRUE, by=admin.staff, at=timezone.now())
    with pytest.raises(OB3VerificationError, match="revocation"):
        verifier.check_status(read, verify_list=True, download=download)


def _body(token: str) -> str:
    part = token.split(".")[1]
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)).decode()


def test_the_badge_key_is_made_once(settings: Any, tmp_path: Any) -> None:
    settings.SEAL_DIR = tmp_path
    first = badge_key.public_key()
    assert badge_key.public_key() == first
    assert "d" not in first
    assert oct((tmp_path / "badges.pem").stat().st_mode)[-3:] == "600"
    assert RUN.number == 12345678
