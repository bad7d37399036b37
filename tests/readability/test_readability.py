"""Reading ease agrees with texts counted by hand, and with the words of the scale."""

import re
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from casework.documents.readability import NothingToRead, Reading, measure, syllables

HAND_COUNTED = [
    line
    for line in (Path(__file__).parent / "hand_counted.txt").read_text().splitlines()
    if not line.startswith("#")
]


def counted_by_hand(marked: str) -> Reading:
    words = [word for word in re.split(r"[\s|]+", marked) if re.search(r"[^\W\d_]", word)]
    return Reading(sum(word.count("-") + 1 for word in words), len(words), marked.count("|"))


def test_there_are_twenty_texts() -> None:
    assert len(HAND_COUNTED) == 20


@pytest.mark.parametrize("marked", HAND_COUNTED)
def test_a_text_counts_as_by_hand(marked: str) -> None:
    plain = re.sub(r"\s*\|\s*", " ", marked).replace("-", "").strip()
    assert measure(plain) == counted_by_hand(marked)


@pytest.mark.parametrize(
    ("word", "count"),
    [("y", 1), ("que", 1), ("guerra", 2), ("pingüino", 3), ("ahora", 3), ("ahumar", 2),
     ("aéreo", 4), ("buey", 1), ("leyes", 2), ("huir", 1), ("oía", 3), ("RUN", 1), ("s", 1),
     ("antiinflamatorio", 7), ("Uruguay", 3), ("averiguáis", 4), ("cooperar", 4)],
)  # fmt: skip
def test_vowels_join_and_part_as_in_spanish(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_formula_is_the_published_one() -> None:
    assert Reading(syllables=200, words=100, sentences=10).score == pytest.approx(72.235)


@pytest.mark.parametrize(
    ("score_near", "band"),
    [
        (85, "muy fácil"),
        (70, "bastante fácil"),
        (60, "normal"),
        (45, "algo difícil"),
        (10, "muy difícil"),
    ],
)
def test_the_scale_speaks_spanish(score_near: int, band: str) -> None:
    syllable_count = round((206.835 - 10 - score_near) / 62.3 * 1000)
    with translation.override("es"):
        assert str(Reading(syllable_count, 1000, 100).band) == band


def test_an_abbreviation_does_not_end_a_sentence_and_a_new_line_does() -> None:
    assert measure("Lo dice el art. 14 de la ley.").sentences == 1
    assert measure("Tus derechos\nPuedes pedir tus datos. Es gratis.").sentences == 3


def test_figures_are_not_words() -> None:
    assert measure("Llama al 1455.").words == 2


def test_a_text_without_words_has_no_score() -> None:
    with pytest.raises(NothingToRead):
        measure(" 1455 ... ")


@given(st.lists(st.sampled_from(["casa", "tú", "construía", "muy"]), min_size=1, max_size=40))
def test_saying_the_same_twice_reads_as_easily(words: list[str]) -> None:
    once = " ".join(words).capitalize() + "."
    assert measure(f"{once} {once}").score == pytest.approx(measure(once).score)
