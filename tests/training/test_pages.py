"""Courses as pages: published by two, pinned by editions, light on the open site."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from wagtail.log_actions import LogContext
from wagtail.models import Page

from casework.access.certificate_models import RequiredCourse
from casework.access.context import acting
from portal.approval.rules import PublicationRefused
from portal.models import CoursePage, CourseVersion, LessonPage
from portal.training import catalogue, editions, publishing
from portal.training.edition_models import Edition
from portal.training.models import PathCourse
from tests import people
from tests.database import as_system
from tests.portal.editors import person, put_on_site
from tests.portal.test_budgets import BYTES, cost
from tests.portal.test_workplace import at_work

from . import courses
from .conftest import School
from .courses import NOON, facts

pytestmark = pytest.mark.django_db
MANY = 200


@pytest.fixture
def paged(school: School) -> CoursePage:
    """A course with pages, and an edition of it that runs with the trainee in it."""
    with as_system():
        course = courses.page("con-paginas")
        version = CourseVersion.objects.get(code="con-paginas")
        edition = editions.announce(
            version=version, facts=facts(), teachers=[school.teacher.operator],
            by=school.admin.staff, at=NOON,
        )  # fmt: skip
    school.place(edition=edition)
    return course


def test_a_course_edited_mid_edition_changes_nothing_for_its_people_and_says_so(
    school: School, paged: CoursePage
) -> None:
    with as_system():
        lesson = LessonPage.objects.descendant_of(paged).get(title="Leer")
        lesson.body = [("paragraph", "<p>Texto nuevo.</p>")]
        put_on_site(lesson)
        put_on_site(CoursePage.objects.get(pk=paged.pk))
    assert CourseVersion.objects.filter(code="con-paginas").count() == 2
    with acting(school.trainee.staff.context):
        place = school.trainee.operator.enrolments.get()
    trainee, teacher = (people.login(Client(), one) for one in (school.trainee, school.teacher))
    mine = f"/gestion/formacion/plazas/{place.pk}/leccion/{lesson.pk}/"
    html = trainee.get(mine).content.decode()
    assert "Texto de clase." in html and "Texto nuevo." not in html
    assert place.edition.version.number == 1
    told = teacher.get(f"/gestion/formacion/ediciones/{place.edition_id}/").content.decode()
    assert 'class="notice info"' in told and " 2." in told


@pytest.mark.parametrize("address", ["pages/{}/delete/", "bulk/wagtailcore/page/delete/?id={}"])
def test_a_course_or_a_lesson_that_a_running_edition_holds_is_not_deleted(
    paged: CoursePage, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    approver = at_work("Aprobación", monkeypatch)
    for page in (LessonPage.objects.descendant_of(paged).first(), paged):
        answer = approver.post(f"/cms/{address.format(page.pk)}", follow=True)
        assert page.title in "".join(str(one) for one in answer.context["messages"])
        assert type(page).objects.filter(pk=page.pk).exists()


def test_once_no_edition_runs_an_editor_deletes_it_and_its_version_stays(
    school: School, paged: CoursePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    with acting(school.admin.staff.context):
        held = Edition.objects.get(version__code="con-paginas")
        editions.cancel(edition=held, by=school.admin.staff, at=NOON)
    delete(at_work("Aprobación", monkeypatch), paged)
    assert not Page.objects.filter(slug__in=["con-paginas", "leer"]).exists()
    assert CourseVersion.objects.filter(code="con-paginas").exists()


def test_a_course_with_lessons_nobody_enrolled_in_is_deleted_by_who_may_publish(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    with as_system():
        course = courses.page("de-nadie")
        editions.announce(
            version=CourseVersion.objects.get(code="de-nadie"), facts=facts(),
            teachers=[school.teacher.operator], by=school.admin.staff, at=NOON,
        )  # fmt: skip
    writer, approver = (at_work(name, monkeypatch) for name in ("Redacción", "Aprobación"))
    for client, page in ((writer, course), (approver, course.get_parent())):
        delete(client, page)  # what is published, and the catalogue itself
        assert CoursePage.objects.filter(pk=course.pk).exists()
    said = "".join(str(one) for one in delete(approver, course).context["messages"])
    assert ": 1." in said  # the edition that is still announced
    assert not Page.objects.filter(path__startswith=course.path).exists()


@pytest.mark.parametrize("kind", [RequiredCourse, PathCourse])
def test_a_course_a_level_needs_is_archived_and_not_deleted(
    kind: type[RequiredCourse | PathCourse], monkeypatch: pytest.MonkeyPatch
) -> None:
    named = {"name": "Curso"} if kind is RequiredCourse else {}
    with as_system():
        course = courses.page("necesario")
        line = kind.objects.create(level="N6", course_code="necesario", **named)
    approver = at_work("Aprobación", monkeypatch)
    said = "".join(str(one) for one in delete(approver, course).context["messages"])
    assert "N6" in said and f"/cms/pages/{course.pk}/unpublish/" in said
    approver.post(f"/cms/pages/{course.pk}/unpublish/", {"include_descendants": "on"})
    course.refresh_from_db()
    assert not course.live
    with as_system():
        kind.objects.filter(pk=line.pk).update(
            valid_from=date(2020, 1, 1), valid_to=date(2020, 1, 2)
        )
    delete(approver, course)
    assert not CoursePage.objects.filter(pk=course.pk).exists()


def delete(client: Client, page: Page) -> Any:
    """What an editor is answered who confirms it."""
    return client.post(f"/cms/pages/{page.pk}/delete/", follow=True)


def test_who_wrote_a_course_does_not_publish_it() -> None:
    with as_system():
        course = courses.page("de-una-sola")
        course.summary = "Otra frase."
        alone = person("sola")  # with every right that who publishes has
        with pytest.raises(PublicationRefused), LogContext(user=alone):
            course.save_revision(user=alone).publish(user=alone)
        assert CourseVersion.objects.filter(code="de-una-sola").count() == 1
        put_on_site(CoursePage.objects.get(pk=course.pk))
        again = CourseVersion.objects.filter(code="de-una-sola").latest("number")
    assert again.author_id != again.approved_by_id


def test_who_wrote_every_lesson_does_not_put_them_into_the_course() -> None:
    with as_system():
        course = courses.page("de-dos")
        lesson = LessonPage.objects.descendant_of(course).get(title="Leer")
        lesson.body = [("paragraph", "<p>Texto nuevo.</p>")]
        put_on_site(lesson)
        wrote, other = person("nora"), person("elsa")
        with pytest.raises(PublicationRefused), LogContext(user=wrote):
            course.save_revision(user=wrote).publish(user=wrote)
        course.save_revision(user=wrote).publish(user=other)
    assert CourseVersion.objects.filter(code="de-dos").count() == 2


def test_a_course_without_lessons_is_not_published() -> None:
    with as_system():
        course = CoursePage(
            code="vacio", slug="vacio", title="Curso vacío", summary="Una.", example=True
        )
        courses.CourseIndexPage.objects.get().add_child(instance=course)
        draft = course.save_revision(user=User.objects.create_user("quien"))
        assert publishing.problems(course, draft, None)


def test_the_catalogue_stays_light_with_many_courses(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = courses.version("curso-000")
    rows = [first, *(_copy(first, number) for number in range(1, MANY))]
    monkeypatch.setattr(catalogue, "on_site", lambda: rows)
    weight, _requests = cost(client, "/formacion/")
    assert weight <= BYTES, weight
    assert "curso-199" in client.get("/formacion/?pagina=5").content.decode()


def _copy(first: CourseVersion, number: int) -> CourseVersion:
    words = first.words | {"summary": "x" * 200}
    return CourseVersion(
        code=f"curso-{number:03}", number=1, title=f"{'Un título largo ' * 4}{number:03}",
        body_name="Servicio", topics=list("abcdefg"), hours=8, words=words, outline=[],
        page_id=first.page_id + number, published_at=NOON, author=first.author,
        approved_by=first.approved_by,
    )  # fmt: skip
