"""What the provider says of a person, in every shape that was seen (interop.md 1.1)."""

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.identity.run import Run
from casework.interop.claveunica.errors import BadAnswer, ClaveUnicaError, NoRun
from casework.interop.claveunica.identity import names_of, run_of


def role(**changes: Any) -> dict[str, object]:
    """A userinfo document whose role has been changed; None removes a key."""
    found = {"numero": 12345678, "DV": "5", "tipo": "RUN", **changes}
    return {"RolUnico": {key: value for key, value in found.items() if value is not None}}


@pytest.mark.parametrize(
    "claims",
    [
        role(),
        role(numero="12345678"),
        role(numero=" 12345678 "),
        role(DV=5),
        role(tipo=None),
        role(tipo="run"),
        role(extra="anything"),
    ],
)
def test_the_run_is_read_from_every_shape_seen(claims: dict[str, object]) -> None:
    assert run_of(claims) == Run(12345678)


@pytest.mark.parametrize("letter", ["K", "k"])
def test_a_check_digit_k_may_be_small(letter: str) -> None:
    assert run_of(role(numero=14567803, DV=letter)).number == 14567803


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"RolUnico": None},
        {"RolUnico": "12345678-5"},
        {"RolUnico": [12345678, "5"]},
        role(numero=None),
        role(numero=True),
        role(numero=-12345678),
        role(numero=0),
        role(numero=12345678.0),
        role(numero="12.345.678"),
        role(numero="١٢٣٤٥٦٧٨"),
        role(numero="9" * 500),
        role(DV=None),
        role(DV=""),
        role(DV="4"),
        role(DV="55"),
    ],
)
def test_what_is_not_clearly_a_run_is_refused(claims: dict[str, object]) -> None:
    with pytest.raises(BadAnswer):
        run_of(claims)


@pytest.mark.parametrize("kind", ["PASAPORTE", "", "IPE", 1])
def test_another_document_is_not_a_run(kind: object) -> None:
    with pytest.raises(NoRun):
        run_of(role(tipo=kind))


@given(st.integers(1_000_000, 99_999_999), st.sampled_from("0123456789K"))
def test_only_the_computed_check_digit_passes(number: int, letter: str) -> None:
    claims = role(numero=number, DV=letter)
    if letter == Run(number).dv:
        assert run_of(claims).number == number
    else:
        with pytest.raises(BadAnswer):
            run_of(claims)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            {"nombres": ["Ana", "Rosa"], "apellidos": ["Soto", "Rojas"]},
            (("Ana", "Rosa"), ("Soto", "Rojas")),
        ),
        ({"nombres": ["Mei"], "apellidos": ["Chen"]}, (("Mei",), ("Chen",))),
        ({"nombres": ["Ana"], "apellidos": []}, (("Ana",), ())),
        ({"nombres": "Ana  Rosa", "apellidos": "Soto"}, (("Ana Rosa",), ("Soto",))),
        ({"nombres": [" Begoña ", "", None, 7]}, (("Begoña",), ())),
        ("Ana Soto", (("Ana Soto",), ())),
        (None, ((), ())),
        (7, ((), ())),
    ],
)
def test_names_are_taken_as_they_come(name: object, expected: object) -> None:
    assert names_of({"name": name}) == expected


json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@given(json_values, json_values, json_values, json_values)
def test_no_answer_however_odd_breaks_us(a: Any, b: Any, c: Any, name: Any) -> None:
    given_names, surnames = names_of({"name": name})
    assert all(isinstance(word, str) and word for word in (*given_names, *surnames))
    with contextlib.suppress(ClaveUnicaError):
        run_of({"RolUnico": {"numero": a, "DV": b, "tipo": c}})
