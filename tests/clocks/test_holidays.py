"""Holidays are rows: a library fills them once, and whoever edits them is obeyed."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from casework.cases.clocks import Unit, due
from casework.territory.calendar import holidays_between
from casework.territory.models import Holiday
from tests.database import as_system

pytestmark = pytest.mark.django_db
CHILE = ZoneInfo("America/Santiago")
MONDAY = datetime(2026, 12, 7, 9, tzinfo=CHILE)


def last_day(count: int) -> date:
    return due(MONDAY, count, Unit.WORKING_DAYS).astimezone(CHILE).date()


def test_the_table_begins_with_the_days_of_2000_to_2035_in_spanish() -> None:
    years = {day.year for day in Holiday.objects.values_list("date", flat=True)}
    assert years == set(range(2000, 2036))
    assert Holiday.objects.get(date=date(2026, 9, 18)).name == "Día de la Independencia"


def test_a_new_holiday_moves_the_deadline_and_a_removed_one_moves_it_back() -> None:
    assert last_day(2) == date(2026, 12, 10)  # the 8th is a holiday
    with as_system():
        Holiday.objects.create(date=date(2026, 12, 10), name="Elección", source="Ley 18.700")
    assert last_day(2) == date(2026, 12, 11)
    with as_system():
        Holiday.objects.filter(date=date(2026, 12, 8)).delete()
    assert last_day(2) == date(2026, 12, 9)


def test_a_period_includes_both_its_ends() -> None:
    assert holidays_between(date(2026, 12, 8), date(2026, 12, 25)) == {
        date(2026, 12, 8), date(2026, 12, 25)
    }  # fmt: skip
