"""What of training stands in a worker's day of cases: asked for with everything else of her day."""

from datetime import datetime
from typing import Any

from casework.access.principals import Staff
from casework.cases.work.day import DayLine, Source
from portal.training import reminders


def told(value: Any, by: Staff, at: datetime) -> list[DayLine]:
    """Give the lines of training as those of a day."""
    lines = reminders.told(value, by, at)
    return [DayLine(one.words, one.url, one.tone, one.icon) for one in lines]


TRAINING = Source(reminders.asked, told)
