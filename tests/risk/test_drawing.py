"""The drawing stays inside its frame and tells what the table tells."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from casework.risk.drawing import LEFT, RIGHT, TOP, draw
from casework.risk.models import RiskResult
from casework.survivors.levels import Level
from casework.survivors.timeline_models import TrajectoryEvent

from .calm import CALM

NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)
past = st.integers(0, 365 * 25).map(lambda days: NOW - timedelta(days=days))
results = st.builds(
    lambda at, level, lasts: RiskResult(
        assessed_at=at, level=level, valid_until=at + timedelta(days=lasts)
    ),
    past, st.sampled_from(list(Level)), st.integers(1, 90),
)  # fmt: skip


@CALM
@given(st.lists(results, max_size=40), st.lists(past, max_size=40))
def test_everything_is_drawn_inside_the_frame(found, days):
    newest = sorted(found, key=lambda one: one.assessed_at, reverse=True)
    drawn = draw(newest, [TrajectoryEvent(at=day) for day in sorted(days)], NOW)
    if not found and not days:
        assert drawn is None
        return
    places = [x for step in drawn.steps for x in (step.x, step.stale_x, step.end_x)]
    places += [x for x, _level in drawn.marks] + [x for x, _words in drawn.ticks]
    assert all(LEFT <= x <= RIGHT for x in places)
    assert len(drawn.steps) == len(found)
    assert len(drawn.ticks) <= 10
    assert all(step.x <= step.stale_x <= step.end_x for step in drawn.steps)


def test_vital_stands_on_top():
    drawn = draw([RiskResult(assessed_at=NOW, level="VITAL", valid_until=NOW)], [], NOW)
    assert drawn.steps[0].y == TOP
