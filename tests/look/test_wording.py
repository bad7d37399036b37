"""Filters write what people read."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from casework.identity.run import Run
from config.components import wording

NOON = datetime(2026, 11, 22, 15, tzinfo=UTC)


@given(st.integers(min_value=1000, max_value=99_999_999))
def test_a_run_reads_the_same_however_it_was_typed(number: int) -> None:
    run = Run(number)
    assert wording.run(run.plain) == wording.run(str(run)) == wording.run(run) == str(run)


@pytest.mark.parametrize("text", ["12.***.***-5", "P1234567", "", None, "12.345.678-9"])
def test_what_is_no_run_is_left_alone(text: str | None) -> None:
    assert wording.run(text) == (text or "")


@pytest.mark.parametrize(
    ("typed", "read"),
    [("987654321", "+56 9 8765 4321"), ("56322123456", "+56 32 212 3456"), ("1455", "1455")],
)
def test_phones_are_grouped_the_chilean_way(typed: str, read: str) -> None:
    assert wording.phone(typed) == read


def test_a_long_date_is_written_out_in_spanish() -> None:
    with translation.override("es"):
        assert wording.date_cl(date(2026, 11, 22)) == "22 de noviembre de 2026"
        assert wording.date_short(date(2026, 3, 7)) == "07-03-2026"


def test_a_moment_belongs_to_its_day_in_chile() -> None:
    with translation.override("es"):
        assert wording.date_cl(datetime(2026, 11, 23, 1, tzinfo=UTC)) == "22 de noviembre de 2026"


@pytest.mark.parametrize(
    ("day", "words"),
    [(22, "today"), (23, "tomorrow"), (21, "yesterday"), (25, "in 3 days"), (10, "12 days ago")],
)
def test_days_are_told_by_how_far_they_are(day: int, words: str) -> None:
    with time_machine.travel(NOON, tick=False), translation.override("en"):
        assert wording.days_away(date(2026, 11, day)) == words


def test_no_date_prints_nothing() -> None:
    assert wording.date_cl(None) == wording.date_short(None) == wording.days_away(None) == ""
