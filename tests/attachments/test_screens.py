"""Anexos: who sees the documents of a file, how they come in, how they are shown."""

from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from casework.access.grant_models import Grant
from casework.attachments.models import Attachment
from casework.audit.models import AuditEvent
from casework.documents import antivirus, store, uploads
from casework.identity.vault import KeyOwner, new_key
from tests import people
from tests.consent.screens import answers, hers, picture, signature
from tests.database import as_system

pytestmark = pytest.mark.django_db


def anexos(survivor, rest: str = "") -> str:
    return f"/gestion/sobrevivientes/{survivor.pk}/anexos/{rest}"


def pdf() -> SimpleUploadedFile:
    made = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(300, 300))
        document.save(made)
    return SimpleUploadedFile("Informe de Ana.pdf", made.getvalue(), "application/pdf")


@pytest.fixture
def filed(desk, anas, as_paula):
    desk.post(anexos(anas, "nuevo/"), {"kind": "other", "file": picture()})
    return Attachment.objects.get(survivor=anas)


def test_a_picture_is_filed_under_her_key_and_listed_with_who_brought_it(desk, anas, filed):
    page = desk.get(anexos(anas)).content.decode()
    assert "Ana Propia" in page
    assert "IMG_2031" in page
    assert filed.stored_file.key_id == anas.key_id
    place = store.path_of(filed.stored_file.place)
    assert not place.read_bytes().startswith(b"\xff\xd8\xff")


def test_it_is_shown_in_the_page_first_under_a_neutral_name(desk, anas, filed):
    """AB18."""
    shown = desk.get(anexos(anas, f"{filed.pk}/contenido/"))
    assert shown.content.startswith(b"\xff\xd8\xff")
    assert shown["Content-Disposition"].startswith('inline; filename="documento-')
    copy = desk.get(anexos(anas, f"{filed.pk}/copia/"))
    assert copy["Content-Disposition"].startswith('attachment; filename="documento-')
    for response in (shown, copy):
        assert "no-store" in response["Cache-Control"]
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "Ana" not in str(response.headers)


def test_opening_it_is_written_in_the_log(desk, anas, filed):
    desk.get(anexos(anas, f"{filed.pk}/contenido/"))
    with as_system():
        opened = AuditEvent.objects.filter(verb="document.opened", subject=anas.pk)
        assert [event.target_id for event in opened] == [str(filed.stored_file_id)]


@pytest.mark.parametrize(
    "rest",
    [
        "",
        "nuevo/",
        "{}/",
        "{}/contenido/",
        "{}/copia/",
        "{}/miniatura/",
        "{}/version/",
        "{}/datos/",
        "{}/retencion/",
    ],
)
def test_the_other_centre_meets_nothing(desk_there, anas, filed, rest):
    """AB07."""
    assert desk_there.get(anexos(anas, rest.format(filed.pk))).status_code == 404


def test_a_document_of_another_woman_is_not_there(desk, anas, filed, paula):
    from casework.survivors.actions import Identity
    from tests.consent.screens import registered

    other = registered(paula, Identity(working_name="Otra"))
    assert desk.get(anexos(other, f"{filed.pk}/")).status_code == 404


def test_a_grant_lets_read_and_not_add(desk_there, anas, filed, olga, paula):
    """Design 4.1: a grant is read-only."""
    now = timezone.now()
    with as_system():
        Grant.objects.create(
            operator=olga.operator, asked_of=paula.operator, survivor_id=anas.pk,
            centre_ids=[paula.centre.pk], reason="Debo coordinar su traslado entre dos comunas",
            key_id=new_key(owner=KeyOwner.INSTITUTION, survivor_id=None, centre_ids=[]),
            approved_by=paula.operator, approved_at=now, starts_at=now,
            ends_at=now + timedelta(hours=8),
        )  # fmt: skip
    page = desk_there.get(anexos(anas))
    assert page.status_code == 200
    assert "nuevo/" not in page.content.decode()
    assert desk_there.get(anexos(anas, f"{filed.pk}/")).status_code == 200
    assert desk_there.post(anexos(anas, "nuevo/"), {"kind": "other"}).status_code == 403


def test_the_seal_of_what_she_signed_is_told_valid_then_withdrawn(desk, anas, text, as_paula):
    desk.post(hers(anas, "autorizaciones/firmar/"), answers(text) | signature())
    (line,) = desk.get(anexos(anas)).context["lines"]
    assert (line.sealed, line.withdrawn) == (True, False)
    record = desk.get(hers(anas)).context["history"][0].record
    desk.post(hers(anas, f"registro/{record.pk}/retirar/"), {"asked": "phone"})
    receipt, first = desk.get(anexos(anas)).context["lines"]
    assert (receipt.withdrawn, first.withdrawn) == (False, True)


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (SimpleUploadedFile("a.docx", b"PK\x03\x04" + b"0" * 99), "PDF"),
        (SimpleUploadedFile("a.pdf", b""), "vacío"),
        (SimpleUploadedFile("a.exe", b"MZ" + b"0" * 99), "PDF"),
        (SimpleUploadedFile("a.heic", b"0000ftypheic" + b"0" * 99), "HEIC"),
    ],
)
def test_a_file_that_cannot_be_taken_says_why_and_keeps_the_kind(desk, anas, file, words):
    file.seek(0)
    response = desk.post(anexos(anas, "nuevo/"), {"kind": "power", "file": file})
    assert response.status_code == 422
    assert words in response.content.decode()
    assert response.context["form"]["kind"].value() == "power"


def test_too_large_a_file_says_so(desk, anas, settings):
    settings.UPLOAD_MAX_BYTES = 100
    response = desk.post(anexos(anas, "nuevo/"), {"kind": "other", "file": picture()})
    assert str(uploads.REASONS["size"]) in response.content.decode()


@pytest.mark.parametrize(
    ("problem", "reason"),
    [(antivirus.Infected, "infected"), (antivirus.ScannerDown, "scanner_down")],
)
def test_the_scanner_stops_a_file(desk, anas, monkeypatch, problem, reason):
    def scan(data: bytes) -> bool:
        raise problem

    monkeypatch.setattr(antivirus, "scan", scan)
    response = desk.post(anexos(anas, "nuevo/"), {"kind": "other", "file": pdf()})
    assert response.status_code == 422
    assert str(uploads.REASONS[reason]) in response.content.decode()
    with as_system():
        assert not Attachment.objects.exists()


def test_a_full_disk_keeps_nothing_and_says_so(desk, anas, monkeypatch):
    def full(*_args: object, **_options: object) -> None:
        raise store.StoreFull("No room.")

    monkeypatch.setattr(store, "_write", full)
    response = desk.post(anexos(anas, "nuevo/"), {"kind": "other", "file": pdf()})
    assert response.status_code == 422
    assert str(store.StoreFull.words) in response.content.decode()
    with as_system():
        assert not Attachment.objects.exists()


def test_an_authority_meets_a_refusal(client, anas, filed):
    people.login(client, people.authority())
    assert client.get(anexos(anas)).status_code == 403
