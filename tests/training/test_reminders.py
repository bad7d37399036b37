"""What of training waits on somebody's first page."""

from casework.access.context import acting
from portal.training import enrolling
from portal.training.reminders import home_lines

from .conftest import School
from .courses import NOON


def test_who_learns_is_reminded_and_who_teaches_hears_who_asks(school: School) -> None:
    school.place(school.trainee)
    with acting(school.other.staff.context):
        enrolling.ask(edition=school.edition, by=school.other.staff, at=NOON)
        assert home_lines(school.other.staff, NOON) == []
    with acting(school.trainee.staff.context):
        assert [one.url for one in home_lines(school.trainee.staff, NOON)] == [
            "/gestion/formacion/"
        ]
    with acting(school.teacher.staff.context):
        assert len(home_lines(school.teacher.staff, NOON)) == 1
