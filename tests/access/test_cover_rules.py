"""Which days a level is covered: by the rule, asked day by day, and by the database."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework.access import cover_rules, requirements
from casework.access.certificate_models import Certificate, LevelRequirement, RequiredCourse
from casework.access.certificate_rules import Validity
from casework.access.cover_rules import Asked, Course, Proof, Rule
from casework.access.levels import Level
from casework.access.waiver_models import Waiver
from tests import people
from tests.database import as_system

START = date(2026, 1, 1)
REASON = "La titular está con licencia y nadie más atiende urgencias este mes."
days = st.integers(0, 40).map(lambda number: START + timedelta(days=number))


@st.composite
def spans(draw: Any, *, open_start: bool = True) -> Validity:
    first = draw(st.none() | days) if open_start else draw(days)
    last = draw(st.none() | days.map(lambda one: max(one, first or one)))
    return Validity(first, last)


rules = st.lists(
    st.builds(Rule, st.booleans(), spans()), max_size=2, unique_by=lambda r: r.days.first
)
courses = st.lists(
    st.builds(Course, st.sampled_from("ABC"), st.just("x"), spans()), max_size=3,
    unique_by=lambda one: (one.code, one.days.first),
)  # fmt: skip
held = st.lists(spans(open_start=False), max_size=2).map(tuple)
limited = st.lists(
    st.tuples(days, st.integers(0, 20)).map(
        lambda one: Validity(one[0], one[0] + timedelta(one[1]))
    ),
    max_size=1,
).map(tuple)
proofs = st.builds(
    Proof, held, st.fixed_dictionaries({}, optional=dict.fromkeys("ABC", held)), limited
)
asks = st.builds(lambda r, c: Asked(tuple(r), tuple(c)), rules, courses)


@given(asked=asks, proof=proofs, day=days)
def test_the_last_day_is_what_asking_day_by_day_gives(
    asked: Asked, proof: Proof, day: date
) -> None:
    found = cover_rules.until(asked, proof, day)
    assert found.covered == cover_rules.covered(asked, proof, day)
    if not found.covered:
        return
    later = (day + timedelta(days=number) for number in range(120))
    first_without = next((one for one in later if not cover_rules.covered(asked, proof, one)), None)
    assert found.last == (first_without - timedelta(days=1) if first_without else None)


@given(proof=proofs, day=days)
def test_every_course_is_needed_and_none_of_them_alone_will_do(proof: Proof, day: date) -> None:
    always = Validity(None, None)
    two = Asked(courses=(Course("A", "x", always), Course("B", "x", always)))
    each = [Asked(courses=(one,)) for one in two.courses]
    both = all(cover_rules.covered(one, proof, day) for one in each)
    assert cover_rules.covered(two, proof, day) == both


@pytest.mark.django_db
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(asked=asks, proof=proofs, day=days)
def test_the_database_says_the_same_as_the_rules(
    worker: people.Person, giver: people.Person, asked: Asked, proof: Proof, day: date
) -> None:
    noon = datetime(day.year, day.month, day.day, 15, tzinfo=UTC)
    with as_system(), transaction.atomic():
        point = transaction.savepoint()
        _write(worker, giver, asked, proof)
        with connection.cursor() as cursor:
            cursor.execute("SELECT siivbg_certified(%s, %s)", [worker.id, noon])
            told = "N6" in cursor.fetchone()[0]
        with time_machine.travel(noon, tick=False):
            summed = requirements.add_up(
                Certificate.objects.all(), Waiver.objects.all(), Level.N6, noon, requirements.read()
            )
        transaction.savepoint_rollback(point)
    assert told == cover_rules.covered(asked, proof, day) == summed.cover.covered


def _write(worker: people.Person, giver: people.Person, asked: Asked, proof: Proof) -> None:
    LevelRequirement.objects.all().delete()
    for rule in asked.rules:
        LevelRequirement.objects.create(level="N6", needed=rule.needed, **_dates(rule.days))
    for one in asked.courses:
        RequiredCourse.objects.create(
            level="N6", course_code=one.code, name="x", **_dates(one.days)
        )
    for span in proof.level:
        _certificate(worker, span, level="N6")
    for code, several in proof.courses.items():
        for span in several:
            _certificate(worker, span, course_code=code)
    for span in proof.waivers:
        Waiver.objects.create(
            operator=worker.operator, given_by=giver.operator, level="N6", reason=REASON,
            starts_on=span.first, ends_on=span.last,
        )  # fmt: skip


def _dates(span: Validity) -> dict[str, date | None]:
    return {"valid_from": span.first, "valid_to": span.last}


def _certificate(worker: people.Person, span: Validity, **more: str) -> None:
    Certificate.objects.create(
        operator=worker.operator, course="x", issuer="x", reference="x", issued_on=span.first,
        valid_to=span.last, **more,
    )  # fmt: skip


@pytest.fixture
def worker(db: None) -> people.Person:
    return people.own_centre_worker()


@pytest.fixture
def giver(db: None) -> people.Person:
    return people.administrator()
