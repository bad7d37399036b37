"""Who can log in: what `make run` prints works at the doors."""

from django_otp.oath import hotp
from hypothesis import given
from hypothesis import strategies as st

from config.demo.people import OPERATORS, PASSWORD, PERSONAS
from config.launch import visitors

MOMENT = 1_790_000_015.0


def test_every_operator_and_persona_is_printed_with_what_they_need() -> None:
    printed = "\n".join(visitors.lines(MOMENT))
    assert PASSWORD in printed
    for person in OPERATORS:
        assert person.username in printed
        assert visitors.code(person.totp_secret, MOMENT) in printed
    for persona in PERSONAS:
        assert persona.run in printed


@given(secret=st.binary(min_size=20, max_size=20), moment=st.integers(0, 4_000_000_000))
def test_the_code_is_the_one_the_door_expects(secret: bytes, moment: int) -> None:
    assert int(visitors.code(secret.hex(), moment)) == hotp(secret, moment // 30)


def test_nobody_shares_a_name_or_a_secret() -> None:
    assert len({person.username for person in OPERATORS}) == len(OPERATORS)
    assert len({person.totp_secret for person in OPERATORS}) == len(OPERATORS)
