"""What heads and who answers for data may count, and how soon a mark counts (law VG-02, DP-14)."""

import pytest
from django.utils import timezone

from casework.access.context import acting
from casework.cases.work import day
from complaints.discrepancies import day_lines, queries
from complaints.discrepancies.choices import End
from tests import people, women
from tests.rights.hands import officer

from .steps import decided, proposed, told

pytestmark = pytest.mark.django_db
BOARD = day.Source(day_lines.counted, day_lines.of_centre)


def test_the_officer_counts_the_country_a_head_her_centre_and_nobody_else_anything(
    worker, head, her
):
    decided(head, proposed(worker, told(worker, her)))
    told(worker, her, "birth-date", "Nací un año antes")
    for who, causes in (
        (officer(), ["", "Se escribió mal aquí"]), (head, ["", "Se escribió mal aquí"]),
        (people.head_of_other_centre(), []), (people.administrator(), []),
    ):  # fmt: skip
        with acting(who.staff.context):
            found = queries.figures()
        assert [one.name for one in found] == causes
    with acting(officer("otra.oficial").staff.context):
        waiting, over = queries.figures()
    assert (waiting.waiting, waiting.days) == (None, None)  # too few to be told
    assert (over.corrected, over.over, over.days) == (None, None, None)


def test_five_are_counted_with_their_median_and_four_are_not(worker, head, monkeypatch):
    raw = [("", 6, 1, 0, 0, 0, None), ("fuente", 0, 0, 5, 0, 0, 3.4), ("otra", 0, 0, 2, 2, 0, 1.0),
           ("cambio", 0, 0, 9, 2, 0, 2.0)]  # fmt: skip
    monkeypatch.setattr(queries, "_asked", lambda statement: raw)
    with acting(officer().staff.context):
        found = {one.name: one for one in queries.figures()}
    assert (found[""].waiting, found[""].late) == (6, None)
    source = found["Venía mal de otra institución"]
    assert (source.corrected, source.over, source.days) == (5, 5, 3)
    few = found["Otra causa"]
    assert (few.corrected, few.partly, few.over, few.days) == (None, None, None, None)
    changed = found["Cambió desde que se anotó"]
    assert (changed.corrected, changed.partly, changed.kept, changed.over) == (None, None, 0, 11)


def test_a_mark_counts_from_the_next_reading_on_and_is_gone_when_decided(worker, head):
    """Within a minute: nothing of it is kept from one reading to the next."""
    today, rows = timezone.localdate(), []
    for _n in range(5):
        rows.append(told(worker, women.registered(worker, run=None)))
        with acting(head.staff.context):
            marked = queries.marked_now(today)
            (line,) = day.said(BOARD, head.staff, timezone.now())
        assert [one.count for one in marked] == [5 if len(rows) == 5 else None]
        assert str(len(rows)) in str(line.words)  # her own head counts each, and opens it
    assert marked[0].label == "Nombres y apellidos"
    decided(head, proposed(worker, rows[0], end=End.KEPT))
    with acting(head.staff.context):
        assert [one.count for one in queries.marked_now(today)] == [None]
    with acting(people.head_of_other_centre().staff.context):
        assert queries.marked_now(today) == []
        assert day.said(BOARD, people.head_of_other_centre("otra.jefa").staff, timezone.now()) == []
