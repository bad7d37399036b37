"""Addresses and files a hostile editor might try: refused, or served so that nothing runs."""

from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import get_page_models

from .filling import BARRED, sent
from .hostile import SVG, drawing
from .papers import guideline, published
from .test_workplace import at_work

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(monkeypatch: pytest.MonkeyPatch) -> Client:
    return at_work("Redacción", monkeypatch)


def addresses(block: blocks.Block) -> Iterator[forms.Field]:
    """Give the fields of a block that take an address, at any depth."""
    if isinstance(block, blocks.URLBlock):
        yield block.field
    inside = getattr(block, "child_blocks", {}).values()
    for child in (*inside, *filter(None, [getattr(block, "child_block", None)])):
        yield from addresses(child)


def test_no_field_for_an_address_takes_one_that_runs() -> None:
    found = [
        field for kind in get_page_models() for body in kind._meta.get_fields()
        if isinstance(body, StreamField) for field in addresses(body.stream_block)
    ]  # fmt: skip
    assert found
    for field in found:
        for address in BARRED:
            with pytest.raises(ValidationError):
                field.clean(address)


def sent_file(editor: Client, kind: str, name: str, content: bytes) -> Any:
    address = f"/cms/{kind}/add/"
    data = sent(editor.get(address).context["form"])
    return editor.post(address, {**data, "tags": "una", "file": SimpleUploadedFile(name, content)})


@pytest.mark.parametrize("name", ["dibujo.svg", "dibujo.png", "dibujo.svg.png", "pagina.html"])
def test_a_drawing_that_may_carry_a_script_is_no_picture(editor: Client, name: str) -> None:
    assert sent_file(editor, "images", name, SVG).status_code == 200  # the form again
    assert not get_image_model().objects.exists()


@pytest.mark.parametrize("name", ["pagina.html", "dibujo.svg", "lib.js", "pagina.pdf.html"])
def test_a_page_is_no_paper(editor: Client, name: str) -> None:
    assert sent_file(editor, "documents", name, SVG).status_code == 200
    assert not get_document_model().objects.exists()


def test_a_page_that_calls_itself_a_paper_is_not_shown_as_a_page(editor: Client) -> None:
    assert sent_file(editor, "documents", "hoja.pdf", SVG).status_code == 302
    paper = get_document_model().objects.get()
    assert editor.get(paper.url).status_code == 404  # nobody published it
    published(guideline(annexes=[("annex", {"title": "Hoja", "document": paper})]))
    answer = editor.get(paper.url)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src" in answer["Content-Security-Policy"]


def test_many_files_at_once_are_asked_the_same(editor: Client) -> None:
    sent = {"title": "x", "files[]": SimpleUploadedFile("dibujo.svg", SVG)}
    answer = editor.post("/cms/images/multiple/add/", sent)
    assert not answer.json()["success"]
    assert not get_image_model().objects.exists()


def test_a_picture_with_something_behind_it_is_drawn_anew(editor: Client, client: Client) -> None:
    assert sent_file(editor, "images", "p.png", drawing() + SVG).status_code == 302
    image = get_image_model().objects.get()
    shown = client.get(image.get_rendition("width-100|format-webp").url)
    assert b"__hit" not in b"".join(shown.streaming_content)  # type: ignore[attr-defined]
    assert client.get(image.file.url).status_code == 404
