"""Rows of the matrix for training: the worker here learns, the worker there teaches her."""

from typing import Any

from portal.training import editions, enrolling, outline, plans, quiz_rules, studying
from portal.training.edition_models import Edition
from portal.training.models import PathCourse
from portal.training.people_models import Attempt, Enrolment
from tests.access.matrix import Row, World, every_staff, staff
from tests.database import as_system
from tests.training import courses


def _edition(world: World, name: str = "edition") -> Edition:
    teacher, admin = world.staff["n6_other"], world.staff["n2"]
    return world.once(f"training-{name}", lambda: courses.edition(teacher, admin))


def _place(world: World, name: str = "edition") -> Enrolment:
    def make() -> Enrolment:
        admin, who = world.staff["n2"], world.staff["n6"].operator
        found = _edition(world, name)
        with as_system():
            return enrolling.enter(edition=found, operator=who, by=admin.staff, at=courses.NOON)

    return world.once(f"training-place-{name}", make)


def _tested(world: World) -> dict[str, Any]:
    taught = outline.lessons(_edition(world).version.outline)
    return next(one for one in taught if one["quiz"])


def _attempt(world: World) -> Attempt:
    def make() -> Attempt:
        lesson = _tested(world)
        quiz = quiz_rules.quiz(lesson)
        assert quiz is not None
        with as_system():
            return studying.start(
                enrolment=_place(world), lesson=lesson["key"], quiz=quiz, at=courses.timezone.now()
            )

    return world.once("training-attempt", make)


def edition(world: World) -> list[Any]:
    return [_edition(world).pk]


def ended(world: World) -> list[Any]:
    return [_edition(world, "cancelled").pk]


def place(world: World) -> list[Any]:
    return [_place(world).pk]


def given_back(world: World) -> list[Any]:
    return [_place(world, "given-back").pk]


def lesson(world: World) -> list[Any]:
    return [_place(world).pk, _tested(world)["key"]]


def file(world: World) -> list[Any]:
    return [_place(world).pk, 987654]


def attempt(world: World) -> list[Any]:
    return [_attempt(world).pk]


def question(world: World) -> list[Any]:
    return [_attempt(world).pk, 1]


def day(world: World) -> list[Any]:
    def make() -> Any:
        with as_system():
            return editions.add_day(
                edition=_edition(world), day=courses.TODAY, subject="", at=courses.NOON,
                by=world.staff["n2"].staff,
            )  # fmt: skip

    return [world.once("training-day", make).pk]


def line(world: World) -> list[Any]:
    def make() -> Any:
        head = world.staff["n5"]
        planned = plans.Line(world.staff["n6"].operator, 3, 2, "", "Un taller")
        assert head.centre is not None
        with as_system():
            return plans.plan(
                centre_id=head.centre.pk, year=courses.TODAY.year, line=planned, by=head.staff,
                at=courses.NOON,
            )  # fmt: skip

    return [world.once("training-line", make).pk]


def path_course(world: World) -> list[Any]:
    def make() -> Any:
        with as_system():
            return PathCourse.objects.create(level="N4", course_code="curso-prueba")

    return [world.once("training-path", make).pk]


def this_year(world: World) -> list[Any]:
    return [courses.TODAY.year]


HERS = {"n6": 200, "rest": 404}
GIVEN = {"n2": 200, "n6_other": 200, "rest": 404}
HEADS = {"n5": 200, "n5_other": 200}
ROWS: tuple[Row, ...] = (
    every_staff("training:home", 200),
    every_staff("training:ask", 302, make=edition, method="post"),
    staff("training:withdraw", make=given_back, method="post", n6=302, rest=404),
    staff("training:opinion", make=place, **HERS),
    staff("training:run", make=place, method="post", n6=302, rest=404),
    staff("training:course", make=place, **HERS),
    staff("training:lesson", make=lesson, **HERS),
    every_staff("training:file", 404, make=file),
    staff("training:start", make=lesson, method="post", n6=302, rest=404),
    staff("training:attempt", make=attempt, **HERS),
    staff("training:question", make=question, **HERS),
    staff("training:editions", n2=200),
    staff("training:new-edition", n2=200),
    staff("training:edition", make=edition, **GIVEN),
    staff("training:change-edition", make=edition, n2=200),
    staff("training:cancel-edition", make=ended, method="post", n2=302),
    staff("training:delete-edition", make=edition, method="post", n2=302),
    staff("training:add-day", make=edition, method="post", n2=422, n6_other=422, rest=404),
    staff("training:enter", make=edition, method="post", n2=422, n6_other=422, rest=404),
    staff("training:attendance", make=day, **GIVEN),
    # Herself and her head see her place too; what they may not do is refused by the act.
    staff(
        "training:decide", make=place, method="post", rest=404, n2=302, n5=302, n6=302,
        n6_other=302,
    ),
    staff("training:sign", make=place, **GIVEN),
    staff("training:paths", n2=200),
    staff("training:end-path-course", make=path_course, method="post", n2=302),
    staff("training:team", **HEADS),
    staff("training:plan", make=this_year, **HEADS),
    staff("training:drop-line", make=line, method="post", n5=302, n5_other=404),
)  # fmt: skip
