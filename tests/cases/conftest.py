"""A woman attended here, her case, and the people who may or may not work in it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from casework.access.context import acting
from casework.cases import actions
from casework.cases.models import Case
from casework.cases.stages import Stage
from tests import people, women


@pytest.fixture
def worker() -> people.Person:
    return people.own_centre_worker()


@pytest.fixture
def staff(worker: people.Person) -> Iterator[Any]:
    """The worker, working: the database knows who asks."""
    with acting(worker.staff.context):
        yield worker.staff


@pytest.fixture
def her(worker: people.Person) -> Any:
    return women.registered(worker)


@pytest.fixture
def case(her: Any, staff: Any) -> Case:
    """Her case here, opened by her arrival."""
    return Case.objects.get(survivor=her, closed_at=None)


@pytest.fixture
def now() -> datetime:
    return timezone.now() + timedelta(seconds=1)


def brought_to(case: Case, *stages: Stage, by: Any, at: datetime) -> Case:
    """Move a case through some stages."""
    for stage in stages:
        case = actions.move(case=case, to=stage, by=by, at=at)
    return case
