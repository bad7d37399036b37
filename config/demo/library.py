"""Protocols and guidelines of the demo: written by one person, published by another."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import User

from casework.access.context import acting
from casework.cases import task_actions
from casework.cases.models import Case
from casework.cases.task_models import Task
from casework.cases.work import reviewing
from casework.cases.work.protocol_actions import start
from casework.protocols.rules import StepDraft
from casework.survivors.models import Survivor
from casework.territory.validity import chilean_day
from portal.models import (
    Acknowledgement,
    DocumentVersion,
    GuidelineIndexPage,
    GuidelinePage,
    ProtocolIndexPage,
    ProtocolPage,
)

from . import library_text as words
from . import protocol_text as text
from .women import World

CODE = words.PROTOCOL["code"]
RECENT = timedelta(days=75)


def publish_example(world: World, women: list[Survivor]) -> None:
    """Publish two versions of the example, and ask for the first steps of what is open."""
    day = chilean_day(world.at)
    page = _page(ProtocolPage, day, words.PROTOCOL)
    page.levels, page.norms = ["N5", "N6"], words.NORMS
    page.valid_from, page.steps = date(2024, 1, 1), _steps(_earlier())
    ProtocolIndexPage.objects.get().add_child(instance=page)
    _publish(page)
    page.valid_from, page.steps = day - RECENT, _steps(text.STEPS)
    _publish(page)
    for centre in _centres(world):
        worker = world.worker_of(centre)
        with acting(worker.context):
            for case in Case.objects.filter(centre=centre, closed_at=None).order_by("pk"):
                start(case, case.stage, by=worker, at=case.stage_since)


def build(world: World, women: list[Survivor]) -> None:
    """Publish two guidelines, one overdue for review; let some read, and review most cases."""
    day = chilean_day(world.at)
    for guide in words.GUIDES:
        page = _page(GuidelinePage, day, guide)
        page.audience, page.levels = guide["audience"], guide["levels"]
        page.norms = guide.get("norms", [])
        late = guide["audience"] == "staff"
        page.review_on = day + timedelta(days=-12 if late else 300)
        GuidelineIndexPage.objects.get().add_child(instance=page)
        _publish(page)
    _read(world)
    _review(world)


def _page(kind: Any, day: date, said: dict[str, Any]) -> Any:
    """Give a document nobody has saved yet."""
    return kind(
        title=said["title"], slug=said["code"], code=said["code"], summary=said["summary"],
        body=list(said["body"]), year=day.year, valid_from=day - RECENT, example=True,
        review_on=day + timedelta(days=290),
        responsible=User.objects.get(username="redaccion"),
    )  # fmt: skip


def _earlier() -> list[StepDraft]:
    """The version before gave more time for the first hour."""
    slower = {"3.2": 10}
    return [replace(one, deadline=slower.get(one.number, one.deadline)) for one in text.EARLIER]


def _steps(drafts: Sequence[StepDraft]) -> list[tuple[str, dict[str, Any]]]:
    return [("step", {name: _plain(value) for name, value in asdict(one).items()})
            for one in drafts]  # fmt: skip


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, str) else value


def _publish(page: Any) -> None:
    writer, approver = (User.objects.get(username=name) for name in ("redaccion", "aprobacion"))
    page.save_revision(user=writer).publish(user=approver)
    page.refresh_from_db()


def _read(world: World) -> None:
    """The head has read everything; her team has not yet read what is new."""
    reader = world.operators["jefatura"]
    for version in DocumentVersion.objects.exclude(code=CODE, number=1):
        Acknowledgement.objects.create(version=version, operator=reader, at=world.at)


def _review(world: World) -> None:
    """Whoever had a case when the protocol changed looked at it then, most of them."""
    asked = world.at - RECENT + timedelta(days=2)
    reviewing.ask_reviews(asked)
    for centre in _centres(world):
        worker = world.worker_of(centre)
        with acting(worker.context):
            rows = Task.objects.filter(centre=centre, kind=reviewing.KIND, done_at=None)
            for number, task in enumerate(rows.order_by("pk")):
                if number % 7:
                    task_actions.finish(
                        task=task, outcome=words.REVIEWED, by=worker, at=task.due_at
                    )


def _centres(world: World) -> list[Any]:
    return [world.centres[code] for code in sorted(world.centres)]
