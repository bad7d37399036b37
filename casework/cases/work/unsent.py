"""A message that did not reach her becomes a task of the team that had asked for it."""

from datetime import datetime, timedelta

from casework.cases.task_actions import add_task
from casework.messages.models import Message

KIND = "message-unsent"
WITHIN = timedelta(days=1)  # ours: nothing more is sent by itself, so somebody decides soon


def ask_the_team(message: Message, at: datetime) -> None:
    """Ask for it; one task however many of hers failed."""
    add_task(
        survivor=message.survivor, centre_id=message.centre_id, kind=KIND, due_at=at + WITHIN,
        by=None, at=at, target=("survivor", message.survivor_id),
    )  # fmt: skip
