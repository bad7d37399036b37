"""PDF files from outside: disarmed, bounded, otherwise untouched (safety 2.2, AB19)."""

import zlib
from functools import cache
from io import BytesIO

import pikepdf
import pytest

from casework.documents.check import check

from .papers import sealed
from .test_uploads import reason, upload


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
