"""Files from outside: a corpus of hostile and innocent ones (safety 2.2, AB18, AB19)."""

import subprocess
import zipfile
import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from PIL import Image

from casework.documents import sandbox, uploads
from casework.documents.uploads import UploadRefused, accept, clean_name

from .papers import printed


def picture(kind: str = "JPEG", size: tuple[int, int] = (80, 60), **extra: object) -> bytes:
    output = BytesIO()
    Image.new("RGB", size, (10, 120, 200)).save(output, kind, **extra)
    return output.getvalue()


def upload(data: bytes, name: str = "archivo.pdf", content_type: str = "application/pdf"):
    return accept(SimpleUploadedFile(name, data, content_type))


def reason(data: bytes, name: str = "archivo.pdf") -> str:
    with pytest.raises(UploadRefused) as refused:
        upload(data, name)
    assert str(refused.value.words)
    return refused.value.reason


def zipped() -> bytes:
    output = BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr("a.html", "<script>alert(1)</script>")
    return output.getvalue()


SVG = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
)
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"


def after_header(pdf: bytes, extra: bytes) -> bytes:
    first, _, rest = pdf.partition(b"\n")
    return first + b"\n%" + extra + b"\n" + rest


POLYGLOTS = {
    "html inside the first lines": (lambda pdf: after_header(pdf, HTML), "mixed"),
    "svg inside the first lines": (lambda pdf: after_header(pdf, SVG), "mixed"),
    "html before": (lambda pdf: HTML + pdf, "type"),
    "html after": (lambda pdf: pdf + HTML, "mixed"),
    "zip after": (lambda pdf: pdf + zipped(), "mixed"),
    "zip closed by a second end": (lambda pdf: pdf + zipped() + b"%%EOF", "mixed"),
    "gif before": (lambda pdf: b"GIF89a" + pdf, "type"),
}


@pytest.mark.parametrize(("mix", "why"), POLYGLOTS.values(), ids=POLYGLOTS.keys())
def test_a_file_of_two_kinds_is_refused(mix, why: str) -> None:
    assert reason(mix(printed())) == why


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (SVG, "type"),
        (HTML, "type"),
        (b"GIF89a\x01\x00\x01\x00", "type"),
        (b"MZ\x90\x00", "type"),
        (b"hola", "type"),
        (b"", "empty"),
        (b"PK\x03\x04rest", "office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "heic"),
        (b"%PDF-1.7 nothing here", "unreadable"),
        (b"\x89PNG\r\n\x1a\n broken", "unreadable"),
        (b"\xff\xd8\xff broken", "unreadable"),
    ],
)
def test_what_is_not_accepted_is_told_apart_by_content(data: bytes, why: str) -> None:
    assert reason(data, "foto.jpg") == why


def test_the_name_and_declared_type_decide_nothing() -> None:
    clean = upload(picture(), "cédula.pdf", "application/pdf")
    assert (clean.content_type, clean.extension, clean.name) == ("image/jpeg", "jpg", "cédula.jpg")


def test_a_file_too_large_is_refused(settings) -> None:
    settings.UPLOAD_MAX_BYTES = 1000
    assert reason(picture(size=(400, 400)) + b"x" * 1000) == "size"


def test_a_photograph_loses_place_camera_and_hidden_bytes() -> None:
    exif = Image.Exif()
    exif[0x010F] = "CAMARA-CANARIO"
    exif.get_ifd(0x8825)[1] = "S"
    data = picture(exif=exif, comment=b"COMENTARIO-CANARIO") + b"ESCONDIDO-CANARIO"
    clean = upload(data, "foto.jpg")
    assert b"CANARIO" not in clean.data
    with Image.open(BytesIO(clean.data)) as photo:
        assert not photo.getexif()
        assert photo.size == (80, 60)


def test_a_photograph_taken_sideways_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    with Image.open(BytesIO(upload(picture(exif=exif), "foto.jpg").data)) as photo:
        assert photo.size == (60, 80)


@pytest.mark.parametrize(("kind", "type_"), [("PNG", "image/png"), ("WEBP", "image/jpeg")])
def test_other_pictures_are_painted_anew(kind: str, type_: str) -> None:
    clean = upload(picture(kind, exif=b"Exif\0\0CANARIO") + b"CANARIO", "x")
    assert clean.content_type == type_
    assert b"CANARIO" not in clean.data


def test_a_see_through_picture_stays_so() -> None:
    output = BytesIO()
    Image.new("RGBA", (9, 9), (0, 0, 0, 0)).save(output, "PNG")
    with Image.open(BytesIO(upload(output.getvalue(), "x.png").data)) as copy:
        assert copy.mode == "RGBA"
        assert copy.getpixel((0, 0)) == (0, 0, 0, 0)


def test_a_flood_of_pixels_is_refused_unpainted() -> None:
    chunk = lambda kind, body: (  # noqa: E731
        len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")
    )
    header = (50_000).to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0"
    row = zlib.compress(b"\0" * 1_000_000)
    flood = (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", row) + chunk(b"IEND", b"")
    )
    assert reason(flood, "x.png") == "pixels"


def test_the_child_sees_no_environment_and_cannot_write_files(monkeypatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "canario")
    seen = {}
    real = subprocess.run

    def watched(*args: object, **options: object):
        seen.update(options)
        return real(*args, **options)

    monkeypatch.setattr(sandbox.subprocess, "run", watched)
    upload(picture(), "x.jpg")
    assert "SECRET_KEY" not in seen["env"]
    assert not [name for name in seen["env"] if "DJANGO" in name or "SIIVBG" in name]


def test_a_child_that_asks_for_too_much_dies_alone(monkeypatch) -> None:
    monkeypatch.setattr(sandbox, "MEMORY", 24 * 1024**2)
    assert reason(picture(), "x.jpg") in {"broken", "pixels"}


def test_a_child_that_takes_too_long_is_stopped(monkeypatch) -> None:
    monkeypatch.setattr(sandbox, "SECONDS", 0.001)
    monkeypatch.setattr(sandbox, "_limit", lambda: None)
    assert reason(picture(), "x.jpg") == "too_much"


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("foto\u202egpj.exe", "fotogpj.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\x\\informe.PDF", "informe.pdf"),
        ("a\x00b\nc.pdf", "abc.pdf"),
        ("informe.pdf.exe", "informe.pdf"),
        ("", "documento.pdf"),
        ("....", "documento.pdf"),
        ("\u2066\u2069.pdf", "documento.pdf"),
        ("Cédula de Ñuñoa.pdf", "Cédula de Ñuñoa.pdf"),
    ],
)
def test_a_tricky_name_is_made_harmless(given_name: str, kept: str) -> None:
    assert clean_name(given_name, "pdf") == kept


@given(st.text(max_size=300))
@effort(max_examples=300, deadline=None)
def test_no_name_keeps_a_path_a_control_or_a_direction_mark(name: str) -> None:
    kept = clean_name(name, "pdf")
    assert kept.endswith(".pdf")
    assert len(kept) <= uploads.MAX_NAME + 4
    assert not set(kept) & set("/\\\0\n\r\u202e\u202d\u2066\u2067\u2068\u2069\u200f\u200e")
    assert not kept.startswith(".")


@given(st.binary(max_size=400))
@effort(max_examples=200, deadline=None)
def test_no_bytes_break_the_recognition(data: bytes) -> None:
    try:
        assert uploads.kind_of(data) in {"pdf", "image"}
    except UploadRefused as refused:
        assert refused.reason in uploads.REASONS
