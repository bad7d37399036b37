"""Paper leaves without what could harm her, and the log knows that it left."""

import pytest
from django.utils import timezone

from casework.access.context import acting
from casework.audit.models import AuditEvent
from casework.risk.actions import Finding, record_result
from casework.risk.models import Instrument
from casework.survivors.levels import Level
from tests import people, women
from tests.database import as_system

pytestmark = pytest.mark.django_db
HIGH = str(Level.HIGH.label)


@pytest.fixture
def inside(client, worker):
    return people.login(client, worker)


@pytest.fixture
def sheet(inside, her, worker, page):
    """Print with some choices; give the page."""
    finding = Finding(
        band="ALTO", assessed_at=timezone.now(), instrument=Instrument.objects.get(pk="JUICIO"),
        reason="Aumentaron las amenazas esta semana",
    )  # fmt: skip
    with acting(worker.staff.context):
        record_result(survivor=her, finding=finding, by=worker.staff, at=timezone.now())

    def make(**choices):
        answer = inside.post(f"{page}imprimir/", {"purpose": "court", **choices})
        assert answer.status_code == 200
        return answer.content.decode()

    return make


def test_nothing_that_could_harm_her_is_on_the_plain_sheet(sheet):
    paper = sheet()
    lines = paper.split("<tbody>")[1]
    for word in (*women.NAMES, women.TELEPHONE, women.RELATIVE, str(women.RUN), HIGH, "Ana Propia"):
        assert word not in lines


@pytest.mark.parametrize(
    ("chosen", "word"),
    [
        ("identity", women.NAMES[1]),
        ("contact", women.TELEPHONE),
        ("risk", HIGH),
        ("names", "Ana Propia"),
    ],
)
def test_what_is_chosen_is_there(sheet, chosen, word):
    assert word in sheet(**{chosen: "on"}).split("<tbody>")[1]


def test_every_page_says_who_printed_it_and_when(sheet):
    foot = sheet().split("<tfoot>")[1].split("</tfoot>")[0]
    assert "Ana Propia" in foot
    assert f"{timezone.localtime():%H:}" in foot


def test_its_title_says_nothing(sheet):
    title = sheet(identity="on").split("<title>")[1].split("</title>")[0]
    assert title in {"Document", "Documento"}


def test_the_log_knows_what_left_and_why(sheet):
    sheet(risk="on")
    with as_system():
        event = AuditEvent.objects.get(verb="data.exported")
    assert event.purpose == "court"
    assert (event.detail["with_risk"], event.detail["with_identity"]) == (True, False)


def test_without_a_reason_nothing_leaves(inside, page):
    assert inside.post(f"{page}imprimir/", {}).status_code == 422
    with as_system():
        assert not AuditEvent.objects.filter(verb="data.exported").exists()


def test_an_expired_contact_is_not_printed(sheet):
    from casework.survivors.models import SafeContact

    with as_system():
        SafeContact.objects.update(valid_until="2026-01-01")
    assert women.TELEPHONE not in sheet(contact="on")
