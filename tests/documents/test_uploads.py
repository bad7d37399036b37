"""Files from outside: a corpus of hostile and innocent ones (safety 2.2, AB18, AB19)."""

import subprocess
import zipfile
import zlib
from functools import cache
from io import BytesIO

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from PIL import Image

from casework.documents import sandbox, uploads
from casework.documents.check import check
from casework.documents.uploads import UploadRefused, accept, clean_name

from .papers import printed, sealed


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


def simple_pdf() -> pikepdf.Pdf:
    document = pikepdf.new()
    document.add_blank_page(page_size=(200, 200))
    return document


def saved(document: pikepdf.Pdf, **extra: object) -> bytes:
    output = BytesIO()
    document.save(output, **extra)
    return output.getvalue()


def js() -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('ACTIVO')")


def with_open_action(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = document.make_indirect(js())


def with_name_tree_script(document: pikepdf.Pdf) -> None:
    names = pikepdf.Dictionary(Names=pikepdf.Array(["a", document.make_indirect(js())]))
    document.Root.Names = pikepdf.Dictionary(JavaScript=document.make_indirect(names))


def with_launch(document: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="ACTIVO.exe")
    add_link(document, action)


def with_submit(document: pikepdf.Pdf) -> None:
    add_link(document, pikepdf.Dictionary(S=pikepdf.Name.SubmitForm, F="http://x/ACTIVO"))


def with_chained_action(document: pikepdf.Pdf) -> None:
    uri = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://www.gob.cl/", Next=js())
    add_link(document, uri)


def with_script_address(document: pikepdf.Pdf) -> None:
    add_link(document, pikepdf.Dictionary(S=pikepdf.Name.URI, URI="javascript:ACTIVO"))


def with_embedded_file(document: pikepdf.Pdf) -> None:
    document.attachments["x.exe"] = pikepdf.AttachedFileSpec(
        document, b"MZ ACTIVO", filename="x.exe"
    )


def with_page_actions(document: pikepdf.Pdf) -> None:
    document.pages[0].obj.AA = pikepdf.Dictionary(O=js())


def with_form_script(document: pikepdf.Pdf) -> None:
    field = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T="a",
        Rect=[0, 0, 9, 9], AA=pikepdf.Dictionary(K=js()), A=js(),
    )  # fmt: skip
    field = document.make_indirect(field)
    document.pages[0].obj.Annots = pikepdf.Array([field])
    document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]), XFA="<ACTIVO/>")


def with_rich_media(document: pikepdf.Pdf) -> None:
    media = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.RichMedia, Rect=[0, 0, 9, 9],
        RichMediaContent=pikepdf.Dictionary(ACTIVO=True),
    )  # fmt: skip
    document.pages[0].obj.Annots = pikepdf.Array([document.make_indirect(media)])


def add_link(document: pikepdf.Pdf, action: pikepdf.Dictionary) -> None:
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action
    )
    document.pages[0].obj.Annots = pikepdf.Array([document.make_indirect(link)])


ACTIVE = [
    with_open_action, with_name_tree_script, with_launch, with_submit, with_chained_action,
    with_script_address, with_embedded_file, with_page_actions, with_form_script, with_rich_media,
]  # fmt: skip


def whole_text(pdf: bytes) -> bytes:
    """Everything in a PDF, unpacked."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return saved(
            document,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        )


@pytest.mark.parametrize("arm", ACTIVE)
def test_active_content_is_taken_out_of_a_pdf(arm) -> None:
    document = simple_pdf()
    arm(document)
    armed = saved(document)
    assert b"ACTIVO" in whole_text(armed)
    clean = upload(armed)
    left = whole_text(clean.data)
    for active in (
        b"ACTIVO",
        b"/JavaScript",
        b"/Launch",
        b"/EmbeddedFile",
        b"/XFA",
        b"/OpenAction",
    ):
        assert active not in left
    with pikepdf.open(BytesIO(clean.data)) as mended:
        assert len(mended.pages) == 1


def test_a_plain_link_and_an_opening_view_stay() -> None:
    document = simple_pdf()
    add_link(document, pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://www.gob.cl/"))
    document.Root.OpenAction = pikepdf.Array([document.pages[0].obj, pikepdf.Name.Fit])
    data = saved(document)
    assert upload(data).data == data


def test_an_innocent_pdf_keeps_every_byte_and_so_its_seal() -> None:
    pdf = sealed()
    assert upload(pdf).data == pdf
    assert check(upload(pdf).data).valid


def test_a_locked_pdf_is_refused_and_one_only_marked_is_opened() -> None:
    locked = saved(simple_pdf(), encryption=pikepdf.Encryption(user="clave", owner="clave"))
    assert reason(locked) == "locked"
    marked = saved(simple_pdf(), encryption=pikepdf.Encryption(user="", owner="clave"))
    with pikepdf.open(BytesIO(upload(marked).data)) as document:
        assert not document.is_encrypted


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


@cache
def zeros() -> bytes:
    return zlib.compress(b"\0" * 430_000_000, 1)


def bomb(layers: int) -> bytes:
    packed = zeros()
    for _ in range(layers - 1):
        packed = zlib.compress(packed, 9)
    document = simple_pdf()
    stream = pikepdf.Stream(document, packed)
    stream.Filter = pikepdf.Array([pikepdf.Name.FlateDecode] * layers)
    document.pages[0].obj.Contents = document.make_indirect(stream)
    return saved(
        document, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none
    )


@pytest.mark.parametrize("layers", [1, 2])
def test_a_pdf_that_grows_without_measure_is_refused(layers: int) -> None:
    data = bomb(layers)
    assert len(data) < 3_000_000
    assert reason(data) == "too_much"


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
    monkeypatch.setattr(sandbox, "MEMORY", 40 * 1024**2)
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
