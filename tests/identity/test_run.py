"""A RUN as people write it, checked and written back."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.cl import rut
from stdnum.exceptions import ValidationError

from casework.identity.run import InvalidRun, Run

VECTORS = ["12.345.678-5", "11.111.111-1", "76.086.428-5", "1.234.567-4", "5.126.663-3"]
OFFICIAL_TEST_RUNS = ["44.444.444-4", "55.555.555-5", "88.888.888-8", "99.999.999-9"]
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
numbers = st.integers(min_value=1_000, max_value=999_999_999)


@pytest.mark.parametrize("text", VECTORS + OFFICIAL_TEST_RUNS)
def test_the_known_vectors_parse_and_write_back(text: str) -> None:
    assert str(Run.parse(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "12345678-5",
        "123456785",
        "12 345 678 5",
        "  12.345.678-5\n",
        "12\u00a0345\u00a0678\u00a0-\u00a05",
        "12\u202f345\u202f678-5",
        "0012.345.678-5",
        "12,345,678-5",
        "１２３４５６７８-５",
        "12.345.678\u00ad-5",
        "12.345.678-5\u200b",
        *[f"12.345.678{dash}5" for dash in DASHES],
    ],
)
def test_every_human_form_is_read(text: str) -> None:
    assert Run.parse(text) == Run(12_345_678)


def test_a_small_k_is_a_k() -> None:
    assert Run(1_000_005).dv == "K"
    assert Run.parse("1.000.005-k") == Run.parse("1000005K")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" . - ", "empty"),
        ("12.345.67O-5", "letter_o"),
        ("12.345.67o-5", "letter_o"),
        ("12.345.67\u041e-5", "letter_o"),
        ("12.345.67x-5", "characters"),
        ("12.345.678-5; --", "characters"),
        ("5", "no_number"),
        ("K", "no_number"),
        ("0-0", "short"),
        ("00.000.000-0", "short"),
        ("123-6", "short"),
        ("1.234.567.890-1", "long"),
        ("9" * 5_000, "long"),
        ("12.K45.678-5", "k_inside"),
        ("12.345.678-6", "check_digit"),
        ("12.345.678-K", "check_digit"),
    ],
)
def test_what_is_wrong_is_said_in_words(text: str, reason: str) -> None:
    with pytest.raises(InvalidRun) as refusal:
        Run.parse(text)
    assert refusal.value.reason == reason
    assert str(refusal.value.words).endswith(".")


def test_a_refusal_does_not_carry_what_was_typed() -> None:
    with pytest.raises(InvalidRun) as refusal:
        Run.parse("12.345.678-6")
    assert "345" not in f"{refusal.value!r} {refusal.value} {refusal.value.words}"


def test_the_mask_and_the_repr_hide_the_middle() -> None:
    run = Run(12_345_678)
    assert run.masked == "12.***.***-5"
    assert repr(run) == "Run(12.***.***-5)"
    assert Run(1_234).masked == "1.***-3"
    assert "123" not in Run(123).masked


def test_the_plain_form_has_no_separators() -> None:
    assert Run(12_345_678).plain == "123456785"


@pytest.mark.parametrize("number", [0, -5, 1_000_000_000])
def test_a_number_out_of_range_is_no_run(number: int) -> None:
    with pytest.raises(InvalidRun):
        Run(number)


@given(numbers)
def test_what_is_written_is_read_again(number: int) -> None:
    run = Run(number)
    assert Run.parse(str(run)) == Run.parse(run.plain) == run


@given(st.integers(min_value=1_000_000, max_value=99_999_999))
def test_the_check_digit_is_that_of_stdnum(number: int) -> None:
    assert Run(number).dv == rut.calc_check_digit(str(number))


@given(st.text(alphabet="0123456789kK.- ", min_size=9, max_size=14))
def test_what_stdnum_accepts_we_accept(text: str) -> None:
    try:
        oracle = rut.validate(text)
    except ValidationError:
        return
    assume(len(oracle[:-1].lstrip("0")) >= 4)
    assert Run.parse(text).plain == oracle.lstrip("0")


@given(numbers, st.sampled_from("0123456789K"))
def test_only_one_check_digit_of_eleven_is_right(number: int, digit: str) -> None:
    assume(digit != Run(number).dv)
    with pytest.raises(InvalidRun):
        Run.parse(f"{number}-{digit}")


@given(numbers, st.data())
def test_one_wrong_digit_is_always_found(number: int, data: st.DataObject) -> None:
    text = list(Run(number).plain)
    place = data.draw(st.integers(0, len(text) - 2))
    other = data.draw(st.sampled_from("0123456789"))
    assume(other != text[place])
    text[place] = other
    with pytest.raises(InvalidRun):
        Run.parse("".join(text))


@given(st.text())
def test_any_text_gives_a_run_or_a_reason(text: str) -> None:
    try:
        run = Run.parse(text)
    except InvalidRun as refusal:
        assert refusal.words
    else:
        assert Run.parse(str(run)) == run
