"""Folios that are hardly mistyped, days counted in months, awards that make sense."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.certification import folio
from portal.certification.award import last_day, problem

from .conftest import award

EXCHANGES = 20_000
bodies = st.text(folio.ALPHABET, min_size=folio.LENGTH, max_size=folio.LENGTH)


@given(body=bodies, place=st.integers(0, folio.LENGTH), sign=st.sampled_from(folio.ALPHABET))
def test_one_mistaken_sign_never_fits(body: str, place: int, sign: str) -> None:
    whole = body + folio.control(body)
    slipped = whole[:place] + sign + whole[place + 1 :]
    assert folio.is_whole(folio.shown(slipped)) == (slipped == whole)


def test_two_neighbours_exchanged_are_found_out_but_for_one_in_hundreds() -> None:
    """Of each sign before them the system confuses one pair of 496; the register knows neither."""
    chance, missed = Random(7064), 0
    for _try in range(EXCHANGES):
        body = "".join(chance.choice(folio.ALPHABET) for _ in range(folio.LENGTH))
        whole, place = body + folio.control(body), chance.randrange(folio.LENGTH)
        first, second = whole[place : place + 2]
        exchanged = whole[:place] + second + first + whole[place + 2 :]
        missed += first != second and folio.is_whole(folio.shown(exchanged))
    assert 0 < missed < EXCHANGES / 300


def test_a_folio_typed_carelessly_is_the_same() -> None:
    made = folio.new_folio()
    careless = made.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert folio.normalise(f" {careless} ") == made
    assert folio.is_whole(made)
    for wrong in ("", "X", "' OR 1=1 --", "ñ" * 12):
        assert not folio.is_whole(folio.normalise(wrong))


@given(first=st.dates(date(2000, 1, 1), date(2100, 1, 1)), months=st.integers(1, 60))
def test_it_counts_up_to_the_day_before_the_same_date(first: date, months: int) -> None:
    last = last_day(first, months)
    assert last is not None
    turned = first.year * 12 + first.month - 1 + months
    after = last + timedelta(days=1)
    if after.day == first.day and after.year * 12 + after.month - 1 == turned:
        return
    # The month has no such day: its last one counts.
    assert (after.day, after.year * 12 + after.month - 1) == (1, turned + 1)
    assert first.day > last.day


def test_two_years_and_a_leap_day() -> None:
    assert last_day(date(2026, 11, 22), 24) == date(2028, 11, 21)
    assert last_day(date(2024, 2, 29), 24) == date(2026, 2, 28)
    assert last_day(date(2026, 11, 22), None) is None


@pytest.mark.parametrize(
    "change",
    [
        {"code": " "}, {"topics": frozenset("az")}, {"ends_on": date(2026, 3, 1)},
        {"ends_on": date(2026, 12, 1)}, {"hours": 0}, {"months": 0}, {"attendance": 101},
        {"grade": Decimal("3.9")}, {"minimum": None},
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_not_certified(change: dict[str, Any]) -> None:
    day = date(2026, 11, 22)
    assert problem(award(), day) == ""
    assert problem(award(**change), day)
