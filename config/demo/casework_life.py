"""Twenty years of the first woman of the demo: five centres, three regions, a shelter."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from casework.access.context import acting
from casework.cases.stages import Stage
from casework.survivors import actions as survivors
from casework.survivors.models import Survivor

from .casework_telling import AT_WORK, DIAGNOSED, Telling, describe, telling
from .women import World

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A time in one centre. dropped: she left in the middle and came back."""

    centre: str
    years_ago: float
    days: int
    sessions: int
    reason: str
    follow_ups: tuple[str, ...]
    dropped: bool = False
    stages: tuple[Stage, ...] = AT_WORK


CHAPTERS = (
    Chapter("D-ARICA", 20.1, 300, 7, "moved", ("well", "unreachable", "unreachable")),
    Chapter("D-STGO", 15.2, 520, 11, "partial", ("well", "well", "declined"), dropped=True),
    Chapter("D-STGO-RT", 8.6, 120, 8, "referred", ("well",), stages=DIAGNOSED),
    Chapter("D-TEMUCO", 8.2, 290, 9, "met", ("well", "well", "facts")),
)


def first_life(world: World, survivor: Survivor) -> None:
    """Tell the earlier chapters, then what goes on today in her own centre."""
    for chapter in CHAPTERS:
        _tell(world, survivor, chapter)
    centre = world.centres["D-VALPO"]
    worker = world.worker_of(centre)
    with acting(worker.context):
        tale = telling(world, survivor, centre, worker)
        tale.through(AT_WORK)
        tale.sessions(8)
        tale.drop_out()
        tale.tries(2, "reached")
        tale.return_()
        tale.sessions(4, missed=1)
        tale.ask()
        describe(tale)


def _tell(world: World, survivor: Survivor, chapter: Chapter) -> None:
    centre = world.centres[chapter.centre]
    worker = world.worker_of(centre)
    begins = world.at - timedelta(days=round(chapter.years_ago * 365.25))
    with acting(worker.context):
        survivors.open_attention(
            survivor_id=survivor.pk, centre_id=centre.pk, purpose="attention", by=worker, at=begins
        )
        tale = telling(world, survivor, centre, worker)
        _live(tale, chapter, begins + chapter.days * DAY)


def _live(tale: Telling, chapter: Chapter, end: datetime) -> None:
    """Pass the time of a chapter until its exit; then its follow-ups, and the close."""
    tale.until = end
    tale.through(chapter.stages)
    tale.sessions(chapter.sessions)
    if chapter.dropped:
        tale.drop_out()
        tale.return_()
        tale.sessions(3)
    tale.exit(chapter.reason, end)
    tale.until = min(tale.now, end + 500 * DAY)
    tale.follow_ups(*chapter.follow_ups)
    tale.close()
