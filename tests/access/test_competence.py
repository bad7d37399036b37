"""Courses and exceptions: what opens a level, until when, and that the database says the same."""

from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from casework.access import competence
from casework.access.actions import OwnAssignment
from casework.access.certificate_models import Certificate, LevelRequirement, RequiredCourse
from casework.access.certificate_rules import Validity
from casework.access.context import acting
from casework.access.levels import Level
from casework.access.waiver_models import Waiver
from casework.access.waivers import WrongWaiver, end_waiver, give_waiver, waivers_visible_to
from casework.audit.models import AuditEvent
from tests import people
from tests.database import as_system

START = date(2026, 1, 1)
REASON = "La titular está con licencia y nadie más atiende urgencias este mes."


def _certificate(worker: people.Person, span: Validity, **more: str) -> None:
    Certificate.objects.create(
        operator=worker.operator, course="x", issuer="x", reference="x", issued_on=span.first,
        valid_to=span.last, **more,
    )  # fmt: skip


@pytest.fixture
def recorded(settings: Any, db: None) -> None:
    """An installation where certificates count, as in production."""
    settings.COMPETENCE_STAND_IN = False


@pytest.fixture
def worker(recorded: None) -> people.Person:
    return people.own_centre_worker()


@pytest.fixture
def giver(recorded: None) -> people.Person:
    """An administrator who is open herself."""
    admin = people.administrator()
    with as_system():
        LevelRequirement.objects.create(level="N2", needed=False, valid_from=START)
    return admin


def need(code: str, **dates: Any) -> None:
    with as_system():
        RequiredCourse.objects.create(level="N6", course_code=code, name=f"Curso {code}", **dates)


def certify(worker: people.Person, code: str, first: date, last: date | None = None) -> None:
    with as_system():
        _certificate(worker, Validity(first, last), course_code=code)


def give(worker: people.Person, giver: people.Person, **more: Any) -> Waiver:
    today = timezone.localdate()
    days = {"starts_on": today, "ends_on": today + timedelta(days=9), **more}
    with acting(giver.staff.context):
        return give_waiver(
            worker.operator,
            level=Level.N6,
            reason=REASON,
            by=giver.staff,
            at=timezone.now(),
            **days,
        )


def test_all_her_courses_open_the_level_and_one_that_ended_closes_it(worker: people.Person) -> None:
    today = timezone.localdate()
    need("A")
    need("B")
    certify(worker, "A", START)
    assert worker.staff.assignments == ()
    certify(worker, "B", START, today)
    assert len(worker.staff.assignments) == 1
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert worker.staff.assignments == ()
        certify(worker, "B", timezone.localdate(), today + timedelta(days=700))
        assert len(worker.staff.assignments) == 1


def test_a_course_required_from_tomorrow_is_told_today_and_closes_tomorrow(
    worker: people.Person, client: Any
) -> None:
    today = timezone.localdate()
    need("A")
    need("B", valid_from=today + timedelta(days=5))
    certify(worker, "A", START)
    people.login(client, worker)
    assert [one.warning for one in client.get("/gestion/").context["ending"]] == [7]
    with time_machine.travel(timezone.now() + timedelta(days=5)):
        assert worker.staff.assignments == ()


def test_the_door_asks_nothing_more_when_certificates_count(worker: people.Person) -> None:
    """One question serves all assignments: the statement that finds the session asks it too."""
    from casework.access.operators import principal_for

    certify(worker, "A", START)
    need("A")
    for centre in ("SEGUNDO", "TERCERO"):
        people.assigned(worker, Level.N6, centre=people.centre(centre))
    at = timezone.now()
    levels = competence.levels(worker.id, at)
    with _counted() as asked:
        given = principal_for(worker.operator, at, signed=True, granted=(), recorded=levels)
    assert (len(given.assignments), len(asked)) == (3, 1)
    with _counted() as alone:
        principal_for(worker.operator, at, signed=True, granted=())
    assert len(alone) == 2


def _counted() -> Any:
    from django.test.utils import CaptureQueriesContext

    return CaptureQueriesContext(connection)


def test_an_exception_opens_at_once_and_closes_when_it_is_ended(
    worker: people.Person, giver: people.Person
) -> None:
    assert worker.staff.assignments == ()
    made = give(worker, giver)
    assert len(worker.staff.assignments) == 1
    assert made.centre_ids == [worker.centre.pk]
    with time_machine.travel(timezone.now() + timedelta(days=10)):
        assert worker.staff.assignments == ()
    with acting(giver.staff.context):
        end_waiver(made, by=giver.staff, at=timezone.now())
        end_waiver(made, by=giver.staff, at=timezone.now())
    assert worker.staff.assignments == ()
    with as_system():
        told = AuditEvent.objects.filter(verb__startswith="waiver.").order_by("created_at")
        assert [one.verb for one in told] == ["waiver.given", "waiver.ended"]


@pytest.mark.parametrize(
    "change", [{"ends": 30}, {"ends": -1}, {"starts": -1}, {"reason": "corto"}]
)
def test_an_exception_is_short_to_come_and_explained(
    worker: people.Person, giver: people.Person, change: dict[str, Any]
) -> None:
    today = timezone.localdate()
    asked = {"starts_on": today + timedelta(days=change.get("starts", 0)),
             "ends_on": today + timedelta(days=change.get("ends", 5)),
             "reason": change.get("reason", REASON)}  # fmt: skip
    with acting(giver.staff.context), pytest.raises(WrongWaiver):
        give_waiver(worker.operator, level=Level.N6, by=giver.staff, at=timezone.now(), **asked)


def test_nobody_excuses_herself_nor_does_a_head_her_team(
    worker: people.Person, giver: people.Person
) -> None:
    with pytest.raises(OwnAssignment):
        give(giver, giver)
    with as_system():
        LevelRequirement.objects.create(level="N5", needed=False, valid_from=START)
    head = people.head_of_centre()
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        give(worker, head)
    with pytest.raises(IntegrityError), as_system(), transaction.atomic():
        Waiver.objects.create(operator=worker.operator, given_by=worker.operator, level="N6",
                              reason=REASON, starts_on=START, ends_on=START)  # fmt: skip


@pytest.mark.parametrize("change", [{"ends_on": date(2030, 1, 1)}, {"reason": "otra cosa"}])
def test_an_exception_is_not_changed_nor_is_what_levels_need(
    worker: people.Person, giver: people.Person, change: dict[str, Any]
) -> None:
    give(worker, giver)
    need("A")
    with acting(giver.staff.context):
        for rows, changed in ((Waiver.objects, change), (RequiredCourse.objects, {"level": "N1"})):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                rows.update(**changed)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            Waiver.objects.all()._raw_delete("default")


def test_the_database_keeps_an_exception_short(worker: people.Person, giver: people.Person) -> None:
    rows = {"operator": worker.operator, "given_by": giver.operator, "level": "N6"}
    for wrong in ({"reason": REASON, "ends_on": START + timedelta(days=30)},
                  {"reason": "corto", "ends_on": START}):  # fmt: skip
        with pytest.raises(IntegrityError), as_system(), transaction.atomic():
            Waiver.objects.create(**rows, starts_on=START, **wrong)


def test_she_her_head_and_administrators_see_an_exception_and_nobody_else(
    worker: people.Person, giver: people.Person
) -> None:
    give(worker, giver)
    with as_system():
        for level in ("N5", "N1"):
            LevelRequirement.objects.create(level=level, needed=False, valid_from=START)
    seen = {
        name: _seen(someone)
        for name, someone in {
            "she": worker, "admin": giver, "head": people.head_of_centre(),
            "other": people.other_centre_worker(), "authority": people.authority(),
            "other head": people.head_of_other_centre(),
        }.items()
    }  # fmt: skip
    assert seen == {
        "she": (1, 1), "admin": (1, 1), "head": (1, 1), "other": (0, 0), "authority": (0, 0),
        "other head": (0, 0),
    }  # fmt: skip


def _seen(someone: people.Person) -> tuple[int, int]:
    """What the rule of the code lets through, and what the database would."""
    with acting(someone.staff.context):
        return waivers_visible_to(someone.staff).count(), Waiver.objects.count()


def test_home_team_and_register_say_what_is_missing_and_what_is_excused(
    worker: people.Person, giver: people.Person, client: Any
) -> None:
    today = timezone.localdate()
    need("A")
    need("B")
    certify(worker, "A", START, today - timedelta(days=1))
    people.login(client, worker)
    home = client.get("/gestion/")
    assert [one.course.code for one in home.context["needs"][0].missing] == ["A", "B"]
    assert home.context["blocked"]
    assert "Curso A" in home.content.decode()
    give(worker, giver)
    home = client.get("/gestion/")
    assert REASON in home.content.decode()
    assert not home.context["blocked"]
    client.logout()
    with as_system():
        LevelRequirement.objects.create(level="N5", needed=False, valid_from=START)
    people.login(client, people.head_of_centre())
    team = client.get("/gestion/equipo/").content.decode()
    assert REASON in team
    assert "Curso B" in team


def test_an_administrator_gives_and_ends_one_in_the_browser(
    worker: people.Person, giver: people.Person, client: Any
) -> None:
    people.login(client, giver)
    today = timezone.localdate()
    page = f"/gestion/operadores/{worker.id}/excepciones/nueva/"
    typed = {"level": "N6", "starts_on": today.isoformat(), "ends_on": today.isoformat(),
             "reason": "corto"}  # fmt: skip
    refused = client.post(page, typed)
    assert (refused.status_code, "reason" in refused.context["form"].errors) == (422, True)
    assert client.post(page, {**typed, "reason": REASON}).status_code == 302
    assert len(worker.staff.assignments) == 1
    listed = client.get("/gestion/excepciones/")
    assert REASON in listed.content.decode()
    made = listed.context["page"].object_list[0]
    client.post(f"/gestion/excepciones/{made.pk}/terminar/")
    assert worker.staff.assignments == ()
    own = f"/gestion/operadores/{giver.id}/excepciones/nueva/"
    assert client.get(own).status_code == 403


def test_whoever_installs_says_which_courses_a_level_needs(worker: people.Person) -> None:
    day = timezone.localdate()
    certify(worker, "A", START)
    with as_system():
        with pytest.raises(CommandError):
            call_command("require_course", "N6", "A", stdout=StringIO())
        call_command("require_course", "N6", "A", "--name", "Curso A", stdout=StringIO())
        with pytest.raises(CommandError):
            call_command("require_course", "N6", "A", "--name", "Curso A", stdout=StringIO())
    assert len(worker.staff.assignments) == 1
    with as_system():
        call_command("require_course", "N6", "B", "--name", "Curso B", "--from",
                     (day + timedelta(days=1)).isoformat(), stdout=StringIO())  # fmt: skip
        call_command("require_course", "N6", "B", "--stop", stdout=StringIO())
        assert not RequiredCourse.objects.filter(course_code="B").exists()
        call_command("require_course", "N6", "A", "--stop", stdout=StringIO())
    assert worker.staff.assignments == ()  # again any certificate of the level, and she has none
    with as_system():
        assert AuditEvent.objects.filter(verb="rule.published").count() == 4
