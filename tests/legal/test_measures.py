"""Measures: they follow her, warn before they end, are renewed, broken and closed."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from casework.access.context import acting, enter
from casework.cases.task_models import Task
from casework.legal import measure_actions, queries
from casework.legal.actions import WrongMove
from casework.legal.choices import MeasureState
from casework.legal.duty_models import ReportingDuty
from casework.legal.measure_actions import BreachFacts
from casework.legal.measure_models import ProtectiveMeasure
from casework.legal.models import LegalProcess
from casework.survivors import masking
from casework.survivors.essentials import Asked, lines_of
from casework.survivors.models import Survivor
from casework.survivors.timeline_models import TrajectoryEvent
from casework.territory.validity import chilean_day
from tests import people
from tests.legal.conftest import measure

pytestmark = pytest.mark.django_db


def open_tasks(survivor: Survivor) -> dict[str, date]:
    rows = Task.objects.filter(survivor=survivor, done_at=None, cancelled_at=None)
    return {row.kind: timezone.localtime(row.due_at).date() for row in rows}


def head(survivor: Survivor, by: people.Person) -> dict[str, str]:
    lines = lines_of(Asked(survivor.pk, by.staff, timezone.now()))
    return {line.url.split("/")[-2]: line.tone for line in lines}


def test_the_end_of_a_measure_is_announced_three_times_and_its_expiry_once(
    zoraida: Survivor, here: people.Person, today: date
) -> None:
    measure(zoraida, here, ends_in=100)
    assert open_tasks(zoraida) == {
        "measure-60": today + timedelta(days=40), "measure-30": today + timedelta(days=70),
        "measure-10": today + timedelta(days=90), "measure-expired": today + timedelta(days=101),
    }  # fmt: skip
    assert {row.source for row in Task.objects.filter(survivor=zoraida)} == {"VG-16"}


def test_a_renewal_runs_from_the_old_end_and_moves_the_warnings(
    zoraida: Survivor, here: people.Person, today: date, now: datetime
) -> None:
    one = measure(zoraida, here, ends_in=5)
    assert "measure-60" not in open_tasks(zoraida)
    until = today + timedelta(days=5 + 400)
    renewal = measure_actions.renew(
        measure=one, decided_on=today, until=until, by=here.staff, at=now
    )
    assert (renewal.from_day, renewal.to_day) == (today + timedelta(days=5), until)
    assert open_tasks(zoraida)["measure-60"] == until - timedelta(days=60)
    assert one.starts_on < one.period_from


def test_the_other_centre_that_attends_her_sees_the_measure_and_not_the_process(
    zoraida: Survivor, here: people.Person, now: datetime
) -> None:
    from casework.legal.actions import ProcessFacts, save_process
    from casework.survivors.actions import open_attention

    measure(zoraida, here, ends_in=100)
    save_process(survivor=zoraida, by=here.staff, at=now, facts=ProcessFacts(
        matter_id="criminal", court_kind_id="guarantee", started_on=date(2026, 1, 5)))  # fmt: skip
    olga = people.other_centre_worker()
    enter(olga.staff.context)
    assert queries.measures_of(zoraida, by=olga.staff, today=chilean_day(now)) == []
    open_attention(survivor_id=zoraida.pk, centre_id=olga.centre.pk, purpose="attention",
                   by=olga.staff, at=now)  # fmt: skip
    assert len(queries.measures_of(zoraida, by=olga.staff, today=chilean_day(now))) == 1
    assert ProtectiveMeasure.objects.count() == 1  # the database itself lets her see it
    assert LegalProcess.objects.count() == 0  # and not this
    codes = set(TrajectoryEvent.objects.values_list("code", flat=True))
    assert {"measure", "process"} <= codes


def test_a_breach_nobody_reported_starts_the_duty_to_report(
    zoraida: Survivor, here: people.Person, now: datetime
) -> None:
    one = measure(zoraida, here, ends_in=100)
    breach = measure_actions.save_breach(
        measure=one, facts=BreachFacts(at=now - timedelta(hours=3)), by=here.staff, at=now
    )
    duty = ReportingDuty.objects.get(origin_id=breach.pk)
    assert duty.due_at == now + timedelta(hours=24)
    measure_actions.save_breach(
        measure=one, breach=breach, by=here.staff, at=now,
        facts=BreachFacts(at=now, reported_to="carabineros", reported_on=chilean_day(now)),
    )  # fmt: skip
    assert ReportingDuty.objects.filter(survivor=zoraida).count() == 1


def test_a_breach_already_reported_starts_none(
    zoraida: Survivor, here: people.Person, now: datetime
) -> None:
    one = measure(zoraida, here, ends_in=100)
    facts = BreachFacts(at=now, reported_to="pdi", reported_on=chilean_day(now))
    measure_actions.save_breach(measure=one, facts=facts, by=here.staff, at=now)
    assert not ReportingDuty.objects.exists()


def test_an_expired_measure_is_a_danger_until_a_person_closes_it(
    zoraida: Survivor, here: people.Person, today: date, now: datetime
) -> None:
    one = measure(zoraida, here, ends_in=-3)
    assert head(zoraida, here)["procesos"] == "danger"
    measure_actions.close_measure(measure=one, to=MeasureState.ENDED, on=today, reason="No pidió",
                                  by=here.staff, at=now)  # fmt: skip
    assert "procesos" not in head(zoraida, here)
    assert open_tasks(zoraida) == {}
    with pytest.raises(WrongMove):
        measure_actions.close_measure(measure=one, to=MeasureState.LIFTED, on=today, reason="x",
                                      by=here.staff, at=now)  # fmt: skip
    with pytest.raises(WrongMove):
        measure_actions.renew(measure=one, decided_on=today, until=today + timedelta(days=200),
                              by=here.staff, at=now)  # fmt: skip


def test_secrecy_of_identity_holds_past_its_end_until_it_is_lifted(
    zoraida: Survivor, here: people.Person, today: date, now: datetime
) -> None:
    """VG-16: masking too long harms less than showing too soon."""
    granted = replace(here.staff, granted=frozenset({zoraida.pk}))
    assert not masking.hides(zoraida.pk, granted)
    one = measure(zoraida, here, ends_in=-40, kind_id="reserved_identity")
    assert masking.hides(zoraida.pk, granted)
    assert not masking.hides(zoraida.pk, here.staff)  # her own team works with her
    measure_actions.close_measure(measure=one, to=MeasureState.LIFTED, on=today, reason="Orden",
                                  by=here.staff, at=now)  # fmt: skip
    assert not masking.hides(zoraida.pk, granted)


def test_the_next_check_is_asked_for_by_the_rhythm_of_the_supervision(
    zoraida: Survivor, here: people.Person, today: date, now: datetime
) -> None:
    one = measure(zoraida, here, ends_in=100, check_every=30, last_check_on=today)
    assert open_tasks(zoraida)["measure-check"] == today + timedelta(days=30)
    measure_actions.note_check(measure=one, on=today, by=here.staff, at=now)
    assert open_tasks(zoraida)["measure-check"] == today + timedelta(days=30)


@pytest.mark.parametrize(
    "wrong",
    [{"ends_on": date(2025, 1, 1)}, {"ends_on": date(2031, 1, 1)}, {"beneficiaries": 0}],
)
def test_the_database_refuses_what_can_never_be(
    zoraida: Survivor, here: people.Person, wrong: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        measure(zoraida, here, ends_in=100, **{"starts_on": date(2026, 1, 1), **wrong})


def test_a_worker_of_another_centre_writes_nothing_in_her_file(
    zoraida: Survivor, ana: people.Person
) -> None:
    from casework.legal.centres import NotYourCentre

    olga = people.other_centre_worker()
    with acting(olga.staff.context), pytest.raises(NotYourCentre):
        measure(zoraida, olga, ends_in=100)
