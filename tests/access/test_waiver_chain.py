"""Exceptions do not follow one another: two in twelve months, by two persons; by rule and table."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework.access.certificate_models import LevelRequirement
from casework.access.context import acting
from casework.access.levels import Level
from casework.access.waiver_models import Waiver
from casework.access.waiver_rules import Earlier, chain_problem
from casework.access.waivers import WrongWaiver, end_waiver, give_waiver
from tests import people
from tests.database import as_system

START = date(2024, 1, 1)
REASON = "La titular está con licencia y nadie más atiende urgencias este mes."
GIVERS = [UUID(int=number) for number in range(3)]
given_ones = st.lists(
    st.tuples(st.integers(0, 900), st.sampled_from(range(3))), min_size=1, max_size=6
)


@given(given_ones)
def test_no_twelve_months_hold_a_third_nor_two_by_one_person(
    asked: list[tuple[int, int]],
) -> None:
    had: list[Earlier] = []
    for number, who in asked:
        one = Earlier(START + timedelta(days=number), GIVERS[who])
        if not chain_problem(starts_on=one.starts_on, given_by=one.given_by, earlier=had):
            had.append(one)
    for first in had:
        year = [one for one in had if 0 <= (one.starts_on - first.starts_on).days < 365]
        assert len(year) <= 2
        assert len({one.given_by for one in year}) == len(year)


def test_after_a_year_or_for_another_person_there_may_be_one_again() -> None:
    had = [Earlier(START, GIVERS[0])]
    for days, giver, refused in ((364, 0, True), (365, 0, False), (-364, 0, True), (364, 1, False)):
        day = START + timedelta(days=days)
        problem = chain_problem(starts_on=day, given_by=GIVERS[giver], earlier=had)
        assert bool(problem) == refused


@pytest.fixture
def worker(db: None, settings: Any) -> people.Person:
    settings.COMPETENCE_STAND_IN = False
    with as_system():
        LevelRequirement.objects.create(level="N2", needed=False, valid_from=START)
    return people.own_centre_worker()


@pytest.fixture
def givers(worker: people.Person) -> list[people.Person]:
    return [people.administrator(f"admin.{number}") for number in range(3)]


def give(worker: people.Person, giver: people.Person, days: int = 0) -> Waiver:
    first = timezone.localdate() + timedelta(days=days)
    with acting(giver.staff.context):
        return give_waiver(
            worker.operator, level=Level.N6, starts_on=first, ends_on=first, reason=REASON,
            by=giver.staff, at=timezone.now(),
        )  # fmt: skip


def test_the_second_is_somebody_elses_and_the_third_nobodys(
    worker: people.Person, givers: list[people.Person]
) -> None:
    made = give(worker, givers[0])
    with acting(givers[1].staff.context):
        end_waiver(made, by=givers[1].staff, at=timezone.now())
    with pytest.raises(WrongWaiver):  # ended early, it counts all the same
        give(worker, givers[0], 40)
    give(worker, givers[1], 40)
    for giver in givers:
        with pytest.raises(WrongWaiver) as refused:
            give(worker, giver, 80)
        assert refused.value.__cause__ is None  # the rule says why, before the database does
    give(people.own_centre_worker("ana.segunda"), givers[0])
    give(worker, givers[0], 405)
    with as_system():
        assert Waiver.objects.count() == 4


def test_on_the_page_she_reads_why_and_what_there_was(
    client: Any, worker: people.Person, givers: list[people.Person]
) -> None:
    give(worker, givers[0])
    people.login(client, givers[0])
    page = f"/gestion/operadores/{worker.id}/excepciones/nueva/"
    day = timezone.localdate().isoformat()
    typed = {"level": "N6", "starts_on": day, "ends_on": day, "reason": REASON}
    assert REASON in client.get(page).content.decode()
    refused = client.post(page, typed)
    assert refused.status_code == 422
    assert refused.context["form"].non_field_errors()
    with as_system():
        assert Waiver.objects.count() == 1


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(given_ones)
def test_past_the_code_the_database_says_the_same(
    worker: people.Person, givers: list[people.Person], asked: list[tuple[int, int]]
) -> None:
    had: list[Earlier] = []
    with as_system(), transaction.atomic():
        point = transaction.savepoint()
        for number, who in asked:
            one = Earlier(START + timedelta(days=number), givers[who].id)
            fits = not chain_problem(
                starts_on=one.starts_on, given_by=one.given_by, earlier=had
            )  # fmt: skip
            assert _written(worker, one) == fits
            had += [one] if fits else []
        transaction.savepoint_rollback(point)


def _written(worker: people.Person, one: Earlier) -> bool:
    try:
        with transaction.atomic():
            Waiver.objects.create(
                operator=worker.operator, given_by_id=one.given_by, level="N6", reason=REASON,
                starts_on=one.starts_on, ends_on=one.starts_on,
            )  # fmt: skip
    except IntegrityError:
        return False
    return True


def test_somebody_who_was_faster_is_told_of_not_stumbled_over(
    worker: people.Person, givers: list[people.Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    give(worker, givers[0])
    monkeypatch.setattr("casework.access.waivers.chain_problem", lambda *_, **__: "")
    with pytest.raises(WrongWaiver):
        give(worker, givers[0], 1)
