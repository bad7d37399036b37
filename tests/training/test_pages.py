"""Courses as pages: published by two, pinned by editions, light on the open site."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from wagtail.log_actions import LogContext

from casework.access.context import acting
from portal.approval.rules import PublicationRefused
from portal.models import CoursePage, CourseVersion, LessonPage
from portal.training import catalogue, editions, publishing
from portal.training.edition_models import Edition
from tests import people
from tests.database import as_system
from tests.portal.editors import put_on_site
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
    over_all = above_all(monkeypatch)  # editors delete nothing that has pages below it
    for page in (LessonPage.objects.descendant_of(paged).first(), paged):
        answer = over_all.post(f"/cms/{address.format(page.pk)}", follow=True)
        assert page.title in "".join(str(one) for one in answer.context["messages"])
        assert type(page).objects.filter(pk=page.pk).exists()


def test_once_no_edition_runs_it_is_deleted_and_its_version_stays(
    school: School, paged: CoursePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    with acting(school.admin.staff.context):
        held = Edition.objects.get(version__code="con-paginas")
        editions.cancel(edition=held, by=school.admin.staff, at=NOON)
    above_all(monkeypatch).post(f"/cms/pages/{paged.pk}/delete/", follow=True)
    assert not CoursePage.objects.filter(pk=paged.pk).exists()
    assert CourseVersion.objects.filter(code="con-paginas").exists()


def above_all(monkeypatch: pytest.MonkeyPatch) -> Client:
    """Somebody who may do everything at the editors' workplace, already inside."""
    client = at_work("Aprobación", monkeypatch)
    User.objects.filter(username="persona-Aprobación").update(is_superuser=True)
    return client


def test_who_wrote_a_course_does_not_publish_it() -> None:
    with as_system():
        course = courses.page("de-una-sola")
        course.summary = "Otra frase."
        alone = User.objects.create_user("sola")
        with pytest.raises(PublicationRefused), LogContext(user=alone):
            course.save_revision(user=alone).publish(user=alone)
        assert CourseVersion.objects.filter(code="de-una-sola").count() == 1
        put_on_site(CoursePage.objects.get(pk=course.pk))
        again = CourseVersion.objects.filter(code="de-una-sola").latest("number")
    assert again.author_id != again.approved_by_id


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
