"""The plan of a centre: its head writes it for her team, everybody reads her own lines."""

import pytest
from django.db import DatabaseError, transaction

from casework.access.context import acting
from portal.training import plans
from portal.training.plan_models import PlanLine
from portal.training.plans import Line
from portal.training.refusals import NotHers, NotNow
from tests import people

from .conftest import School
from .courses import NOON, TODAY

YEAR = TODAY.year


def planned(school: School, **more: object) -> PlanLine:
    """A line for the trainee, by her head."""
    head = school.head
    line = Line(school.trainee.operator, 3, 2, **{"subject": "Un taller", **more})  # type: ignore[arg-type]
    assert head.centre is not None
    with acting(head.staff.context):
        return plans.plan(centre_id=head.centre.pk, year=YEAR, line=line, by=head.staff, at=NOON)


def test_her_head_writes_a_line_and_both_read_it(school: School) -> None:
    line = planned(school)
    for someone in (school.trainee, school.head, school.admin):
        with acting(someone.staff.context):
            assert plans.visible_to(someone.staff).get() == line
    for someone in (school.other, school.teacher):
        with acting(someone.staff.context):
            assert not plans.visible_to(someone.staff).exists()
            assert not PlanLine.objects.exists()  # the database's own answer


def test_another_head_writes_none_for_her(school: School) -> None:
    other = people.head_of_other_centre()
    assert other.centre is not None and school.head.centre is not None
    line = Line(school.trainee.operator, 3, 2, "", "Un taller")
    for centre in (other.centre, school.head.centre):
        with acting(other.staff.context), pytest.raises(NotHers):
            plans.plan(centre_id=centre.pk, year=YEAR, line=line, by=other.staff, at=NOON)


@pytest.mark.parametrize("who", ["trainee", "teacher", "admin"])
def test_only_a_head_writes_plans_and_the_database_holds_to_it(school: School, who: str) -> None:
    someone, centre = getattr(school, who), school.head.centre
    assert centre is not None
    line = Line(school.other.operator, 3, 2, "", "Un taller")
    with acting(someone.staff.context):
        with pytest.raises(NotHers):
            plans.plan(centre_id=centre.pk, year=YEAR, line=line, by=someone.staff, at=NOON)
        with pytest.raises(DatabaseError), transaction.atomic():
            PlanLine.objects.create(
                centre=centre, year=YEAR, operator=school.other.operator, month=3, hours=2,
                subject="Un taller", written_by=someone.operator,
            )  # fmt: skip


def test_a_line_says_what(school: School) -> None:
    with pytest.raises(NotNow):
        planned(school, subject=" ")
    assert planned(school, subject="", course_code="curso-prueba").course_code == "curso-prueba"


def test_her_head_drops_a_line_once_and_nobody_else_does(school: School) -> None:
    line, other = planned(school), people.head_of_other_centre()
    for someone in (school.trainee, other, school.admin):
        with acting(someone.staff.context), pytest.raises(NotHers):
            plans.drop(line=line, by=someone.staff, at=NOON)
    with acting(school.head.staff.context):
        plans.drop(line=line, by=school.head.staff, at=NOON)
        plans.drop(line=line, by=school.head.staff, at=NOON)
        assert not plans.visible_to(school.head.staff).exists()
        with pytest.raises(DatabaseError), transaction.atomic():
            PlanLine.objects.all().delete()  # what was planned is not rubbed out
