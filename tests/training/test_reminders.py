"""What of training waits on somebody's first page."""

from dataclasses import asdict
from datetime import datetime, timedelta

from casework.access.context import acting
from casework.access.home_lines import HomeLine
from casework.cases.work import day
from config import reminding
from portal.training import editions, enrolling
from portal.training.reminders import home_lines
from tests.people import Person

from .conftest import School
from .courses import NOON, facts


def lines(who: Person, at: datetime = NOON) -> list[HomeLine]:
    """What her first page says; her day says the same."""
    with acting(who.staff.context):
        found = home_lines(who.staff, at)
        same = day.said(reminding.TRAINING, who.staff, at)
        assert [asdict(one) for one in same] == [asdict(one) for one in found]
        return found


def test_who_learns_is_told_how_many_days_are_left(school: School) -> None:
    place = school.place()
    (far,) = lines(school.trainee)
    assert far.url == f"/gestion/formacion/plazas/{place.pk}/"
    assert "20" in str(far.words) and str(school.edition) in str(far.words)
    assert far.tone == "info"
    (soon,) = lines(school.trainee, NOON + timedelta(days=19))
    assert soon.tone == "warning" and "1 " not in str(soon.words)  # tomorrow, in words
    (today,) = lines(school.trainee, NOON + timedelta(days=20))
    assert today.words != soon.words
    assert lines(school.trainee, NOON + timedelta(days=21)) == []


def test_a_second_teacher_does_not_double_what_is_said(school: School) -> None:
    school.place()
    with acting(school.admin.staff.context):
        editions.change(
            edition=school.edition, facts=facts(), teachers=[school.head.operator],
            by=school.admin.staff, at=NOON,
        )  # fmt: skip
    assert len(lines(school.trainee)) == 1


def test_who_teaches_hears_who_asks_and_what_waits_for_her_signature(school: School) -> None:
    with acting(school.other.staff.context):
        enrolling.ask(edition=school.edition, by=school.other.staff, at=NOON)
    assert lines(school.other) == []
    (asked,) = lines(school.teacher)
    assert asked.url == f"/gestion/formacion/ediciones/{school.edition.pk}/"
    school.place()
    (unsigned,) = lines(school.teacher, NOON + timedelta(days=30))
    assert unsigned.tone == "warning" and unsigned.words != asked.words


def test_nobody_hears_of_an_edition_that_was_cancelled(school: School) -> None:
    school.place()
    with acting(school.admin.staff.context):
        editions.cancel(edition=school.edition, by=school.admin.staff, at=NOON)
    assert lines(school.trainee) == lines(school.teacher) == []
