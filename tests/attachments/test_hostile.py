"""Hostile and unlucky files through the page itself: a kind answer, and nothing else is lost."""

import zlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from casework.attachments.coming_in import DISARMED
from casework.attachments.models import Attachment
from casework.documents import store, uploads
from tests.consent.screens import picture
from tests.documents.test_pdf_uploads import ACTIVE, saved, simple_pdf, whole_text

from .clamd_server import EICAR, clamd
from .test_screens import anexos, pdf

pytestmark = pytest.mark.django_db
TITLE = "Lo que trajo hoy"
HUGE = 300 * 1024 * 1024


@pytest.fixture(autouse=True)
def scanner(settings):
    with clamd() as address:
        settings.CLAMD_ADDRESS, settings.ANTIVIRUS_REQUIRED = address, True
        yield


def many_pixels() -> bytes:
    """A PNG of 60 million points in 60 thousand bytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        check = zlib.crc32(kind + body).to_bytes(4, "big")
        return len(body).to_bytes(4, "big") + kind + body + check

    header = (10_000).to_bytes(4, "big") + (6_000).to_bytes(4, "big") + b"\x08\x00\0\0\0"
    packer = zlib.compressobj(9)
    lines = b"".join(packer.compress(b"\0" * 10_001) for _line in range(6_000)) + packer.flush()
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")
    )


def locked() -> bytes:
    return saved(simple_pdf(), encryption=pikepdf.Encryption(user="clave", owner="clave"))


BAD = {
    "a virus": ("oferta.pdf", lambda: b"%PDF-1.4\n" + EICAR + b"\n%%EOF", "infected"),
    "a page called PDF": ("acta.pdf", lambda: b"<!doctype html><script>x()</script>", "type"),
    "a page inside a PDF": ("acta.pdf", lambda: b"%PDF-1.4\n<html></html>\n%%EOF", "mixed"),
    "an empty file": ("nada.pdf", lambda: b"", "empty"),
    "sixty million points": ("plano.png", many_pixels, "pixels"),
    "a locked PDF": ("clave.pdf", locked, "locked"),
}


@pytest.mark.parametrize(("name", "body", "reason"), BAD.values(), ids=BAD.keys())
def test_a_bad_file_is_told_by_name_the_others_and_the_words_stay(desk, anas, name, body, reason):
    files = [picture("uno.jpg"), SimpleUploadedFile(name, body()), pdf()]
    sent = {"kind": "report", "title": TITLE, "file": files}
    answer = desk.post(anexos(anas, "nuevo/"), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    (refused,) = answer.context["refused"]
    assert (refused.name, refused.words) == (name, uploads.REASONS[reason])
    assert str(uploads.REASONS[reason]) in page
    assert f'value="{TITLE}"' in page
    kept = Attachment.objects.filter(survivor=anas)
    assert {(row.title, row.kind, row.stored_file.scanned) for row in kept} == {
        (TITLE, "report", True)
    }
    assert len(kept) == 2


@pytest.mark.parametrize("arm", ACTIVE[:2])
def test_what_acts_inside_a_pdf_is_taken_out_before_it_is_filed(desk, anas, arm):
    document = simple_pdf()
    arm(document)
    file = SimpleUploadedFile("formulario.pdf", saved(document))
    answer = desk.post(
        anexos(anas, "nuevo/"), {"kind": "other", "file": [file, pdf()]}, follow=True
    )
    (told,) = [str(one) for one in answer.context["messages"] if one.level_tag == "warning"]
    assert told == f"formulario.pdf: {DISARMED}"
    row = next(row for row in Attachment.objects.all() if row.stored_file.name == "formulario.pdf")
    shown = desk.get(anexos(anas, f"{row.pk}/contenido/"))
    assert b"ACTIVO" not in whole_text(shown.content)
    assert row.thumbnail is not None


def test_a_run_in_the_name_of_a_file_is_left_out_of_it(desk, anas):
    file = picture("Cedula 12.345.678-5 Ana.jpg")
    assert desk.post(anexos(anas, "nuevo/"), {"kind": "other", "file": file}).status_code == 302
    assert Attachment.objects.get().stored_file.name == "Cedula Ana.jpg"
    assert "678-5" not in desk.get(anexos(anas)).content.decode()


class Flood:
    """A sent form whose second file has 300 MB; it looks at the disk while it is read."""

    EDGE = b"--limite"
    HEAD = b'\r\nContent-Disposition: form-data; name="%s"'

    def __init__(self, folder: Path, csrf: bytes = b"") -> None:
        self.folder, self.largest = folder, 0
        good = picture().read()
        self.parts = [
            self.EDGE, self.HEAD % b"kind", b"\r\n\r\nreport\r\n",
            self.EDGE, self.HEAD % b"title", b"\r\n\r\n", TITLE.encode(), b"\r\n",
            self.EDGE, self.HEAD % b"file", b'; filename="uno.jpg"\r\n\r\n', good, b"\r\n",
            self.EDGE, self.HEAD % b"file", b'; filename="video.pdf"\r\n\r\n', HUGE,
            b"\r\n", self.EDGE, b"--\r\n",
        ]  # fmt: skip
        self.length = sum(part if isinstance(part, int) else len(part) for part in self.parts)
        self.stream = self._bytes()
        self.rest = b""

    def _bytes(self):
        for part in self.parts:
            if isinstance(part, int):
                block = b"%PDF" * 16_384
                for _block in range(part // len(block)):
                    yield block
            else:
                yield part

    def read(self, size: int = -1) -> bytes:
        for path in self.folder.iterdir():
            self.largest = max(self.largest, path.stat().st_size)
        self.rest = self.rest or next(self.stream, b"")
        given, self.rest = self.rest[:size], self.rest[size:]
        return given

    readline = read


def test_a_file_of_300_mb_fills_neither_disk_nor_memory_and_the_others_are_filed(
    desk, anas, settings, tmp_path
):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    flood = Flood(tmp_path)
    answer = desk.request(**{
        "REQUEST_METHOD": "POST", "PATH_INFO": anexos(anas, "nuevo/"), "wsgi.input": flood,
        "CONTENT_TYPE": "multipart/form-data; boundary=limite", "CONTENT_LENGTH": flood.length,
    })  # fmt: skip
    assert answer.status_code == 422
    (refused,) = answer.context["refused"]
    assert (refused.name, refused.words) == ("video.pdf", uploads.REASONS["size"])
    assert f'value="{TITLE}"' in answer.content.decode()
    assert 0 < flood.largest <= settings.UPLOAD_MAX_BYTES + 1
    assert [row.title for row in Attachment.objects.all()] == [TITLE]


def test_the_first_page_of_a_pdf_is_its_small_picture_sealed_and_ruled_like_it(
    desk, desk_there, anas
):
    desk.post(anexos(anas, "nuevo/"), {"kind": "other", "file": pdf()})
    row = Attachment.objects.get()
    small = row.thumbnail
    assert (small.key_id, small.centre_ids, small.follows) == (
        anas.key_id, row.stored_file.centre_ids, False,
    )  # fmt: skip
    assert not store.path_of(small.place).read_bytes().startswith(b"\xff\xd8\xff")
    address = anexos(anas, f"{row.pk}/miniatura/")
    assert address in desk.get(anexos(anas)).content.decode()
    assert desk.get(address).content.startswith(b"\xff\xd8\xff")
    assert desk_there.get(address).status_code == 404


def test_a_page_that_cannot_be_drawn_leaves_the_icon_and_the_document(desk, anas, monkeypatch):
    from casework.documents import sandbox

    monkeypatch.setattr(sandbox, "SECONDS_SMALL", 0.001)
    answer = desk.post(anexos(anas, "nuevo/"), {"kind": "other", "file": pdf()})
    assert answer.status_code == 302
    row = Attachment.objects.get()
    assert row.thumbnail is None
    assert "miniatura" not in desk.get(anexos(anas)).content.decode()
    assert desk.get(anexos(anas, f"{row.pk}/miniatura/")).status_code == 404


def test_the_same_file_sent_twice_in_a_row_is_filed_once(desk, anas):
    body = BytesIO(pdf().read()).getvalue()
    for _time in range(2):
        file = SimpleUploadedFile("informe.pdf", body)
        assert desk.post(anexos(anas, "nuevo/"), {"kind": "other", "file": file}).status_code == 302
    assert Attachment.objects.count() == 1
    file = SimpleUploadedFile("informe.pdf", body)
    desk.post(anexos(anas, "nuevo/"), {"kind": "court", "file": file})
    assert Attachment.objects.count() == 2  # said to be another thing, it is another
