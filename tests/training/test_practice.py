"""Practice asked for by a course: a pass there, a result back, and nobody passes without it."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client, override_settings

from casework.access import slips
from casework.access.context import NOBODY, acting
from casework.access.slips import Outcome
from portal.training import results, teaching
from portal.training.people_models import Enrolment
from portal.training.practice_models import PracticeResult
from portal.training.refusals import NotNow
from tests import people
from tests.database import as_system
from tests.practice.conftest import MEETING
from tests.training import courses
from tests.training.conftest import School

from .courses import NOON
from .test_results import passed

GO, BACK = "/gestion/practica/ir/", "/gestion/practica/resultado/"


@pytest.fixture
def site() -> Any:
    with override_settings(**MEETING):
        yield


@pytest.fixture
def asking(school: School) -> School:
    """The school, its course asking for an exercise."""
    with as_system():
        courses.page("con-practica", practice="recibir")
    edition = courses.edition(school.teacher, school.admin, of="con-practica")
    return replace(school, edition=edition)


def slip_of(page: Any, field: str = "pase") -> str:
    found = re.search(rf'name="{field}" value="([^"]+)"', page.content.decode())
    assert found is not None
    return found[1]


def outcome(place: Enrolment, **more: str) -> Outcome:
    exercise = more.get("exercise", "recibir")
    return Outcome(
        slips.holder(place.pk, exercise), exercise, str(place.pk), ("risk",),
        NOON.isoformat(timespec="seconds"),
    )  # fmt: skip


def logged_in(someone: people.Person) -> Client:
    client = Client()
    people.login(client, someone)
    return client


@pytest.mark.usefixtures("site")
def test_she_goes_with_a_pass_that_says_nothing_of_who_she_is(asking: School) -> None:
    place, client = asking.place(), logged_in(asking.trainee)
    page = client.get(f"/gestion/formacion/plazas/{place.pk}/")
    assert "Ir a la copia de práctica" in page.content.decode()
    page = client.post(GO, {"ejercicio": "recibir", "plaza": str(place.pk)})
    given = slips.read_pass(slip_of(page))
    assert (given.place, given.exercise, given.level) == (str(place.pk), "recibir", "N6")
    assert given.holder == slips.holder(place.pk, "recibir")
    assert str(asking.trainee.id) not in str(given)
    assert f"form-action 'self' {MEETING['PRACTICE_ORIGIN']}" in page["Content-Security-Policy"]
    home = client.get("/gestion/practica/")
    assert MEETING["PRACTICE_ORIGIN"] not in home["Content-Security-Policy"]
    assert "Copia de práctica: personas inventadas" not in home.content.decode()


@pytest.mark.usefixtures("site")
def test_another_place_or_exercise_is_not_hers_to_practise(asking: School) -> None:
    place, other = asking.place(), asking.place(asking.other)
    client = logged_in(asking.trainee)
    for data in (
        {"ejercicio": "recibir", "plaza": str(other.pk)},
        {"ejercicio": "seguir", "plaza": str(place.pk)},
        {"ejercicio": "recibir", "plaza": "x"},
        {"ejercicio": "ninguno"},
    ):
        assert client.post(GO, data).status_code == 404


@pytest.mark.usefixtures("site")
def test_nobody_passes_without_it_and_its_result_lets_her_pass(asking: School) -> None:
    place = passed(asking)
    with acting(asking.teacher.staff.context), pytest.raises(NotNow, match="Recibir a una mujer"):
        teaching.sign(enrolment=place, passed=True, by=asking.teacher.staff, at=NOON)
    client = logged_in(asking.trainee)
    for _twice in range(2):
        answer = client.post(BACK, {"resultado": slips.write_outcome(outcome(place))})
        assert answer["Location"] == f"/gestion/formacion/plazas/{place.pk}/"
    with acting(asking.teacher.staff.context):
        assert PracticeResult.objects.get().exercise == "recibir"
        assert results.of_one(place, NOON).passes
        signed = teaching.sign(enrolment=place, passed=True, by=asking.teacher.staff, at=NOON)
    assert signed.certificate is not None
    late = client.post(BACK, {"resultado": slips.write_outcome(outcome(place))})
    assert late["Location"] == "/gestion/practica/"


@pytest.mark.usefixtures("site")
def test_a_result_that_is_forged_or_somebody_elses_is_not_kept(asking: School) -> None:
    place, others = asking.place(), asking.place(asking.other)
    with override_settings(PRACTICE_SECRET="somebody else's"):
        forged = slips.write_outcome(outcome(place))
    swapped = replace(outcome(others), place=str(place.pk))
    client = logged_in(asking.trainee)
    for slip in (
        forged, "", slips.write_outcome(outcome(others)), slips.write_outcome(swapped),
    ):  # fmt: skip
        answer = client.post(BACK, {"resultado": slip}, follow=True)
        assert "no sirve aquí" in answer.content.decode()
    with as_system():
        assert PracticeResult.objects.count() == 0


@pytest.mark.usefixtures("site")
def test_a_result_survives_a_session_that_closed_meanwhile(asking: School) -> None:
    slip = slips.write_outcome(outcome(asking.place()))
    page = Client().post(BACK, {"resultado": slip})
    assert page.status_code == 401
    client = logged_in(asking.trainee)
    assert client.post(BACK, {"resultado": slip_of(page, "resultado")}).status_code == 302
    with as_system():
        assert PracticeResult.objects.count() == 1


@pytest.mark.usefixtures("site")
def test_what_she_practises_by_herself_is_hers_and_leaves_no_trace(school: School) -> None:
    client = logged_in(school.trainee)
    given = slips.read_pass(slip_of(client.post(GO, {"ejercicio": "seguir"})))
    assert (given.place, given.holder) == ("", slips.holder(school.trainee.id, "seguir"))
    done = Outcome(given.holder, "seguir", "", ("plan",), NOON.isoformat())
    for someone, said in ((client, "nada queda guardado"), (logged_in(school.other), "no sirve")):
        page = someone.post(BACK, {"resultado": slips.write_outcome(done)}, follow=True)
        assert said in page.content.decode()
    with as_system():
        assert PracticeResult.objects.count() == 0


@pytest.mark.usefixtures("site")
def test_who_teaches_looks_on_and_nobody_else(asking: School) -> None:
    place = asking.place()
    watch = f"/gestion/practica/mirar/{place.pk}/"
    given = slips.read_pass(slip_of(logged_in(asking.teacher).post(watch)))
    assert given.watched == slips.holder(place.pk, "recibir") != given.holder
    for someone in (asking.trainee, asking.head, asking.admin, asking.other):
        assert logged_in(someone).post(watch).status_code == 404


def test_without_a_copy_nothing_is_offered_and_who_teaches_is_told(asking: School) -> None:
    place = asking.place()
    page = logged_in(asking.trainee).get(f"/gestion/formacion/plazas/{place.pk}/")
    assert "Ir a la copia de práctica" not in page.content.decode()
    page = logged_in(asking.teacher).get(f"/gestion/formacion/plazas/{place.pk}/resultado/")
    assert "no tiene copia de práctica" in page.content.decode()


def test_the_database_keeps_a_result_for_herself_and_who_teaches(asking: School) -> None:
    place = asking.place()
    made = {"enrolment": place, "exercise": "recibir", "finished_at": NOON}
    # Who teaches, heads or runs the system sees her place, and hands nothing in for her.
    for someone in (asking.other, asking.teacher, asking.head, asking.admin):
        with (
            acting(someone.staff.context),
            pytest.raises(DatabaseError, match="row-level security"),
            transaction.atomic(),
        ):
            PracticeResult.objects.create(**made)
    with acting(asking.trainee.staff.context):
        kept = PracticeResult.objects.create(**made)
        rows = PracticeResult.objects.filter(pk=kept.pk)
        for change in (lambda: rows.update(exercise="seguir"), lambda: rows._raw_delete("default")):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                change()
    for someone, sees in ((asking.teacher, 1), (asking.head, 1), (asking.admin, 1),
                          (asking.other, 0)):  # fmt: skip
        with acting(someone.staff.context):
            assert PracticeResult.objects.count() == sees
    with acting(NOBODY):
        assert PracticeResult.objects.count() == 0
