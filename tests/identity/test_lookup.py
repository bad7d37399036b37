"""Finding a person by digests and by name, without her name in the database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.identity.documents import DocumentType, IdentityDocument
from casework.identity.lookup import (
    document_digest,
    name_tokens,
    neighbours,
    query_groups,
    query_tokens,
    rank,
    run_digest,
)
from casework.identity.run import Run
from casework.identity.spanish import search_form, sound, words

NAMES = ["Ana María Muñoz Ibáñez", "María José de la Cruz Huenchumilla", "Yolanda Vásquez Cea"]


def found(query: str, name: str) -> bool:
    """Ask as a search does: every word asked for overlaps with what is stored."""
    stored = set(name_tokens(name))
    groups = query_groups(query)
    return bool(groups) and all(stored & set(group) for group in groups)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("munoz", "Ana María Muñoz Ibáñez"),
        ("MUÑOZ ANA", "Ana María Muñoz Ibáñez"),
        ("ibañes", "Ana María Muñoz Ibáñez"),
        ("Munos Ybañez", "Ana María Muñoz Ibáñez"),
        ("Mria Muñoz", "Ana María Muñoz Ibáñez"),
        ("Maira", "Ana María Muñoz Ibáñez"),
        ("cruz", "María José de la Cruz Huenchumilla"),
        ("de la cruz", "María José de la Cruz Huenchumilla"),
        ("Wenchumilla", "María José de la Cruz Huenchumilla"),
        ("Guenchumilla", "María José de la Cruz Güenchumilla"),
        ("llolanda bazquez sea", "Yolanda Vásquez Cea"),
        ("Jimena", "Ximena Soto"),
        ("Quintana", "Kintana Rojas"),
        ("Gonsales", "Rosa González"),
        ("Gonxalez", "Rosa González"),
        ("O'Higgins", "Berta O\u2019Higgins"),
        ("ohiggins", "Berta O'Higgins"),
    ],
)
def test_typos_accents_sound_and_order_are_forgiven(query: str, name: str) -> None:
    assert found(query, name)


@pytest.mark.parametrize("query", ["Pedro", "Muñoz Pedro", "Al", "Zapata", "de la", ""])
def test_another_name_is_not_found(query: str) -> None:
    assert not found(query, "Ana María Muñoz Ibáñez")


def test_the_likest_comes_first_and_the_unlike_is_left_out() -> None:
    candidates = [(number, name) for number, name in enumerate(NAMES)]
    candidates += [(9, "Pedro Pablo Soto"), (10, "Ana Muñoz")]
    assert rank("muñoz ana", candidates) == [0, 10]
    assert rank("maria jose cruz", candidates)[0] == 1
    assert rank("basques yolanda", candidates) == [2]
    assert rank("", candidates) == []


def test_an_exact_name_outranks_one_that_sounds_like_it_and_that_a_typo() -> None:
    candidates = [("typo", "Gonalez"), ("sound", "Gonzales"), ("exact", "González")]
    assert rank("gonzalez", candidates) == ["exact", "sound", "typo"]


def test_one_word_of_hers_answers_one_word_asked_for() -> None:
    assert rank("soto soto", [(1, "Ana Soto Rojas"), (2, "Ana Soto Soto")]) == [2, 1]


@given(st.sampled_from(NAMES), st.data())
def test_one_letter_left_out_doubled_or_swapped_is_still_found(
    name: str, data: st.DataObject
) -> None:
    word = data.draw(st.sampled_from([each for each in words(name) if len(each) >= 5]))
    place = data.draw(st.integers(0, len(word) - 2))
    wrong = data.draw(
        st.sampled_from(
            [
                word[:place] + word[place + 1 :],
                word[: place + 1] + word[place:],
                word[:place] + word[place + 1] + word[place] + word[place + 2 :],
                word[:place] + "x" + word[place + 1 :],
            ]
        )
    )
    assert found(wrong, name)
    assert rank(wrong, [("she", name)]) == ["she"]


@given(st.text(max_size=40))
def test_tokens_fit_a_signed_32_bit_column_and_repeat(text: str) -> None:
    tokens = name_tokens(text)
    assert tokens == name_tokens(text) == sorted(set(tokens))
    assert all(-(2**31) <= token < 2**31 for token in tokens)


def test_the_flat_question_is_the_union_of_its_words() -> None:
    groups = query_groups("ana muñoz")
    assert query_tokens("ana muñoz") == sorted({*groups[0], *groups[1]})


def test_a_short_word_has_no_neighbours() -> None:
    assert neighbours("ana") == {"ana"}
    assert "nna" not in neighbours("anna") or len("anna") >= 4


def test_a_digest_is_keyed_and_says_nothing_of_the_run() -> None:
    digest = run_digest(Run(12_345_678))
    assert len(digest) == 32
    assert digest == run_digest(Run.parse("12.345.678-5"))
    assert digest != run_digest(Run(12_345_679))


def test_the_lookup_key_decides_the_digest(another_key_folder: None) -> None:
    from casework.identity.key_ports import key_port

    before = run_digest(Run(12_345_678)), name_tokens("Ana")
    (key_port().folder / "lookup").write_text("ab" * 32)  # type: ignore[attr-defined]
    key_port.cache_clear()
    assert run_digest(Run(12_345_678)) != before[0]
    assert name_tokens("Ana") != before[1]


def test_a_run_and_a_paper_of_the_same_number_differ() -> None:
    paper = IdentityDocument(DocumentType.NIP, "12345678")
    assert document_digest(paper) != run_digest(Run(12_345_678))


def test_a_run_given_as_a_document_is_the_same_person() -> None:
    document = IdentityDocument(DocumentType.RUN, "12.345.678-5")
    assert document_digest(document) == run_digest(Run(12_345_678))


def test_no_document_has_no_digest() -> None:
    with pytest.raises(ValueError, match="No document"):
        document_digest(IdentityDocument(DocumentType.NONE))


def test_search_form_and_sound_are_plain() -> None:
    assert search_form("Llay-Llay") == search_form("llay llay") == "llayllay"
    assert sound("chavez") == sound("chabes")
    assert sound("guerra") == "gera"
    assert words("De La Del") == ["de", "la", "del"]
