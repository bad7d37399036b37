"""What she tells, of herself or of a child, is knowledge of facts: it may start a duty."""

from datetime import datetime

from casework.access.principals import Staff
from casework.cases.clocks import end_of
from casework.survivors.account.models import Account

from .choices import Facts
from .duty_actions import start_duty
from .from_episodes import is_minor, runs
from .told_rules import duty_of_account


def start(entry: Account, by: Staff, at: datetime) -> None:
    """Propose the duty an entry of her account starts. Each child's words have their own clock."""
    survivor = entry.survivor
    found = duty_of_account(entry.kind, minor=is_minor(survivor, at))
    if found is None:
        return
    child = found.facts == Facts.CHILD_TELLS
    if not child and runs(survivor, found.facts, by):
        return
    start_duty(
        survivor=survivor, facts=found.facts, known_at=known_at(entry, at), by=by, at=at,
        origin=("account", entry.pk), verbatim=entry.words if child else "",
        proposed=found.proposed,
    )  # fmt: skip


def known_at(entry: Account, at: datetime) -> datetime:
    """Give since when somebody here knows: now, or the day it was told when that was earlier.

    Its hour is not asked for, so nobody is held to have known before that day ended.
    """
    return min(at, end_of(entry.told_on))
