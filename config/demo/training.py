"""Training in the demo: two example courses, an edition running, one over, one to come."""

import tomllib
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from wagtail.documents.models import Document

from casework.access.levels import Held, Level
from casework.access.principals import Staff
from casework.identity.run import Run
from casework.practice.exercises import all_of_them
from casework.survivors.models import Survivor
from casework.territory.models import Centre, Region
from casework.territory.validity import CHILE, chilean_day
from portal.models import CourseIndexPage, CoursePage, CourseVersion, LessonPage, ModulePage
from portal.training import (
    editions,
    enrolling,
    holders,
    opinions,
    outline,
    plans,
    quiz_rules,
    studying,
    teaching,
)
from portal.training.edition_models import Edition
from portal.training.models import PathCourse
from portal.training.people_models import Enrolment
from portal.training.practice_models import PracticeResult

from .people import OPERATORS
from .women import World

TEXT = Path(__file__).with_name("training_text.toml")
FILMS = Path(__file__).with_name("lessons")
WITHOUT_RUN = "sin.acceso"  # had not written it when the result was signed
SILENT = "territorio"  # has not said yet what she thinks of it
FIRST, CARE = "SIIVBG-INICIAL", "ATENCION-ESPECIALIZADA"


def build(world: World, women: list[Survivor]) -> None:
    """Publish the courses; then editions with their people, and a centre's plan."""
    publish(world)
    day = chilean_day(world.at)
    _paths()
    _running(world, day)
    _over(world, day)
    _to_come(world, day)
    _plan(world, day)


def publish(world: World) -> None:
    """One writes the pages, another publishes them; the course last, with what it holds."""
    index = CourseIndexPage.objects.get()
    for written in tomllib.loads(TEXT.read_text(encoding="utf-8"))["courses"]:
        course = _course(written)
        index.add_child(instance=course)
        for module in written["modules"]:
            part = ModulePage(
                title=module["title"], summary=module["summary"], slug=_slug(course, module)
            )
            course.add_child(instance=part)
            _put(part)
            for lesson in module["lessons"]:
                _lesson(world, part, lesson)
        _put(course)


def _put(page: Any) -> None:
    writer, approver = (User.objects.get(username=name) for name in ("redaccion", "aprobacion"))
    page.save_revision(user=writer).publish(user=approver)


def _slug(above: Any, _written: Any) -> str:
    return f"parte-{above.get_children_count() + 1}"


def _course(written: dict[str, Any]) -> CoursePage:
    return CoursePage(
        code=written["code"], slug=written["code"], title=written["title"],
        summary=written["summary"], mode=written["mode"], hours=written["hours"],
        topics=written["topics"], levels=written["levels"], minimum_grade="4.0",
        minimum_attendance=written.get("attendance"), practice=written.get("practice", ""),
        example=True,
        body=[("paragraph", written["about"])],
    )  # fmt: skip


def _lesson(world: World, part: ModulePage, written: dict[str, Any]) -> None:
    numbers = ("draw", "attempts", "minutes", "pass_percent")
    page = LessonPage(
        title=written["title"], summary=written["summary"], slug=_slug(part, written),
        body=[("paragraph", text) for text in written["body"]], **_film(written),
        **{name: written[name] for name in numbers if name in written},
    )  # fmt: skip
    questions = [_question(world, one) for one in written.get("questions", [])]
    page.questions = LessonPage.questions.field.to_python(questions)
    part.add_child(instance=page)
    _put(page)


def _film(written: dict[str, Any]) -> dict[str, Any]:
    """A film of ours with its captions, kept as an editor would have uploaded them."""
    if "film" not in written:
        return {}
    kept = {}
    for field, end in (("video", ".mp4"), ("captions", ".vtt")):
        path = (FILMS / written["film"]).with_suffix(end)
        document = Document(title=f"{written['title']} ({end[1:]})")
        document.file.save(path.name, ContentFile(path.read_bytes()))
        kept[field] = document
    return kept | {"transcript": written["transcript"].strip()}


def _question(world: World, written: dict[str, Any]) -> dict[str, Any]:
    value = {name: one for name, one in written.items() if name != "type"}
    if "options" in value:
        value["options"] = [{"text": text, "right": right} for text, right in value["options"]]
    identifier = str(UUID(int=world.chance.getrandbits(128)))
    return {"type": written["type"], "id": identifier, "value": value}


def _paths() -> None:
    for level in Level:
        PathCourse.objects.create(level=level, course_code=FIRST, position=1)
        own = level in {Level.N5, Level.N6}
        if own or level == Level.N3:
            PathCourse.objects.create(level=level, course_code=CARE, position=2, mandatory=own)


def _staff(world: World, name: str, level: Level = Level.N6) -> Staff:
    operator = world.operators[name]
    place = Centre.objects.get(code="D-VALPO").pk if level in {Level.N5, Level.N6} else None
    return Staff(operator.pk, operator.user_id, str(operator), (Held(level, centre_id=place),))


def _moment(day: date, hour: int = 10) -> datetime:
    return datetime.combine(day, time(hour), CHILE)


def _announce(world: World, code: str, facts: editions.Facts, at: datetime) -> Edition:
    version = CourseVersion.objects.filter(code=code).latest("number")
    return editions.announce(
        version=version, facts=facts, teachers=[world.operators["abogada"]],
        by=_staff(world, "administracion", Level.N2), at=at,
    )  # fmt: skip


def _enter(world: World, edition: Edition, name: str, at: datetime) -> Enrolment:
    return enrolling.enter(
        edition=edition, operator=world.operators[name], at=at,
        by=_staff(world, "administracion", Level.N2),
    )  # fmt: skip


def _running(world: World, day: date) -> None:
    """The trainee is halfway; another has only begun; one asks for a place."""
    start = day - timedelta(days=12)
    facts = editions.Facts(
        mode="online", capacity=20, opens_on=start - timedelta(days=20),
        closes_on=day + timedelta(days=10), starts_on=start, ends_on=day + timedelta(days=30),
    )  # fmt: skip
    edition = _announce(world, FIRST, facts, _moment(start - timedelta(days=20)))
    halfway = _enter(world, edition, "aprendiz", _moment(start))
    lessons = list(outline.lessons(edition.version.outline))
    for number, lesson in enumerate(lessons[:2]):
        _take(halfway, lesson, _moment(start + timedelta(days=2 + number)), right=True)
    studying.open_lesson(enrolment=halfway, lesson=lessons[2]["key"])
    begun = _enter(world, edition, "vencida", _moment(start))
    _take(begun, lessons[0], _moment(day - timedelta(days=3)), right=True)
    _take(begun, lessons[1], _moment(day - timedelta(days=2)), right=False)
    # She was through with it in the training copy; the trainee has only begun there.
    steps = [one.check for one in all_of_them()["recibir"].steps]
    PracticeResult.objects.create(
        enrolment=begun, exercise="recibir", steps=steps, finished_at=_moment(day, 8)
    )
    enrolling.ask(edition=edition, by=_staff(world, "por.vencer"), at=_moment(day, 9))


def _take(place: Enrolment, lesson: dict[str, Any], at: datetime, *, right: bool) -> None:
    """Go through a lesson; answer its quiz rightly or not."""
    quiz = quiz_rules.quiz(lesson)
    if quiz is None:
        studying.finish_lesson(enrolment=place, lesson=lesson["key"], at=at)
        return
    attempt = studying.start(enrolment=place, lesson=lesson["key"], quiz=quiz, at=at)
    known = {one.id: one for one in quiz.bank}
    for drawn in attempt.drawn:
        question = known[drawn["id"]]
        given = list(question.right) if right else _wrong(question)
        studying.save_answer(attempt=attempt, question=question, given=given, quiz=quiz, at=at)
    studying.hand_in(attempt=attempt, at=at + timedelta(minutes=5))


def _wrong(question: Any) -> list[str]:
    """Give an answer that could be given and is not right."""
    tries = [["true"], ["false"], ["1"], ["0"], ["7"], list(reversed(question.right))]
    return next(one for one in tries if question.accepts(one) and not question.is_right(one))


def _over(world: World, day: date) -> None:
    """Over a month ago: most passed, one failed the quiz."""
    last = day - timedelta(days=35)
    start = last - timedelta(days=30)
    facts = editions.Facts(
        mode="mixed", capacity=12, opens_on=start - timedelta(days=30), closes_on=start,
        starts_on=start, ends_on=last, place="Sala de clases, Valparaíso",
        region=Region.objects.get(code="05"),
        resolution="Exenta 00-EJEMPLO",
    )  # fmt: skip
    edition = _announce(world, CARE, facts, _moment(start - timedelta(days=30)))
    names = ("profesional", "trabajo.social", "jefatura", "otro.centro", "sin.acceso", SILENT)
    places = {name: _enter(world, edition, name, _moment(start)) for name in names}
    failing = places["trabajo.social"]
    for lesson in outline.lessons(edition.version.outline):
        for place in places.values():
            right = place != failing or lesson["quiz"] is None
            _take(place, lesson, _moment(start + timedelta(days=10)), right=right)
    _classes(world, edition, places)
    _results(world, places, failing, _moment(last + timedelta(days=1)))


def _classes(world: World, edition: Edition, places: dict[str, Enrolment]) -> None:
    teacher, admin = _staff(world, "abogada"), _staff(world, "administracion", Level.N2)
    for number in (5, 12, 19, 26):
        day = edition.starts_on + timedelta(days=number)
        held = editions.add_day(
            edition=edition, day=day, subject=f"Clase {number // 7 + 1}", by=admin, at=_moment(day)
        )
        away = {places["otro.centro"].pk} if number == 12 else set()
        present = {one.pk for one in places.values()} - away
        teaching.take_attendance(day=held, present=present, by=teacher, at=_moment(day, 18))


def _results(world: World, places: dict[str, Enrolment], failing: Enrolment, at: datetime) -> None:
    grades = iter(((7, 6, 7), (5, 6, 6), (6, 7, 7), (6, 6, 5), (7, 7, 6)))
    known = {one.username: one.run for one in OPERATORS}
    for name, place in places.items():
        if known[name] and name != WITHOUT_RUN:
            holders.write_run(
                enrolment=place, run=Run.parse(known[name]), by=_staff(world, name), at=at
            )
        teaching.sign(enrolment=place, passed=place != failing, by=_staff(world, "abogada"), at=at)
        if name == SILENT:
            continue
        content, teacher, use = next(grades)
        opinions.give(
            enrolment=place, content=content, teaching=teacher, usefulness=use,
            by=_staff(world, name), at=at,
        )  # fmt: skip


def _to_come(world: World, day: date) -> None:
    start = day + timedelta(days=40)
    facts = editions.Facts(
        mode="mixed", capacity=15, opens_on=day - timedelta(days=2),
        closes_on=day + timedelta(days=30), starts_on=start, ends_on=start + timedelta(days=30),
        place="Sala de clases, Valparaíso",
    )  # fmt: skip
    _announce(world, CARE, facts, _moment(day - timedelta(days=2)))


LINES = (
    ("aprendiz", FIRST, "", 0, 16),
    ("trabajo.social", CARE, "", 1, 40),
    ("profesional", "", "Ensayo de un plan de seguridad con todo el equipo", 0, 3),
)


def _plan(world: World, day: date) -> None:
    head = _staff(world, "jefatura", Level.N5)
    for name, code, subject, later, hours in LINES:
        line = plans.Line(world.operators[name], min(12, day.month + later), hours, code, subject)
        centre = next(iter(head.heads))
        plans.plan(centre_id=centre, year=day.year, line=line, by=head, at=world.at)
