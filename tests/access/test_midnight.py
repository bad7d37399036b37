"""A certificate counts to the last second of its day in Chile, and a new one from its first."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from casework.access import competence
from casework.access.certificate_actions import Paper, record_certificate
from casework.access.certificate_models import Certificate, RequiredCourse
from casework.access.levels import Level
from casework.audit.actors import SYSTEM
from casework.cases.work import certified, day
from casework.territory.validity import CHILE, chilean_day
from tests import people
from tests.database import as_system

ONE_DAY = timedelta(days=1)
CLOCKS_BACK, CLOCKS_ON = date(2027, 4, 3), date(2027, 9, 4)  # the last days before they change
last_days = st.dates(date(2026, 2, 1), date(2031, 12, 31))
seconds = st.integers(-7200, 7200)


@pytest.fixture
def worker(db: None, settings: Any) -> people.Person:
    """Certificates count, and N6 needs one course."""
    settings.COMPETENCE_STAND_IN = False
    with as_system():
        RequiredCourse.objects.create(level="N6", course_code="A", name="Curso A")
    return people.own_centre_worker()


def certify(worker: people.Person, last: date, first: date = date(2026, 1, 1)) -> None:
    with as_system():
        Certificate.objects.create(
            operator=worker.operator, course_code="A", course="Curso A", issuer="x",
            reference="x", issued_on=first, valid_to=last,
        )  # fmt: skip


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(last=last_days, past=seconds, renewed=st.integers(0, 86400 * 400))
@example(last=CLOCKS_BACK, past=-3600, renewed=0)
@example(last=CLOCKS_BACK, past=-1, renewed=1)
@example(last=CLOCKS_ON, past=0, renewed=0)
@example(last=CLOCKS_ON, past=-1, renewed=0)
def test_it_closes_at_midnight_in_santiago_and_opens_as_soon_as_it_is_renewed(
    worker: people.Person, last: date, past: int, renewed: int
) -> None:
    midnight = datetime.combine(last + ONE_DAY, time(), CHILE)
    moment = datetime.fromtimestamp(midnight.timestamp() + past, CHILE)
    with transaction.atomic():
        point = transaction.savepoint()
        certify(worker, last)
        assert competence.certified(worker.id, Level.N6, moment) == (past < 0)
        later = datetime.fromtimestamp(midnight.timestamp() + renewed, CHILE)
        assert not competence.certified(worker.id, Level.N6, later)
        paper = Paper(None, "Curso A", "x", "x", chilean_day(later), None, "A")
        with as_system(), time_machine.travel(later, tick=False):
            record_certificate(worker.operator, paper, by=SYSTEM, at=later)
        assert competence.certified(worker.id, Level.N6, later)
        transaction.savepoint_rollback(point)


@pytest.mark.parametrize(
    ("left", "tone"),
    [(61, None), (60, "info"), (31, "info"), (30, "warning"), (8, "warning"), (7, "danger"),
     (0, "danger"), (-1, None)],
)  # fmt: skip
def test_her_day_and_that_of_her_head_say_when_it_ends_and_her_head_that_it_did(
    worker: people.Person, left: int, tone: str | None
) -> None:
    head, at = people.head_of_centre(), timezone.now()
    with as_system():
        Certificate.objects.create(
            operator=head.operator, level="N5", course="x", issuer="x", reference="x",
            issued_on=date(2026, 1, 1),
        )  # fmt: skip
    certify(worker, timezone.localdate() + timedelta(days=left))
    hers = day.said(certified.HERS, worker.staff, at)
    of_team = day.said(certified.TEAM, head.staff, at)
    assert [one.tone for one in hers] == ([tone] if tone else [])
    if left < 0:
        assert [one.icon for one in of_team] == ["stop"]
    else:
        assert [one.tone for one in of_team] == ([tone] if tone else [])
    at_home = [one.url for one in certified.at_home(head.staff, at)]
    assert at_home == ["/gestion/equipo/"] * len(of_team)
    assert certified.at_home(worker.staff, at) == []
