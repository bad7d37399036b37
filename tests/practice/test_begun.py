"""The trainee of the demo finds in the training copy what she had begun."""

from uuid import uuid4

import pytest
from django.utils import timezone

from casework.access import slips
from casework.access.context import acting
from casework.access.operators import staff_for
from casework.access.slips import Pass
from casework.practice import checks, runs
from config.demo import begun
from tests.database import as_system

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("copy")]


def test_she_goes_on_where_she_left_it() -> None:
    place, now = uuid4(), timezone.now()
    with as_system():
        made = begun.begin(place, now)
    given = Pass(slips.holder(place, "recibir"), "Paula Quiroz", "recibir", "N6", place=str(place))
    operator = runs.enter(given, at=now)
    again = runs.run_of(operator, "recibir")
    assert again is not None
    assert again.centre == made.centre
    by = staff_for(operator.user, now)
    assert by is not None
    with acting(by.context):
        done = [one.step.check for one in checks.marks(again, by) if one.done]
    assert done == ["registered", "identified", "contact"]
