"""Opinions of two quarters that are over: some cells show, and some are too small to be shown."""

from datetime import date, datetime, timedelta
from random import Random

from django.utils import timezone

from casework.access.context import NOBODY, acting
from casework.survivors.models import Survivor
from casework.territory.models import Centre
from casework.territory.validity import chilean_day
from complaints.models import OpinionInvitation
from complaints.satisfaction import actions
from complaints.satisfaction.choices import Moment, Topic
from complaints.satisfaction.rules import once, previous_quarters

from .women import World

# How many answered after what, in the newest quarter and in the one before.
LIVELY = ({"entry": 7, "ongoing": 9, "exit": 2, "orientation": 6}, {"entry": 6, "ongoing": 5})
CHANCE = Random(1455)  # noqa: S311 - its own, so that the other parts stay as they are
QUIET = ({"entry": 7, "ongoing": 6, "exit": 2}, {"entry": 3, "exit": 1})


def build(world: World, women: list[Survivor]) -> None:
    """Have women of two centres answer; and leave one open for some of them."""
    quarters = previous_quarters(chilean_day(world.at), 2)
    for code, plan in (("D-VALPO", LIVELY), ("D-TEMUCO", QUIET)):
        centre = world.centres[code]
        here = [one for one in women if centre.pk in one.centre_ids]
        for quarter, moments in zip(quarters, plan, strict=True):
            for moment, many in moments.items():
                for turn in range(many if here else 0):
                    at = _noon(quarter + timedelta(days=10 + 2 * turn))
                    _answer(world, centre, here[turn % len(here)], Moment(moment), at)
    centre = world.centres["D-VALPO"]
    with acting(world.worker_of(centre).context):
        days = [once(Moment.ONGOING, chilean_day(world.at))]
        for her in [one for one in women if centre.pk in one.centre_ids][:6]:
            actions.invite(survivor=her, centre_id=centre.pk, days=days, at=world.at)


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, 12))


def _answer(world: World, centre: Centre, her: Survivor, moment: Moment, at: datetime) -> None:
    """Have her asked and answer on a screen of the centre, that day."""
    by, day = world.worker_of(centre), chilean_day(at)
    days = once(moment, day)
    with acting(by.context):
        asked = OpinionInvitation(
            survivor=her, centre=centre, moment=moment, from_day=day, until_day=days.until_day,
            key_id=her.key_id, centre_ids=[centre.pk],
        )  # fmt: skip
        asked.save(force_insert=True)
        code = actions.hand(invitation_id=asked.pk, by=by, at=at)
    grades: dict[str, int] = {topic: CHANCE.choice([4, 5, 6, 6, 7, 7]) for topic in Topic}
    if code:
        with acting(NOBODY):
            actions.give_by_code(code=code, grades=grades, at=at)
