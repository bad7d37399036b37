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


def open_case(survivor, centre, by) -> Case:
    """A case in intervention, of the centre of who opens it."""
    now = timezone.now()
    return Case.objects.create(
        survivor=survivor, key_id=survivor.key_id, centre_ids=[centre.pk], centre=centre,
        stage="S5", stage_since=now, opened_at=now, in_charge=by.operator_id,
    )  # fmt: skip


def objective(words="Vivir tranquila", agreed=True, **more) -> ObjectiveGiven:
    """An objective with one activity of hers."""
    activities = more.pop("activities", (ActivityGiven(what="Ir al CESFAM", who=Who.HERSELF),))
    return ObjectiveGiven(area="health", words=words, agreed=agreed, activities=activities, **more)


@pytest.fixture
def case(as_paula, anas, paula) -> Case:  # noqa: F811
    return open_case(anas, paula.centre, as_paula)


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
