"""The paths of the levels: who runs the system writes them, on the screen."""

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from casework.access.context import acting
from casework.access.levels import Level
from casework.territory.validity import chilean_day
from portal.training import editions, finding, overview, paths
from portal.training.models import PathCourse
from portal.training.refusals import NotHers, NotNow
from tests import people

from .conftest import School
from .courses import NOON, facts

CODE = "curso-prueba"
COURSE = {"level": Level.N6, "code": CODE, "mandatory": True, "at": NOON}


def put(school: School, position: int = 1) -> PathCourse:
    with acting(school.admin.staff.context):
        return paths.put(position=position, by=school.admin.staff, **COURSE)  # type: ignore[arg-type]


def test_a_course_joins_a_path_and_she_sees_it(school: School) -> None:
    put(school)
    with acting(school.trainee.staff.context):
        (step,) = overview.overview(school.trainee.staff, NOON).path
    assert (step.code, step.name, step.mandatory, step.held) == (
        CODE, "Curso curso-prueba", True, False
    )  # fmt: skip


def test_put_again_it_changes_place_and_taken_off_it_may_come_back(school: School) -> None:
    first, again = put(school), put(school, position=3)
    assert (first.pk, again.position) == (again.pk, 3)
    with acting(school.admin.staff.context):
        paths.end(line=again, by=school.admin.staff, at=NOON)
        again.refresh_from_db()
    assert again.valid_to == chilean_day(NOON)
    assert put(school).valid_to is None


def test_nobody_else_writes_a_path_and_the_database_holds_to_it(school: School) -> None:
    line = put(school)
    for someone in (school.trainee, school.head, school.teacher):
        with acting(someone.staff.context):
            with pytest.raises(NotHers):
                paths.put(position=1, by=someone.staff, **COURSE)  # type: ignore[arg-type]
            with pytest.raises(NotHers):
                paths.end(line=line, by=someone.staff, at=NOON)
            with pytest.raises(DatabaseError), transaction.atomic():
                PathCourse.objects.create(level="N6", course_code="otro")
            assert not PathCourse.objects.filter(pk=line.pk).update(position=9)
    with acting(school.admin.staff.context):
        with pytest.raises(NotNow):
            paths.put(position=1, by=school.admin.staff, **COURSE | {"code": "no-hay"})  # type: ignore[arg-type]
        with pytest.raises(DatabaseError), transaction.atomic():
            line.delete()


def test_colleagues_are_found_by_name_or_centre_whatever_accents(school: School) -> None:
    who = school.trainee.operator
    who.user.first_name, who.user.last_name = "Íngrid", "Ñancupil Sáez"
    who.user.save()
    assert finding.found("ingrid nancu") == finding.found("SÁEZ ingr") == [who]
    assert who in finding.found(f"{school.trainee.centre} saez")
    assert finding.found("íñ") == finding.found("zz top") == finding.found("") == []


def test_an_edition_is_announced_with_teachers_who_were_looked_for(school: School) -> None:
    client = people.login(Client(), school.admin)
    who = school.head.operator
    name = who.user.get_full_name() or who.user.get_username()
    url = f"/gestion/formacion/ediciones/{school.edition.pk}/cambiar/"
    looked = client.post(url, {"who": name, "buscar": "1", "capacity": "7"})
    assert looked.status_code == 200
    html = looked.content.decode()
    assert f'value="{who.pk}"' in html and 'value="7"' in html  # found, and nothing was lost
    assert "aria-invalid" not in html  # nobody is told off for what is not written yet
    assert not school.edition.teaching.filter(operator=who).exists()  # she only looked
    unmarked = client.post("/gestion/formacion/ediciones/nueva/", {"who": name})
    assert unmarked.status_code == 422 and f'value="{who.pk}"' in unmarked.content.decode()
    nobody = client.post(url, {"who": "nadie con este nombre", "buscar": "1"})
    assert 'role="status"' in nobody.content.decode()


def test_who_has_a_place_does_not_teach_it(school: School) -> None:
    school.place()
    with acting(school.admin.staff.context), pytest.raises(NotNow):
        editions.change(
            edition=school.edition, facts=facts(), teachers=[school.trainee.operator],
            by=school.admin.staff, at=NOON,
        )  # fmt: skip


def test_a_course_she_is_taking_is_not_called_untouched(school: School) -> None:
    put(school)
    trainee = people.login(Client(), school.trainee)
    assert "Sin hacer todavía" in trainee.get("/gestion/formacion/").content.decode()
    school.place()
    said = trainee.get("/gestion/formacion/").content.decode()
    assert "Sin hacer todavía" not in said
