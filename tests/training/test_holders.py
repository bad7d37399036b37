"""Her RUN: typed once by herself, sealed until the certificate has it, and then told by it."""

import pytest
from django.core.exceptions import FieldError
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from casework.access.context import acting
from casework.identity import run as runs
from casework.identity.lookup import run_digest
from portal.training import enrolling, holders, teaching
from portal.training.people_models import Enrolment
from portal.training.refusals import NotHers, NotNow
from portal.training.states import State
from tests.database import as_superuser, as_system

from .conftest import School
from .test_results import passed

HERS, ANOTHERS = runs.Run.parse("33.333.333-3"), runs.Run.parse("11.111.111-1")
LAST_SIGNS = "3333"


@pytest.fixture
def known(school: School) -> Enrolment:
    """A place with all done; the register knows her by her RUN."""
    place = passed(school)
    with as_system():
        place.operator.run_digest = run_digest(HERS)
        place.operator.save(update_fields=["run_digest"])
    return place


def writes(school: School, place: Enrolment, run: runs.Run = HERS) -> None:
    with acting(school.trainee.staff.context):
        holders.write_run(enrolment=place, run=run, by=school.trainee.staff, at=timezone.now())
        place.refresh_from_db()


def signed(school: School, place: Enrolment) -> Enrolment:
    with acting(school.teacher.staff.context):
        return teaching.sign(
            enrolment=place, passed=True, by=school.teacher.staff, at=timezone.now()
        )


def told(folio: str, digits: str) -> str:
    """What a stranger reads who checks the certificate."""
    answer = Client().post("/verificar/certificados/", {"folio": folio, "digits": digits})
    return answer.content.decode()


def test_whoever_checks_her_certificate_with_her_last_signs_is_told_her_name(
    school: School, known: Enrolment
) -> None:
    writes(school, known)
    certificate = signed(school, known).certificate
    assert certificate is not None
    assert str(school.trainee.operator) in told(certificate.folio, LAST_SIGNS)
    assert str(school.trainee.operator) not in told(certificate.folio, "1111")


def test_without_it_the_certificate_counts_and_names_nobody(
    school: School, known: Enrolment
) -> None:
    certificate = signed(school, known).certificate
    assert certificate is not None
    assert certificate.digits_digest is None
    assert str(school.trainee.operator) not in told(certificate.folio, LAST_SIGNS)


def test_another_run_is_not_kept(school: School, known: Enrolment) -> None:
    with pytest.raises(NotNow):
        writes(school, known, ANOTHERS)
    assert not holders.has_run(known)


def test_a_run_the_register_does_not_know_is_not_kept(school: School) -> None:
    place = school.place()
    assert not holders.asks_run(place)
    with pytest.raises(NotNow):
        writes(school, place)


def test_nobody_else_writes_it_not_even_past_the_product(school: School, known: Enrolment) -> None:
    with acting(school.teacher.staff.context):
        with pytest.raises(NotHers):
            holders.write_run(enrolment=known, run=HERS, by=school.teacher.staff, at=timezone.now())
        with pytest.raises(FieldError), transaction.atomic():
            Enrolment.objects.filter(pk=known.pk).update(run=str(HERS))
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE portal_enrolment SET run = %s WHERE id = %s", [b"x", known.pk])


def test_it_is_sealed_and_leaves_the_place_with_the_signature(
    school: School, known: Enrolment
) -> None:
    writes(school, known)
    assert _kept(known) not in (None, str(HERS).encode())
    certificate = signed(school, known).certificate
    assert _kept(known) is None
    with acting(school.teacher.staff.context), pytest.raises(NotNow):
        teaching.sign(enrolment=known, passed=True, by=school.teacher.staff, at=timezone.now())
    with acting(school.trainee.staff.context):
        assert certificate is not None and certificate.record["run"] == str(HERS)
        with pytest.raises(NotNow):
            holders.write_run(enrolment=known, run=HERS, by=school.trainee.staff, at=timezone.now())


def test_who_gives_her_place_back_takes_it_along(school: School, known: Enrolment) -> None:
    writes(school, known)
    with acting(school.trainee.staff.context):
        enrolling.withdraw(enrolment=known, by=school.trainee.staff, at=timezone.now())
        known.refresh_from_db()
    assert (known.state, _kept(known)) == (State.WITHDRAWN, None)


def _kept(place: Enrolment) -> bytes | None:
    with as_superuser(), connection.cursor() as cursor:
        cursor.execute("SELECT run FROM portal_enrolment WHERE id = %s", [place.pk])
        found = cursor.fetchone()
    assert found is not None
    return bytes(found[0]) if found[0] is not None else None
