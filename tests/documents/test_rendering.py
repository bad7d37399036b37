"""Printing: accessible, the same bytes every time, and deaf to the outside."""

import hashlib
import os
import socket
import subprocess
import sys
import threading
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.utils.safestring import mark_safe

from casework.documents import render
from casework.documents.fetching import OutsideAsset
from casework.documents.neutral import NotNeutral, check_neutral, download_name

from .conftest import CONTEXT
from .papers import printed

ROOT = Path(__file__).resolve().parents[2]
RECORD = "documents/record.html"


def text_of(pdf: bytes, tmp_path: Path) -> str:
    path = tmp_path / "text.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True)
    return done.stdout


class Listener:
    """Counts the connections somebody makes to this machine."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.hits = 0
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        while True:
            try:
                self.socket.accept()[0].close()
            except OSError:
                return
            self.hits += 1


@pytest.fixture
def listener():
    made = Listener()
    yield made
    made.socket.close()


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    path = tmp_path / "canary.png"
    path.write_bytes(b"CANARY-0001")
    return path


def payloads(canary: Path, port: int) -> list[str]:
    targets = [
        canary.as_uri(), f"http://127.0.0.1:{port}/x.png", "http://169.254.169.254/latest/meta-data/",
        f"ftp://127.0.0.1:{port}/x", "data:image/png;base64,AAAA", "packaged:other", "/etc/passwd",
    ]  # fmt: skip
    shapes = [
        '<img src="{}">', '<link rel="attachment" href="{}">', '<style>@import "{}";</style>',
        '<link rel="stylesheet" href="{}">', '<p style="background: url({})">x</p>',
        '<style>@font-face {{ font-family: x; src: url("{}") }}</style><p style="font: x">x</p>',
        '<object data="{}"></object>', '<embed src="{}">', '<svg><image href="{}"/></svg>',
        '<a rel="attachment" href="{}">x</a>', '<ul><li style="list-style: url({})">x</li></ul>',
    ]  # fmt: skip
    return [shape.format(target) for target in targets for shape in shapes]


def test_injected_markup_loads_nothing_from_anywhere(canary: Path, listener: Listener) -> None:
    for payload in payloads(canary, listener.port):
        try:
            pdf = render.print_page(
                f"<html lang=es><title>x</title><body>{payload}</body></html>", {}
            )
        except OutsideAsset as refusal:
            assert "CANARY" not in str(refusal)
            continue
        with pikepdf.open(BytesIO(pdf)) as document:
            assert "/EmbeddedFiles" not in document.Root.get("/Names", {})
            assert b"CANARY" not in b"".join(
                part.read_raw_bytes() + part.read_bytes()
                for part in document.objects
                if isinstance(part, pikepdf.Stream)
            )
        assert b"CANARY" not in pdf
    assert listener.hits == 0


def test_the_same_payloads_do_reach_out_without_our_fetcher(canary, listener, monkeypatch) -> None:
    from weasyprint.urls import URLFetcher

    monkeypatch.setattr(render, "PackagedOnly", lambda pictures: URLFetcher(timeout=2))
    render.print_page(
        f'<html><body><img src="http://127.0.0.1:{listener.port}/x.png"></body></html>', {}
    )
    assert listener.hits > 0


def test_a_refused_address_stops_the_document_and_is_not_repeated() -> None:
    with pytest.raises(OutsideAsset) as caught:
        render.print_page('<html><body><img src="file:///etc/secreto"></body></html>', {})
    assert "secreto" not in str(caught.value)
    assert caught.value.__suppress_context__


@pytest.mark.parametrize("field", ["heading", "lead", "owner"])
def test_markup_in_any_field_is_printed_as_text(field: str, canary, listener, tmp_path) -> None:
    attack = f'</p><img src="{canary.as_uri()}"><link rel=attachment href="http://127.0.0.1:{listener.port}/">'
    for value in (attack, mark_safe(attack)):
        pdf = render.pdf(RECORD, {**CONTEXT, field: value}, title="Constancia")
        assert "<img" in text_of(pdf, tmp_path).replace("\n", "")
    assert listener.hits == 0


def test_markup_in_rows_choices_and_evidence_is_printed_as_text(tmp_path: Path) -> None:
    attack = mark_safe("<img src=file:///etc/passwd>")
    context = {
        "sections": [
            {
                "title": attack,
                "paragraphs": [attack],
                "rows": [(attack, attack)],
                "choices": [{"text": attack, "answer": attack, "given": True}],
            }
        ],
        "evidence": [(attack, attack)],
    }
    text = text_of(render.pdf(RECORD, context, title="Constancia"), tmp_path)
    assert text.replace("\n", "").count("<img") == 8


def test_no_template_switches_escaping_off() -> None:
    folder = ROOT / "casework/documents/templates/documents"
    for template in folder.glob("*.html"):
        source = template.read_text()
        assert "|safe" not in source and "autoescape" not in source, template.name


def test_the_same_input_gives_the_same_bytes_in_two_processes() -> None:
    program = (
        "import django; django.setup()\n"
        "import hashlib; from tests.documents.papers import printed\n"
        "print(hashlib.sha256(printed(pages=3)).hexdigest())"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "config.settings", "PATH": "/usr/bin:/bin"}
    environment |= {k: v for k, v in os.environ.items() if k.startswith("SIIVBG")}
    elsewhere = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True,
        env={**environment, "PYTHONHASHSEED": "1"},
    )  # fmt: skip
    here = hashlib.sha256(printed(pages=3)).hexdigest()  # with a seed of its own
    assert elsewhere.stdout.split()[-1] == here


def test_printing_something_else_in_between_changes_nothing() -> None:
    before = printed()
    printed(pages=4, heading="Otra cosa ЖΩ")
    assert printed() == before


def test_the_document_is_tagged_titled_and_in_spanish() -> None:
    with pikepdf.open(BytesIO(printed())) as document:
        root = document.Root
        assert root.MarkInfo.Marked is True
        assert str(root.Lang) == "es"
        assert root.ViewerPreferences.DisplayDocTitle is True
        assert "/StructTreeRoot" in root
        assert b'pdfuaid:part="1"' in root.Metadata.read_bytes()
        assert str(document.docinfo["/Title"]) == "Constancia"


def test_the_picture_has_words_and_headings_are_headings() -> None:
    with pikepdf.open(BytesIO(printed())) as document:
        tags = {
            str(part.get("/S")) for part in document.objects if isinstance(part, pikepdf.Dictionary)
        }
        assert {"/H1", "/H2", "/Table", "/TH", "/L", "/LI", "/Figure"} <= tags
        figures = [
            part for part in document.objects
            if isinstance(part, pikepdf.Dictionary) and str(part.get("/S")) == "/Figure"
        ]  # fmt: skip
        assert all(str(figure.get("/Alt", "")) for figure in figures)


def test_nothing_in_the_file_tells_how_it_was_made(settings) -> None:
    pdf = printed()
    with pikepdf.open(BytesIO(pdf)) as document:
        assert set(document.docinfo.keys()) == {"/Title", "/Producer"}
        assert str(document.docinfo["/Producer"]) == "Documento"
        everything = pdf + b"".join(
            part.read_bytes() for part in document.objects if isinstance(part, pikepdf.Stream)
        )
    for telling in (b"WeasyPrint", b"/work", b"templates", b"record.html", str(ROOT).encode()):
        assert telling not in everything


def test_only_the_packaged_fonts_are_used(tmp_path: Path) -> None:
    path = tmp_path / "fonts.pdf"
    path.write_bytes(printed(heading="Ñandú 漢字 ⚖"))
    listed = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True, check=True)
    names = [line.split()[0] for line in listed.stdout.splitlines()[2:]]
    assert names
    assert all("Roboto" in name for name in names)
    assert all("yes" in line.split()[-5] for line in listed.stdout.splitlines()[2:])


@pytest.mark.parametrize(
    "title", ["", "  ", "Plan contra la Violencia", "Medidas VIF", "AGRESOR", "femicidio"]
)
def test_a_telling_title_is_refused(title: str) -> None:
    with pytest.raises(NotNeutral) as refused:
        render.pdf(RECORD, CONTEXT, title=title)
    assert not title.strip() or title not in str(refused.value)


def test_a_neutral_title_and_file_name_pass() -> None:
    check_neutral("Mis datos y derechos")
    assert __import__("re").fullmatch(r"documento-[0-9a-f]{8}\.pdf", download_name())
    assert download_name() != download_name()


def test_the_edition_changes_with_the_style_and_not_by_itself(monkeypatch, tmp_path) -> None:
    before = render.edition(RECORD)
    assert before == render.edition(RECORD)
    other = tmp_path / "other.css"
    other.write_text("p { color: red }")
    monkeypatch.setattr(render, "STYLE_FILE", other)
    assert render.edition(RECORD) != before


def test_fast_subsetting_tells_whether_the_library_is_there(monkeypatch) -> None:
    from casework.documents import press

    monkeypatch.setattr(press.ffi, "harfbuzz_subset", None)
    assert render.fast_subsetting_available() is False
    monkeypatch.setattr(press.ffi, "harfbuzz_subset", object())
    assert render.fast_subsetting_available() is True
