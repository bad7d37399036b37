"""Anybody checks a folio: course, days and state; the name only with her four signs; no oracle."""

import re
from datetime import timedelta
from io import BytesIO
from typing import Any

import pikepdf
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from casework.access.certificate_models import RevocationReason
from casework.access.context import acting
from casework.documents import store
from portal.certification import queries
from portal.certification.actions import revoke
from portal.certification.folio import new_folio
from portal.certification.models import IssuedCertificate
from tests import people

from .conftest import Issue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_limits")]
PAGE = "/verificar/certificados/"
FOUR = "6785"


@pytest.fixture
def fresh_limits() -> None:
    from django.core.cache import cache

    cache.clear()


def ask(client: Any, folio: str, digits: str = "") -> Any:
    return client.post(PAGE, {"folio": folio, "digits": digits})


def test_a_folio_tells_course_days_and_state_and_no_name(
    client: Any, worker: people.Person, admin: people.Person, issued: Issue
) -> None:
    made = issued()
    told = ask(client, made.folio.lower().replace("-", " "))
    assert told.context["answer"].standing == "valid"
    text = told.content.decode()
    assert "Curso de prueba" in text
    assert "Escuela de prueba" in text
    assert str(worker.operator) not in text
    assert made.folio not in text  # nothing typed is repeated
    with time_machine.travel(timezone.now() + timedelta(days=800), tick=False):
        assert ask(client, made.folio).context["answer"].standing == "expired"
    with acting(admin.staff.context):
        revoke(made, reason=RevocationReason.ISSUER, by=admin.staff, at=timezone.now())
    assert ask(client, made.folio).context["answer"].standing == "revoked"


def test_her_four_signs_show_her_name_and_wrong_ones_nothing_at_all(
    client: Any, worker: people.Person, issued: Issue
) -> None:
    made = issued()
    assert str(worker.operator) in ask(client, made.folio, FOUR).content.decode()
    assert str(worker.operator) in ask(client, made.folio, "678-5").content.decode()
    unknown, wrong = ask(client, new_folio(), FOUR), ask(client, made.folio, "6784")
    assert _plain(unknown) == _plain(wrong)
    assert "Curso de prueba" not in wrong.content.decode()


def test_without_her_run_nobody_is_told_her_name(client: Any, issued: Issue) -> None:
    made = issued(run=None, code="SIN-RUN")
    assert ask(client, made.folio, FOUR).context["answer"].standing is None
    assert ask(client, made.folio).context["answer"].standing == "valid"


@pytest.mark.parametrize("typed", ["1", "' OR 1=1 --", "ñ" * 40, "7KQ2-9XMD-04AT"])
def test_any_unknown_folio_gives_the_same_words_after_the_same_questions(
    client: Any, issued: Issue, typed: str
) -> None:
    made = issued()
    asked = []
    ask(client, made.folio, "0000")
    for folio in (made.folio, typed):
        with CaptureQueriesContext(connection) as captured:
            told = ask(client, folio, "0000")
        asked.append([query["sql"].split()[0] for query in captured])
        assert "No certificate" in told.content.decode() or "Ningún" in told.content.decode()
    assert asked[0] == asked[1]


def test_a_wrong_folio_and_wrong_signs_cost_and_weigh_the_same(
    client: Any, issued: Issue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By structure, as a clock says little: the same sums, the same statement, the same bytes."""
    made, hashed = issued(), []
    whole = queries.typed_digest

    def counted(*given: str) -> bytes:
        hashed.append([len(one) for one in given])
        return whole(*given)

    monkeypatch.setattr(queries, "typed_digest", counted)
    seen = []
    ask(client, new_folio(), "0000")
    hashed.clear()
    for folio, digits in ((made.folio, "0000"), (new_folio(), FOUR), (new_folio(), "0000")):
        with CaptureQueriesContext(connection) as captured:
            told = ask(client, folio, digits)
        heads = {name: len(value) for name, value in told.headers.items()}
        shapes = [re.sub(r"'[^']*'(::\w+)?|\d+", "?", query["sql"]) for query in captured]
        seen.append((len(told.content), heads, told.status_code, shapes, hashed.pop()))
        assert hashed == []
    assert seen[0] == seen[1] == seen[2]


def edited(pdf: bytes) -> bytes:
    """Open and saved by an editor of PDF, with another title."""
    with pikepdf.open(BytesIO(pdf)) as document:
        document.docinfo["/Title"] = "Otro nombre"
        output = BytesIO()
        document.save(output)
    return output.getvalue()


def drawn_over(pdf: bytes) -> bytes:
    """The sealed bytes as they were, and something drawn over them in an update behind."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    writer.add_stream_to_page(0, writer.add_object(generic.StreamObject(stream_data=b"q Q")))
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


@pytest.mark.usefixtures("earnest_press")
def test_a_certificate_edited_in_the_pdf_is_said_to_be_changed(
    client: Any, worker: people.Person, issued: Issue
) -> None:
    issued()
    with acting(worker.staff.context):
        paper = store.open(IssuedCertificate.objects.get().document.stored).read()
    said = {}
    for name, pdf in (("own", paper), ("edited", edited(paper)), ("drawn", drawn_over(paper))):
        file = SimpleUploadedFile("certificado.pdf", pdf, "application/pdf")
        told = client.post("/verificar/", {"file": file})
        said[name] = (told.context["answer"].verdict.value, "lo cambió" in told.content.decode())
    assert said == {
        "own": ("valid", False), "edited": ("not_valid", True), "drawn": ("not_valid", True),
    }  # fmt: skip


def test_it_is_limited(client: Any, issued: Issue) -> None:
    folio = issued().folio
    for _ in range(20):
        assert ask(client, folio).status_code == 200
    refused = ask(client, folio)
    assert refused.status_code == 429
    assert "Curso de prueba" not in refused.content.decode()


def test_the_answer_is_kept_nowhere(client: Any, issued: Issue) -> None:
    told = ask(client, issued().folio)
    assert told["Cache-Control"] == "no-store, private"
    assert "noindex" in told["X-Robots-Tag"]
    assert not told.cookies.get("sessionid")


def _plain(response: Any) -> str:
    return re.sub(r'(nonce|value)="[^"]*"', "", response.content.decode())
