"""What may not be written silently."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.risk.rules import REASON_LENGTH, TOP_BAND, Facts, problem, read
from casework.survivors.levels import Level

from .calm import CALM

NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)
IMPORTED = Facts("MEDIO", NOW, imported=True, judgement=False, one_top_band=False,
                 institution="MP", reason="", before=None)  # fmt: skip
JUDGED = replace(IMPORTED, imported=False, judgement=True, institution="")
WHY = "Porque así lo cuenta ella hoy"
levels = st.sampled_from(list(Level))


@CALM
@given(levels, levels, st.booleans())
def test_no_level_goes_down_without_a_written_reason(before, after, judged):
    facts = replace(JUDGED if judged else IMPORTED, band=after.value, before=before)
    found = problem(facts, NOW)
    if after.rank < before.rank:
        assert found.code == "lower"
        assert problem(replace(facts, reason=WHY), NOW) is None
    else:
        assert (found.code if found else None) == ("judgement" if judged else None)


@CALM
@given(st.text(max_size=REASON_LENGTH - 1))
def test_a_word_is_no_reason(words):
    assert problem(replace(JUDGED, reason=words), NOW).code == "judgement"


def test_what_has_not_happened_is_not_recorded():
    assert problem(replace(IMPORTED, assessed_at=NOW + timedelta(seconds=1)), NOW).code == "future"


def test_an_imported_result_says_who_reached_it():
    assert problem(replace(IMPORTED, institution=""), NOW).field == "institution"


def test_the_puir_top_band_is_high_with_the_doubt_written_down():
    assert (read(TOP_BAND).level, read(TOP_BAND).vital_unknown) == (Level.HIGH, True)
    assert (read("VITAL").level, read("VITAL").vital_unknown) == (Level.VITAL, False)


def test_only_an_instrument_with_that_band_may_give_it():
    assert problem(replace(IMPORTED, band=TOP_BAND), NOW).code == "band"
    assert problem(replace(IMPORTED, band=TOP_BAND, one_top_band=True), NOW) is None


def test_a_band_nobody_knows_is_no_level():
    with pytest.raises(ValueError):
        read("EXTREMO")


def test_the_scale_goes_up():
    assert [level.rank for level in Level] == [0, 1, 2, 3, 4]
