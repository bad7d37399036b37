"""No figure tells of fewer than five women, nor lets them be worked out (law VG-02, OI-10)."""

from hypothesis import given
from hypothesis import strategies as st

from complaints.discrepancies.rules import FEWEST, alone, protected

rows = st.lists(st.integers(0, 40), min_size=1, max_size=8)


@given(rows)
def test_what_is_shown_is_nobody_or_five_at_least(counts):
    cells, total = protected(counts)
    assert all(cell is None or cell == 0 or cell >= FEWEST for cell in (*cells, total))


@given(rows)
def test_what_is_hidden_cannot_be_worked_out_from_the_total_and_the_rest(counts):
    cells, total = protected(counts)
    hidden = cells.count(None)
    if total is None or not hidden:
        return
    together = total - sum(cell for cell in cells if cell is not None)
    assert hidden >= 2
    assert together >= FEWEST


@given(rows)
def test_nothing_is_hidden_without_need_and_nothing_shown_is_changed(counts):
    cells, total = protected(counts)
    assert all(cell in {None, count} for cell, count in zip(cells, counts, strict=True))
    if all(count == 0 or count >= FEWEST for count in counts):
        assert (cells, total) == (counts, sum(counts))


@given(st.integers(0, 40))
def test_a_count_alone_is_hidden_under_five(count):
    assert alone(count) == (None if count in range(1, FEWEST) else count)
