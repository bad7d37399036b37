"""An edition announced by mistake is deleted while nothing rests on it; else it says what does."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from casework.access.context import acting
from casework.audit.models import AuditEvent
from portal.training import editions, enrolling, undoing
from portal.training.edition_models import Edition, EditionDay
from portal.training.refusals import NotHers, NotNow
from tests import people
from tests.database import as_system

from .conftest import School
from .courses import NOON, TODAY, edition, facts

pytestmark = pytest.mark.django_db
LATER = facts(starts_on=TODAY + timedelta(days=3))


@pytest.fixture
def coming(school: School) -> Edition:
    """It begins in three days, with a day of class; nobody asked for a place."""
    made = edition(school.teacher, school.admin, when=LATER)
    with as_system():
        EditionDay.objects.create(edition=made, day=made.starts_on)
    return made


@pytest.fixture
def asked(school: School, coming: Edition) -> Edition:
    """Somebody asked for a place in it and gave it back."""
    with acting(school.trainee.staff.context):
        place = enrolling.ask(edition=coming, by=school.trainee.staff, at=NOON)
        enrolling.withdraw(enrolment=place, by=school.trainee.staff, at=NOON)
    return coming


def press(client: Any, who: people.Person, found: Edition) -> str:
    page = people.login(client, who).post(
        reverse("training:delete-edition", args=[found.pk]), follow=True
    )
    return " ".join(page.content.decode().split())


def test_one_that_never_began_and_nobody_asked_for_is_deleted_with_its_days(
    school: School, coming: Edition, client: Any
) -> None:
    page = people.login(client, school.admin).get(
        reverse("training:change-edition", args=[coming.pk])
    )
    assert reverse("training:delete-edition", args=[coming.pk]) in page.content.decode()
    assert "La edición se borró" in press(client, school.admin, coming)
    with as_system():
        assert not Edition.objects.filter(pk=coming.pk).exists()
        assert not EditionDay.objects.filter(edition_id=coming.pk).exists()
        told = AuditEvent.objects.filter(target_id=str(coming.pk)).latest("seq").detail
    assert told["what"] == "deleted"


def test_one_that_is_cancelled_before_it_began_too(school: School, coming: Edition) -> None:
    with acting(school.admin.staff.context):
        editions.cancel(edition=coming, by=school.admin.staff, at=NOON)
        undoing.delete(edition=coming, by=school.admin.staff, at=NOON)
    assert not Edition.objects.filter(pk=coming.pk).exists()


@pytest.mark.parametrize(
    ("named", "why"), [("asked", "alguien tiene, tuvo o pidió"), ("begun", "ya comenzó")]
)
def test_any_other_stays_and_says_why_and_that_it_can_be_cancelled(
    school: School, named: str, why: str, client: Any, request: pytest.FixtureRequest
) -> None:
    found = school.edition if named == "begun" else request.getfixturevalue(named)
    told = press(client, school.admin, found)
    assert f"{why}" in told and "Puede cancelarla" in told
    assert reverse("training:cancel-edition", args=[found.pk]) in told
    assert Edition.objects.filter(pk=found.pk).exists()


def test_who_does_not_announce_editions_deletes_none(school: School, coming: Edition) -> None:
    for someone in (school.teacher, school.head, school.trainee):
        with acting(someone.staff.context), pytest.raises(NotHers):
            undoing.delete(edition=coming, by=someone.staff, at=NOON)


@pytest.mark.parametrize(
    ("named", "who"), [("asked", "admin"), ("begun", "admin"), ("coming", "teacher")]
)
@pytest.mark.parametrize("parts", [True, False])
def test_the_database_keeps_them_by_itself(
    school: School, named: str, who: str, parts: bool, request: pytest.FixtureRequest
) -> None:
    found = school.edition if named == "begun" else request.getfixturevalue(named)
    rows = found.teaching.all() if parts else Edition.objects.filter(pk=found.pk)
    stays = pytest.raises(DatabaseError, match="began or was asked for stays")
    with acting(getattr(school, who).staff.context), stays, transaction.atomic():
        rows._raw_delete("default")


def test_who_asks_for_a_place_in_one_just_deleted_finds_it_gone(
    school: School, coming: Edition
) -> None:
    with acting(school.admin.staff.context):
        undoing.delete(edition=coming, by=school.admin.staff, at=NOON)
    with acting(school.trainee.staff.context), pytest.raises((NotNow, Edition.DoesNotExist)):
        enrolling.ask(edition=coming, by=school.trainee.staff, at=NOON)
