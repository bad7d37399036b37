"""Telephone numbers as people in Chile write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.identity.phones import SHORT_NUMBERS, InvalidPhone, Phone


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("9 8765 4321", "+56987654321", "+56 9 8765 4321"),
        ("+56 9 8765 4321", "+56987654321", "+56 9 8765 4321"),
        ("56987654321", "+56987654321", "+56 9 8765 4321"),
        ("(9) 8765-4321", "+56987654321", "+56 9 8765 4321"),
        ("2 2345 6789", "+56223456789", "+56 2 2345 6789"),
        ("32 212 3456", "+56322123456", "+56 32 212 3456"),
        ("+54 11 4321 5678", "+541143215678", "+54 11 4321-5678"),
        ("1455", "1455", "1455"),
    ],
)
def test_a_number_is_read_and_written_the_chilean_way(text: str, value: str, shown: str) -> None:
    phone = Phone.parse(text)
    assert (phone.value, str(phone)) == (value, shown)


@pytest.mark.parametrize("text", ["600 818 1000", "800 104 008"])
def test_service_lines_are_grouped_in_threes(text: str) -> None:
    assert str(Phone.parse(text)) == text


@pytest.mark.parametrize("number", sorted(SHORT_NUMBERS))
def test_the_numbers_of_emergency_and_guidance_are_numbers(number: str) -> None:
    assert Phone.parse(number).uri == f"tel:{number}"
    assert Phone.parse(number).is_short


def test_a_number_the_library_does_not_know_is_accepted_and_marked_doubtful() -> None:
    assert Phone.parse("+56 9 1234 5678").doubtful
    assert not Phone.parse("+56 9 8765 4321").doubtful


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("llamar de noche", "characters"),
        ("9 8765 432I", "characters"),
        ("-", "characters"),
        ("123", "short"),
        ("9 8765 4321 0000 0000", "long"),
    ],
)
def test_what_is_wrong_is_said_in_words(text: str, reason: str) -> None:
    with pytest.raises(InvalidPhone) as refusal:
        Phone.parse(text)
    assert refusal.value.reason == reason
    assert refusal.value.words


def test_the_repr_shows_two_digits() -> None:
    assert "87654" not in repr(Phone.parse("9 8765 4321"))


@given(st.text(alphabet="0123456789+ -()abc", max_size=20))
def test_any_text_gives_a_number_or_a_reason(text: str) -> None:
    try:
        phone = Phone.parse(text)
    except InvalidPhone:
        return
    assert Phone.parse(phone.value) == phone
    assert Phone.parse(str(phone)).value == phone.value
