"""A long life in the system: lines over twenty years and three centres."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from casework.survivors.models import Survivor
from casework.survivors.timeline_models import TrajectoryEvent
from casework.territory.models import Centre

Kind = TrajectoryEvent.Kind
KINDS = list(Kind)


def lines(
    her: Survivor, count: int, *, until: datetime, centres: list[Centre], authors: list[UUID]
) -> list[TrajectoryEvent]:
    """Make lines spread evenly over the twenty years before `until`, oldest first."""
    step = timedelta(days=20 * 365) / count
    return TrajectoryEvent.objects.bulk_create(
        TrajectoryEvent(
            survivor=her, key_id=her.key_id, centre_ids=her.centre_ids, kind=KINDS[number % 12],
            code="demo", at=until - step * (count - number), centre=centres[number % len(centres)],
            target_kind="demo", target_id=uuid4(), operator_id=authors[number % len(authors)],
            level="ALTO" if KINDS[number % 12] == Kind.RISK else "",
        )
        for number in range(count)
    )  # fmt: skip
