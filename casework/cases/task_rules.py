"""What may be done with a task, and when: pure answers with their reasons."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from .task_states import MOVES, TaskState

SLIP = timedelta(minutes=15)  # how long whoever closed a task may say that it was a slip
LONGEST = timedelta(days=365)
SHORTEST_REASON = 10


class NotNow(Exception):
    """The act does not fit; `reason` says why and what to do, in words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def check_move(before: TaskState, after: TaskState) -> None:
    """Raise NotNow when a task does not go from one state to the other."""
    if after not in MOVES[before]:
        raise NotNow(_("This task is closed already. Look at what was done with it."))


def check_reason(words: str) -> str:
    """Give the reason without its edges. Raises NotNow when it says nothing to others."""
    kept = words.strip()
    if len(kept) < SHORTEST_REASON:
        raise NotNow(_("Write why, so that others understand it."))
    return kept


def check_later(due_at: datetime, new_due: datetime, at: datetime) -> None:
    """Raise NotNow unless the new day is later than the old one, to come, and within a year."""
    if new_due <= max(due_at, at):
        raise NotNow(_("Choose a day later than the one it has, and not in the past."))
    if new_due - at > LONGEST:
        raise NotNow(_("Choose a day within a year."))


def may_undo(done_at: datetime, done_by: object, *, by: object, at: datetime) -> bool:
    """Say whether closing it may still be taken back: by the same person, within minutes."""
    return done_by == by and at - done_at <= SLIP
