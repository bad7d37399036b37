"""The rows of law.md section 6 and the worked examples of its other sections, as a table."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from casework.cases import legal_clocks as law
from casework.cases.clocks import Clock, TooLong, Unit, due, received

CHILE = ZoneInfo("America/Santiago")
HOLIDAYS = frozenset({date(2026, 12, 8), date(2026, 12, 25), date(2027, 1, 1), date(2027, 3, 26)})
FILED = datetime(2026, 12, 4, 10, 30, tzinfo=CHILE)  # a Friday
ROWS = [
    (law.RIGHTS_ANSWER, date(2027, 1, 3)),  # a Sunday: calendar days do not roll
    (law.RIGHTS_ANSWER_OLD, date(2026, 12, 9)),
    (law.BLOCKING, date(2026, 12, 9)),
    (law.AGENCY_CLAIM, date(2027, 1, 20)),
    (law.AGENCY_ANSWER, date(2027, 1, 3)),
    (law.INCIDENT_ALERT, timedelta(hours=3)),
    (law.INCIDENT_UPDATE, timedelta(hours=72)),
    (law.INCIDENT_FINAL, date(2026, 12, 19)),
    (law.MANDATORY_REPORT, timedelta(hours=24)),
    (law.CHILD_COMPLAINT, timedelta(hours=8)),
    (law.OIRS_ROUTE, timedelta(hours=24)),
    (law.OIRS_ROUTINE, timedelta(hours=48)),
    (law.OIRS_REPORT, date(2026, 12, 21)),
    (law.OIRS_DECIDE, date(2027, 1, 6)),
    (law.PUBLIC_INFORMATION, date(2027, 1, 6)),
    (law.ACT_NOTICE, date(2026, 12, 14)),
    (law.NOTICE_EFFECTIVE, date(2026, 12, 10)),
    (law.NOTICE_EXEMPTION, date(2026, 12, 10)),
]


@pytest.mark.parametrize(("clock", "expected"), ROWS, ids=lambda value: getattr(value, "name", ""))
def test_every_row_of_the_law(clock: Clock, expected: date | timedelta) -> None:
    ends = clock.due(FILED, HOLIDAYS)
    if isinstance(expected, timedelta):
        assert ends - FILED == expected
    else:
        local = ends.astimezone(CHILE)
        assert local.date() == expected
        assert (local.hour, local.minute, local.second) == (23, 59, 59)


def test_no_row_is_left_out() -> None:
    assert {clock for clock, _ in ROWS} == set(law.ALL)
    assert all(clock.source for clock in law.ALL)


@pytest.mark.parametrize(
    ("clock", "start", "end"),
    [
        (law.RIGHTS_ANSWER, datetime(2026, 12, 1, 0, 1, tzinfo=CHILE), date(2026, 12, 31)),  # DP-02
        (law.BLOCKING, datetime(2026, 12, 7, 9, tzinfo=CHILE), date(2026, 12, 10)),  # DP-03
        (law.AGENCY_CLAIM, datetime(2026, 12, 31, 9, tzinfo=CHILE), date(2027, 2, 12)),  # DP-06
    ],
)
def test_the_examples_of_the_law(clock: Clock, start: datetime, end: date) -> None:
    assert clock.due(start, HOLIDAYS).astimezone(CHILE).date() == end


def test_what_is_filed_on_a_sunday_counts_from_monday() -> None:
    """OI-03: filed Sunday 22 November, effective Monday 23, ten working days end on 7 December."""
    sunday = datetime(2026, 11, 22, 18, tzinfo=CHILE)
    effective = received(sunday, HOLIDAYS)
    assert effective.astimezone(CHILE) == datetime(2026, 11, 23, tzinfo=CHILE)
    assert law.OIRS_REPORT.due(effective, HOLIDAYS).astimezone(CHILE).date() == date(2026, 12, 7)
    assert received(FILED, HOLIDAYS) == FILED


def test_the_answer_may_be_extended_once_by_thirty_days() -> None:
    """DP-02."""
    ends = law.RIGHTS_ANSWER.due(datetime(2026, 12, 1, 9, tzinfo=CHILE), HOLIDAYS)
    longer = law.RIGHTS_ANSWER.extended(ends, holidays=HOLIDAYS)
    assert longer.astimezone(CHILE).date() == date(2027, 1, 30)
    with pytest.raises(TooLong):
        law.RIGHTS_ANSWER.extended(ends, 31, HOLIDAYS)
    with pytest.raises(TooLong):
        law.MANDATORY_REPORT.extended(ends)


def test_a_deadline_is_kept_in_utc_and_needs_a_zone() -> None:
    assert due(FILED, 3, Unit.DAYS).tzinfo is UTC
    with pytest.raises(ValueError, match="zone"):
        due(datetime(2026, 12, 4), 3, Unit.DAYS)
