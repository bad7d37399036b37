"""Reads of tasks: whose, when, and what each one says."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Q, QuerySet, When, Window
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from casework.access.principals import Principal, Staff
from casework.cases.clocks import end_of
from casework.cases.task_models import Task
from casework.cases.task_shown import OPEN, pressing
from casework.cases.tasks import kind_of
from casework.survivors.queries import display_name
from casework.territory.validity import chilean_day

A_PAGE = 20


class Section(StrEnum):
    """When a task is due, as the day tells it: what can still be met today comes first."""

    TODAY = "today"
    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task as lists show it. url: its page. do_url: the screen where it is done."""

    task: Task
    words: str | Promise
    name: str
    section: Section
    url: str
    do_url: str


@dataclass(frozen=True, slots=True)
class Agenda:
    """A page of tasks in order of their day, and how many there are of each kind in all."""

    tasks: list[Task]
    counts: dict[Section, int]
    number: int
    pages: int

    @property
    def total(self) -> int:
        """How many in all."""
        return sum(self.counts.values())


def soon_ends(at: datetime) -> datetime:
    """Give the last second of the seventh day from a moment's, in Chile: Sundays see Monday too."""
    return end_of(chilean_day(at) + timedelta(days=7))


def section_of(due_at: datetime, at: datetime) -> Section:
    """Say when it is due, seen from a moment."""
    if due_at < at:
        return Section.OVERDUE
    if due_at <= end_of(chilean_day(at)):
        return Section.TODAY
    return Section.SOON if due_at <= soon_ends(at) else Section.LATER


def open_tasks(by: Principal) -> QuerySet[Task]:
    """Give the open tasks of the asker's centres; of several warnings of one thing, one."""
    return pressing(Task.objects.visible_to(by).filter(OPEN))


def agenda(by: Staff, at: datetime, *, rows: QuerySet[Task] | None = None, page: int = 1) -> Agenda:
    """Give a page of one's own open tasks (or of `rows`) with the counts, in one query."""
    chosen = open_tasks(by).filter(assigned_to=by.operator_id) if rows is None else rows
    today, soon = end_of(chilean_day(at)), soon_ends(at)
    within = {
        Section.OVERDUE: Q(due_at__lt=at),
        Section.TODAY: Q(due_at__gte=at, due_at__lte=today),
        Section.SOON: Q(due_at__gt=today, due_at__lte=soon),
        Section.LATER: Q(due_at__gt=soon),
    }
    counted: dict[str, Any] = {
        f"n_{name}": Window(Count("pk", filter=rule)) for name, rule in within.items()
    }
    ordered = chosen.select_related("survivor", "step").annotate(**counted)
    first = Case(When(within[Section.TODAY], then=0), default=1)  # a clock that runs out today
    ordered = ordered.order_by(first, "due_at", "pk")
    start = (max(1, page) - 1) * A_PAGE
    found = list(ordered[start : start + A_PAGE])
    counts = {name: getattr(found[0], f"n_{name}") if found else 0 for name in Section}
    pages = -(-sum(counts.values()) // A_PAGE)
    return Agenda(found, counts, max(1, page), pages)


def words_of(task: Task) -> str | Promise:
    """Say what has to be done. Sealed words need her key to be unlocked."""
    if task.words:
        return str(task.words)
    if task.step is not None:
        return task.step.title
    known = kind_of(task.kind)
    return known.words if known else _("Task")


def where(task: Task) -> str:
    """Give the screen where it is done: the room's own, else her file."""
    known = kind_of(task.kind)
    about = task.target_id if task.target_kind != "step" else None
    try:
        if known is not None:
            return known.address(task.survivor_id, about)
    except NoReverseMatch:
        pass
    return reverse("survivors:file", args=[task.survivor_id])


def line_of(task: Task, at: datetime) -> TaskLine:
    """Give a task as lists show it; its woman's key is already unlocked."""
    return TaskLine(
        task, words_of(task), display_name(task.survivor), section_of(task.due_at, at),
        reverse("work:task", args=[task.pk]), where(task),
    )  # fmt: skip


def task_for(task_id: UUID, by: Staff) -> Task:
    """Give a task that the asker may change. Raises Task.DoesNotExist for anybody else."""
    rows = Task.objects.changeable_by(by).select_related("survivor", "step__protocol", "centre")
    found: Task = rows.get(pk=task_id)
    return found
