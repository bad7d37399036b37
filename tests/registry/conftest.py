"""Two centres, their people, and women who are registered twice."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.cache import cache
from django.utils import timezone

from casework.access.context import acting
from casework.access.levels import Held, Level
from casework.access.principals import Staff
from casework.cases.catalogue import ExitReason
from casework.cases.exit_actions import exit_case
from casework.cases.models import Case
from casework.identity.run import Run
from casework.survivors import actions
from casework.survivors.models import Survivor
from tests import people
from tests.database import as_system
from tests.people import Person

Register = Callable[..., Survivor]


@pytest.fixture(autouse=True)
def forget_limits(db: None) -> None:
    cache.clear()


@pytest.fixture
def ana(db: None) -> Person:
    """N6 here."""
    return people.own_centre_worker()


@pytest.fixture
def eva(db: None) -> Person:
    """Her colleague, N6 here too."""
    return people.own_centre_worker("eva.propia")


@pytest.fixture
def olga(db: None) -> Person:
    """N6 there."""
    return people.other_centre_worker()


def register(by: Person, **identity: object) -> Survivor:
    """Register a woman in the worker's centre."""
    known = {
        "working_name": "Rosa", "given_names": "Rosa Ester", "first_surname": "Quilapán",
        "second_surname": "Vera", "birth_date": date(1990, 5, 4), "comuna_code": "05101",
        **identity,
    }  # fmt: skip
    contact = known.pop("contact", None)
    if isinstance(known.get("run"), str):
        known["run"] = Run.parse(str(known["run"]))
    staff = by.staff
    assert by.centre is not None
    with acting(staff.context):
        return actions.register(
            identity=actions.Identity(**known), contact=contact,  # type: ignore[arg-type]
            centre_id=by.centre.pk, by=staff, at=timezone.now(),
        )  # fmt: skip


def attend(her: Survivor, by: Person) -> Survivor:
    """Open an attention of hers in the worker's centre."""
    staff = by.staff
    assert by.centre is not None
    with acting(staff.context):
        return actions.open_attention(
            survivor_id=her.pk, centre_id=by.centre.pk, purpose="attention", by=staff,
            at=timezone.now(),
        )  # fmt: skip


def exit_as_duplicate(her: Survivor) -> None:
    """Let her open cases exit, as the screen asks before two records are joined."""
    with as_system():
        reason = ExitReason.objects.get(pk="duplicate")
        for case in Case.objects.filter(survivor=her, closed_at=None):
            held = Held(Level.N6, centre_id=case.centre_id)
            by = Staff(case.in_charge, 1, "Ana Propia", (held,))
            exit_case(case=case, reason=reason, by=by, at=timezone.now())
