"""What a text may not say (safety.md 0.4, 1.1; AB17)."""

import pytest
from django.core.checks import run_checks
from hypothesis import given
from hypothesis import strategies as st

from casework.messages import lint
from casework.messages.lint import Fault, problems


def faults(text, **more):
    return {one.fault for one in problems(text, **more)}


@pytest.mark.parametrize(
    "text",
    ["Hola. Llámame cuando puedas.", "Tu pedido ya llegó. Pasa cuando te acomode.", "¿Y? Ven."],
)
def test_an_everyday_text_passes(text):
    assert problems(text) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", Fault.EMPTY),
        ("Llámame " * 20, Fault.LONG),
        ("Tu denuncia avanza.", Fault.TELLING),
        ("TU CÁSO AVANZA", Fault.TELLING),
        ("tu c a s o avanza", Fault.TELLING),
        ("Tu v\u200bif avanza", Fault.TELLING),
        ("Te esperamos, SernamEG", Fault.TELLING),
        ("Mira www.algo", Fault.LINK),
        ("Entra a biblio.cl", Fault.LINK),
        ("Escribe a paty@algo", Fault.LINK),
        ("Ven a las 9", Fault.NUMBER),
        ("Hola Rosa, llámame.", Fault.NAME),
        ("Rosa: llámame.", Fault.NAME),
        ("Hola {name}", Fault.FILLED),
        ("Hola %(x)s", Fault.FILLED),
    ],
)
def test_what_tells_is_found(text, fault):
    assert fault in faults(text, names=("Rosa",))


@given(st.sampled_from(lint.stems()), st.text("abc ,.", max_size=12), st.booleans())
def test_every_word_of_the_list_is_found_wherever_it_stands(stem, around, loud):
    text = f"{around} {stem.upper() if loud else stem}"
    assert Fault.TELLING in faults(text, longest=None)


def test_a_telling_sender_or_subject_stops_the_product(settings):
    def found():
        return [one for one in run_checks() if one.id == "messages.E001"]

    assert found() == []
    settings.MESSAGES_SUBJECT = "Su caso"
    assert len(found()) == 1
    settings.MESSAGES_FROM = "avisos@sernameg.gob.cl"
    assert len(found()) == 2
