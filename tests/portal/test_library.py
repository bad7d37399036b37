"""Reading documents: on the open site, in the staff's library, on paper."""

from typing import Any

import pypdfium2
import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents.models import Document
from wagtail.models import Page

from casework.access.context import acting
from portal.models import ProtocolPage
from portal.protocols import guarding
from tests import people
from tests.work import lives

from .papers import LATER, STEPS, guideline, protocol, published, renewed
from .test_workplace import at_work

pytestmark = pytest.mark.django_db
HEAVIEST = 100_000  # bytes of a page that is no help page
BODY = [
    ("heading", "Título"),
    ("list", ["uno", "dos"]),
    ("paragraph", "<p>Texto <b>claro</b>.</p>"),
]


def test_a_stranger_reads_a_protocol_with_its_steps(client: Client) -> None:
    published(protocol(body=BODY))
    html = client.get("/protocolos/prueba/").content.decode()
    assert "Llamar para confirmar la hora" in html
    assert 'id="paso-1"' in html
    assert "<li>uno</li>" in html
    assert "Texto <b>claro</b>" in html
    assert "Documento de ejemplo" in html or "Example document" in html


def test_a_long_protocol_is_no_heavy_page(client: Client) -> None:
    many = [{**STEPS[0], "number": str(number), "guidance": "x" * 300} for number in range(40)]
    published(protocol(steps=many))
    assert len(client.get("/protocolos/prueba/").content) < HEAVIEST


def test_what_is_for_staff_only_is_not_there_for_a_stranger(client: Client) -> None:
    page = published(protocol(audience="staff"))
    assert client.get("/protocolos/prueba/").status_code == 404
    assert client.get("/protocolos/prueba/versiones/1/").status_code == 404
    assert "prueba" not in client.get("/protocolos/").content.decode()
    assert page not in Page.objects.live().public().specific()


def test_opened_again_it_is_there(client: Client) -> None:
    page = published(protocol(audience="staff"))
    renewed(page, audience="public", valid_from=LATER)
    assert client.get("/protocolos/prueba/").status_code == 200


def test_the_list_is_narrowed_by_codes_and_pages_of_twenty(client: Client) -> None:
    for number in range(22):
        published(guideline(f"guia-{number}", levels=["N5"] if number else ["N1"]))
    first = client.get("/orientaciones-tecnicas/").content.decode()
    assert first.count("/orientaciones-tecnicas/guia-") == 20
    assert "?pagina=2" in first
    found = client.get("/orientaciones-tecnicas/?nivel=N1").content.decode()
    assert found.count("/orientaciones-tecnicas/guia-") == 1
    assert client.get("/orientaciones-tecnicas/?nivel=<script>").status_code == 200


def test_earlier_versions_are_listed_apart_and_stay_readable(client: Client) -> None:
    page = published(guideline())
    renewed(page, summary="Otra frase.", valid_from=LATER)
    earlier = client.get("/orientaciones-tecnicas/?vigencia=anteriores").content.decode()
    assert "/orientaciones-tecnicas/guia/versiones/1/" in earlier
    html = client.get("/orientaciones-tecnicas/guia/versiones/1/").content.decode()
    assert "Una frase." in html
    assert "Otra frase." not in html


def test_a_norm_leads_to_our_page_or_to_its_owner_and_the_step_that_cites_it_too(
    client: Client,
) -> None:
    about, closed = published(guideline("ley")), published(guideline("reserva", audience="staff"))
    norms = [
        ("norm", {"title": "Ley 21.675", "ours": about, "url": "https://example.cl/ley"}),
        ("norm", {"title": "Ley 19.628", "ours": None, "url": "https://example.cl/datos"}),
        ("norm", {"title": "Instructivo", "ours": closed, "url": ""}),
    ]
    published(protocol(norms=norms))
    html = client.get("/protocolos/prueba/").content.decode()
    assert html.count('/orientaciones-tecnicas/ley/"') == 2
    assert '<a href="https://example.cl/datos" rel="noreferrer">Ley 19.628' in html
    assert "<li>Instructivo</li>" in html  # for staff only: not from the open site
    about.unpublish()
    html = client.get("/protocolos/prueba/versiones/1/").content.decode()
    assert html.count('<a href="https://example.cl/ley"') == 2


def test_a_script_in_any_field_is_shown_as_text(client: Client) -> None:
    script = "<script>a()</script>"
    step = {**STEPS[0], "title": script, "guidance": script}
    page = published(protocol(
        title=script, summary=script, number=script, steps=[step], body=[("list", [script])],
        norms=[("norm", {"title": script, "url": ""})],
    ))  # fmt: skip
    later = ("step", {**step, "title": f"{script}2"})
    renewed(page, summary=f"{script}2", steps=[later], valid_from=LATER)
    for address in ("", "versiones/", "versiones/1/", "cambios/1-2/"):
        html = client.get(f"/protocolos/prueba/{address}").content.decode()
        assert "&lt;script&gt;a()" in html
        assert "<script>a" not in html


@pytest.mark.usefixtures("earnest_press")
def test_a_version_on_paper_says_what_the_page_says(client: Client) -> None:
    published(protocol(body=BODY, steps=[{**STEPS[0], "title": "Avisar a la jefatura"}]))
    answer = client.get("/protocolos/prueba/versiones/1/pdf/")
    assert answer["Content-Type"] == "application/pdf"
    pages = pypdfium2.PdfDocument(answer.content)
    words = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    assert "Avisar a la jefatura" in words
    assert "uno" in words


def annexed(**more: Any) -> Document:
    """A document with a file as its annex."""
    file = Document.objects.create(
        title="Pauta", file=ContentFile(b"%PDF-1.4 pauta", name="pauta.pdf")
    )
    published(guideline(annexes=[("annex", {"title": "Pauta", "document": file})], **more))
    return file


def test_an_annex_of_an_open_document_is_open(client: Client) -> None:
    file = annexed()
    assert file.url in client.get("/orientaciones-tecnicas/guia/").content.decode()
    assert client.get(file.url).status_code == 200


def test_an_annex_of_a_document_for_staff_only_is_not(client: Client) -> None:
    file = annexed(audience="staff")
    assert client.get(file.url).status_code == 404
    people.login(client, people.own_centre_worker())
    assert client.get(f"/gestion/biblioteca/anexos/{file.pk}/").status_code == 200
    assert client.get(file.url).status_code == 404


def test_a_file_nobody_published_is_open_to_nobody(client: Client) -> None:
    file = Document.objects.create(title="x", file=ContentFile(b"%PDF-1.4", name="x.pdf"))
    assert client.get(file.url).status_code == 404


def held() -> ProtocolPage:
    """A protocol that an open case is worked by."""
    from casework.cases.work.protocol_actions import on_stage

    page: ProtocolPage = published(protocol())
    worker = people.own_centre_worker()
    case = lives.case_of(worker, lives.woman(worker))
    with acting(worker.staff.context):
        on_stage(case, None, "S1", worker.staff, lives.AT)
    return page


@pytest.mark.parametrize("address", ["pages/{}/delete/", "bulk/wagtailcore/page/delete/?id={}"])
def test_a_protocol_that_open_cases_hold_is_not_deleted(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = held()
    approver = at_work("Aprobación", monkeypatch)
    said = approver.post(f"/cms/{address.format(page.pk)}", follow=True)
    assert ProtocolPage.objects.filter(pk=page.pk).exists()
    assert "1" in "".join(str(one) for one in said.context["messages"])
    assert list(guarding.held(page.get_parent()))


def test_one_that_no_case_holds_is_deleted_and_its_version_stays_readable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = published(protocol())
    approver = at_work("Aprobación", monkeypatch)
    approver.post(f"/cms/pages/{page.pk}/delete/", follow=True)
    assert not ProtocolPage.objects.exists()
    assert Client().get("/protocolos/prueba/versiones/1/").status_code == 200


def test_the_editor_sees_what_publishing_would_do_in_numbers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = held()
    page.steps = [("step", {**STEPS[0], "deadline": 3})]
    page.valid_from = LATER
    page.save_revision()
    html = at_work("Redacción", monkeypatch).get(f"/cms/pages/{page.pk}/edit/").content.decode()
    assert "5 " in html
    assert "→ 3" in html
    assert "Ella" not in html
