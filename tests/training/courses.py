"""A course as the tests need it: two modules, three lessons, one with a bank of questions."""

import json
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.utils import timezone

from casework.territory.validity import CHILE
from portal.models import CourseIndexPage, CoursePage, CourseVersion, LessonPage, ModulePage
from portal.training import editions, outline
from portal.training.edition_models import Edition
from tests.database import as_system
from tests.people import Person
from tests.portal.editors import put_on_site

TODAY = timezone.localdate()
NOON = datetime.combine(TODAY, time(12), CHILE)


def bank(count: int = 4) -> list[dict[str, Any]]:
    """Questions of every kind; the right answers are in `RIGHT`, by position in the bank."""
    written = [
        ("one", {"options": [{"text": "Sí", "right": True}, {"text": "No", "right": False}]}),
        ("true_false", {"true": True}),
        ("number", {"number": "5"}),
        ("order", {"items": ["uno", "dos", "tres"]}),
    ][:count]
    return [
        {"type": kind, "id": str(uuid4()),
         "value": {"text": f"Pregunta {place}", "explanation": "Por esto.", "topic": "a", **more}}
        for place, (kind, more) in enumerate(written)
    ]  # fmt: skip


NO_PAGE = 900_000  # pages of courses that have none
TESTED = {"attempts": 2, "minutes": 30, "pass_percent": 60}
RIGHT = {"one": ["0"], "true_false": ["true"], "number": ["5,0"], "order": ["0", "1", "2"]}
WRONG = {"one": ["1"], "true_false": ["false"], "number": ["6"], "order": ["2", "1", "0"]}


def page(code: str = "curso-prueba", **more: Any) -> CoursePage:
    """A course on the site, its version kept."""
    fields = {
        "title": f"Curso {code}", "summary": "Una frase.", "topics": ["a", "c"], "hours": 8,
        "minimum_grade": "4.0", "example": True, **more,
    }  # fmt: skip
    course = CoursePage(code=code, slug=code, **fields)
    CourseIndexPage.objects.get().add_child(instance=course)
    first, second = module(course, "Primero"), module(course, "Segundo")
    lesson(first, "Leer")
    lesson(first, "Probar", questions=bank(), **TESTED)
    lesson(second, "Cerrar")
    put_on_site(course)
    course.refresh_from_db()
    return course


def module(course: CoursePage, title: str) -> ModulePage:
    """A module on the site."""
    made = ModulePage(title=title, slug=title.lower(), summary="Un módulo.")
    course.add_child(instance=made)
    put_on_site(made)
    return made


def lesson(above: ModulePage, title: str, **more: Any) -> LessonPage:
    """A lesson on the site."""
    fields = {"summary": "Una lección.", "body": [("paragraph", "<p>Texto de clase.</p>")], **more}
    questions = fields.pop("questions", [])
    made = LessonPage(title=title, slug=title.lower(), **fields)
    if questions:
        made.questions = LessonPage.questions.field.to_python(questions)  # type: ignore[attr-defined]
    above.add_child(instance=made)
    put_on_site(made)
    return made


def version(code: str = "curso-prueba") -> CourseVersion:
    """The newest version of a course; when there is none one is made, without its pages."""
    with as_system():
        found = CourseVersion.objects.filter(code=code).order_by("-number").first()
        return found or _without_pages(code)


def _without_pages(code: str) -> CourseVersion:
    """What `page` would keep: pages cost two seconds, and few tests need them."""
    writer, approver = (_user(name) for name in ("escribe.cursos", "publica.cursos"))
    words = dict.fromkeys(outline.FIELDS, "") | {"title": f"Curso {code}", "summary": "Una frase."}
    first = [_taught("leer", "Leer"), _taught("probar", "Probar", TESTED)]
    parts = [("Primero", first), ("Segundo", [_taught("cerrar", "Cerrar")])]
    made: CourseVersion = CourseVersion.objects.create(
        code=code, number=1, title=words["title"], body_name="Servicio", topics=["a", "c"],
        hours=8, minimum_grade="4.0", example=True, words=words, published_at=NOON,
        page_id=NO_PAGE + CourseVersion.objects.count(), author=writer, approved_by=approver,
        outline=[
            {"key": title, "title": title, "summary": "", "lessons": lessons}
            for title, lessons in parts
        ],
    )  # fmt: skip
    return made


def _taught(key: str, title: str, quiz: dict[str, Any] | None = None) -> dict[str, Any]:
    body = [{"type": "paragraph", "value": "<p>Texto de clase.</p>", "id": str(uuid4())}]
    words = dict.fromkeys(outline.LESSON_FIELDS, "") | {"title": title, "summary": "Una lección."}
    asked = {"questions": bank(), "draw": 0} | quiz if quiz else None
    return words | {"key": key, "body": json.dumps(body), "quiz": asked}


def _user(name: str) -> Any:
    return get_user_model().objects.get_or_create(username=name)[0]


def facts(**more: Any) -> editions.Facts:
    """When and where: running today, with two places, at a distance."""
    return editions.Facts(
        **{
            "mode": "online", "capacity": 2, "opens_on": TODAY - timedelta(days=10),
            "closes_on": TODAY + timedelta(days=5), "starts_on": TODAY - timedelta(days=5),
            "ends_on": TODAY + timedelta(days=20), **more,
        }
    )  # fmt: skip


def over() -> editions.Facts:
    """An edition that ended yesterday."""
    return facts(closes_on=TODAY - timedelta(days=2), ends_on=TODAY - timedelta(days=1))


def edition(
    teacher: Person, admin: Person, *, of: str = "curso-prueba", when: editions.Facts | None = None
) -> Edition:
    """An edition taught by somebody."""
    held = version(of)
    with as_system():
        return editions.announce(
            version=held, facts=when or facts(), teachers=[teacher.operator], by=admin.staff,
            at=NOON,
        )  # fmt: skip


def keys(of: Edition) -> list[str]:
    """The keys of its lessons."""
    return [one["key"] for module in of.version.outline for one in module["lessons"]]


LAST = date(2026, 12, 31)
