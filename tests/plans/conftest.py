"""Paula's browser, Ana's file, and an open case of hers in Paula's centre."""

import pytest
from django.utils import timezone

from casework.cases.models import Case
from casework.plans import actions, content_actions
from casework.plans.choices import Who
from casework.plans.content_actions import ActivityGiven, ObjectiveGiven
from casework.plans.models import Plan
from tests.attachments.conftest import (  # noqa: F401
    ana,
    anas,
    as_paula,
    desk,
    desk_there,
    olga,
    paula,
)


def open_case(survivor, by) -> Case:
    """The case that opened when she arrived, in intervention, with somebody in charge."""
    case = Case.objects.get(survivor=survivor, closed_at=None)
    case.stage, case.in_charge = "S5", by.operator_id
    case.save()
    return case


def objective(words="Vivir tranquila", agreed=True, **more) -> ObjectiveGiven:
    """An objective with one activity of hers."""
    activities = more.pop("activities", (ActivityGiven(what="Ir al CESFAM", who=Who.HERSELF),))
    return ObjectiveGiven(area="health", words=words, agreed=agreed, activities=activities, **more)


@pytest.fixture
def case(as_paula, anas) -> Case:  # noqa: F811
    return open_case(anas, as_paula)


@pytest.fixture
def draft(case, as_paula) -> Plan:  # noqa: F811
    """A draft with one objective she agrees with."""
    now = timezone.now()
    plan = actions.start(case=case, by=as_paula, at=now)
    return content_actions.write(plan=plan, note="", objectives=[objective()], by=as_paula, at=now)


@pytest.fixture
def in_force(draft, as_paula) -> Plan:  # noqa: F811
    """The same, agreed today."""
    now = timezone.now()
    return actions.agree(plan=draft, signed=True, on=timezone.localdate(), by=as_paula, at=now)
