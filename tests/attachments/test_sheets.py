"""A PDF is read in the page, sheet by sheet; a telephone keeps nothing among its downloads."""

import copy
from io import BytesIO

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from casework.attachments.models import Attachment
from casework.audit.models import AuditEvent
from casework.survivors.actions import Identity
from tests import people
from tests.consent.screens import Desk, picture, registered
from tests.database import as_system

from .test_drafts import MOST, asked_by_page
from .test_screens import anexos

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def brought(module_world):
    """Paula, Ana's file and a report in it of three sheets: two upright, the last one lying."""
    paula = people.own_centre_worker("paula.propia")
    anas = registered(paula, Identity(working_name="Anita"))
    desk = people.login(Desk(paula), paula)
    made = BytesIO()
    with pikepdf.new() as document:
        for size in ((300, 400), (300, 400), (400, 300)):
            document.add_blank_page(page_size=size)
        document.save(made)
    file = SimpleUploadedFile("informe.pdf", made.getvalue(), "application/pdf")
    desk.post(anexos(anas, "nuevo/"), {"kind": "report", "file": file})
    return paula, anas, Attachment.objects.get()


@pytest.fixture
def paula(brought, db):
    return copy.deepcopy(brought[0])


@pytest.fixture
def anas(brought, db):
    return copy.deepcopy(brought[1])


@pytest.fixture
def report(brought, db) -> Attachment:
    return copy.deepcopy(brought[2])


def opened(survivor) -> int:
    with as_system():
        return AuditEvent.objects.filter(verb="document.opened", subject=survivor.pk).count()


@pytest.mark.parametrize(
    ("asked", "shown"), [("", 1), ("2", 2), ("3", 3), ("99", 3), ("0", 1), ("x", 1)]
)
def test_the_page_shows_the_sheet_that_is_asked_for(desk, anas, report, asked, shown):
    page = desk.get(anexos(anas, f"{report.pk}/"), {"hoja": asked} if asked else {})
    place = page.context["sheets"]
    assert (place.number, place.count) == (shown, 3)
    assert f"{report.pk}/hoja/{shown}/" in page.content.decode()


def test_a_sheet_is_a_picture_large_enough_to_read_and_each_is_logged(desk, anas, report):
    before = opened(anas)
    drawn = [desk.get(anexos(anas, f"{report.pk}/hoja/{number}/")) for number in (1, 3)]
    sizes = [Image.open(BytesIO(one.content)).size for one in drawn]
    assert sizes == [(1200, 1600), (1600, 1200)]
    assert opened(anas) == before + 2
    for one in drawn:
        assert one["Content-Type"] == "image/jpeg"
        assert "no-store" in one["Cache-Control"]
        assert "sandbox" in one["Content-Security-Policy"]


def test_showing_the_page_alone_opens_nothing(desk, anas, report):
    before = opened(anas)
    desk.get(anexos(anas, f"{report.pk}/"))
    assert opened(anas) == before


@pytest.mark.parametrize("number", [0, 4, 70_000])
def test_a_sheet_that_is_not_there_is_not_found(desk, anas, report, number):
    assert desk.get(anexos(anas, f"{report.pk}/hoja/{number}/")).status_code == 404


def test_a_photograph_has_no_sheets(desk, anas):
    desk.post(anexos(anas, "nuevo/"), {"kind": "other", "file": picture()})
    row = Attachment.objects.get(kind="other")
    assert desk.get(anexos(anas, f"{row.pk}/hoja/1/")).status_code == 404
    assert desk.get(anexos(anas, f"{row.pk}/")).context["sheets"] is None


def test_the_other_centre_meets_nothing(desk_there, anas, report):
    """AB07."""
    assert desk_there.get(anexos(anas, f"{report.pk}/hoja/1/")).status_code == 404


def test_what_cannot_be_drawn_is_still_opened_whole(desk, anas, report, monkeypatch):
    from casework.documents import sandbox

    monkeypatch.setattr(sandbox, "SECONDS_SMALL", 0.001)
    page = desk.get(anexos(anas, f"{report.pk}/"))
    assert page.context["sheets"] is None
    assert f"{report.pk}/contenido/" in page.content.decode()


def test_showing_a_sheet_costs_at_most_twelve_statements(desk, anas, report):
    url = anexos(anas, f"{report.pk}/")
    desk.get(url)
    with CaptureQueriesContext(connection) as caught:
        desk.get(url)
    told = asked_by_page(caught)
    assert len(told) <= MOST, "\n".join(sql[:110] for sql in told)
