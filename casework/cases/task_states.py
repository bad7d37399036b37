"""States of a task. A slip is undone within minutes by whoever made it (`task_actions.undo`)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TaskState(TextChoices):
    """Where a task stands; read from its dates, never stored twice."""

    OPEN = "open", _("Open")
    POSTPONED = "postponed", _("Postponed")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")


MOVES = {
    TaskState.OPEN: {TaskState.POSTPONED, TaskState.DONE, TaskState.CANCELLED},
    TaskState.POSTPONED: {TaskState.POSTPONED, TaskState.DONE, TaskState.CANCELLED},
    TaskState.DONE: set(),
    TaskState.CANCELLED: set(),
}
OWNERS = {
    TaskState.OPEN: "whoever it is assigned to, or the head of centre",
    TaskState.POSTPONED: "whoever it is assigned to, or the head of centre",
}
FINAL = {TaskState.DONE, TaskState.CANCELLED}
