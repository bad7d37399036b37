"""Lessons as a trainee meets them: a film that may not play, and another device to go on with."""

from collections.abc import Iterator

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from wagtail.documents.models import Document

from casework.access.context import acting
from portal.training import studying
from portal.training.people_models import Enrolment
from portal.training.streaming import bounds
from tests import people
from tests.database import as_system

from . import courses
from .conftest import School
from .test_study import quiz_of

FILM = bytes(range(200))


@pytest.fixture
def film(school: School, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Client, str, str]]:
    """A trainee, the page of a lesson with a film, and the film's address."""
    with as_system():
        kept = Document(title="Película")
        kept.file.save("clase.mp4", ContentFile(FILM))
        other = Document(title="De otra parte")
        other.file.save("otra.mp4", ContentFile(FILM))
    more = {"video": str(kept.pk), "transcript": "Todo lo que se dice."}
    plain = courses._taught
    monkeypatch.setattr(courses, "_taught", lambda *given: plain(*given) | more)
    edition = courses.edition(school.teacher, school.admin, of="con-pelicula")
    place = school.place(edition=edition)
    files = f"/gestion/formacion/plazas/{place.pk}/archivo/"
    client = people.login(Client(), school.trainee)
    assert client.get(f"{files}{other.pk}/").status_code == 404  # of no lesson of hers
    yield client, f"/gestion/formacion/plazas/{place.pk}/leccion/leer/", f"{files}{kept.pk}/"
    with as_system():
        kept.file.delete(save=False)
        other.file.delete(save=False)


def test_the_transcript_is_there_whether_the_film_plays_or_not(
    film: tuple[Client, str, str],
) -> None:
    client, lesson, address = film
    html = client.get(lesson).content.decode()
    assert "Todo lo que se dice." in html
    assert f'<a href="{address}">' in html  # without a player it can be taken home


def test_a_telephone_seeks_in_the_film(film: tuple[Client, str, str]) -> None:
    client, _lesson, address = film
    for asked, said, body in (
        ("bytes=0-1", "bytes 0-1/200", FILM[:2]),
        ("bytes=150-", "bytes 150-199/200", FILM[150:]),
        ("bytes=100-9999", "bytes 100-199/200", FILM[100:]),
        ("bytes=-10", "bytes 190-199/200", FILM[-10:]),
    ):
        answer = client.get(address, headers={"Range": asked})
        assert (answer.status_code, answer["Content-Range"]) == (206, said)
        assert b"".join(answer) == body  # type: ignore[arg-type]
        assert answer["Content-Length"] == str(len(body))
        assert answer["Content-Type"] == "video/mp4"


def test_a_part_there_is_not_is_said_and_nonsense_gets_the_whole_film(
    film: tuple[Client, str, str],
) -> None:
    client, _lesson, address = film
    beyond = client.get(address, headers={"Range": "bytes=200-"})
    assert (beyond.status_code, beyond["Content-Range"]) == (416, "bytes */200")
    for asked in ("", "bytes=-", "bytes=0-1,5-6", "lines=1-2", "bytes=a-b"):
        whole = client.get(address, headers={"Range": asked})
        assert (whole.status_code, whole["Accept-Ranges"]) == (200, "bytes")
        assert b"".join(whole) == FILM  # type: ignore[arg-type]


@given(st.integers(1, 500), st.integers(0, 600), st.integers(0, 600))
def test_a_part_is_within_the_film_or_there_is_none(size: int, first: int, last: int) -> None:
    for asked in ((str(first), ""), (str(first), str(last)), ("", str(last))):
        begin, end = bounds(*asked, size)
        assert begin > end or 0 <= begin <= end < size


def test_she_goes_on_with_another_device(school: School) -> None:
    place = school.place()
    key, quiz = quiz_of(place)
    office, home = (people.login(Client(), school.trainee) for _ in range(2))
    base = f"/gestion/formacion/plazas/{place.pk}/"
    office.get(f"{base}leccion/{key}/")
    assert f'class="button primary" href="{base}leccion/{key}/"' in _html(home, base)
    begun = office.post(f"{base}leccion/{key}/prueba/")
    first = begun["Location"]
    answers = _answer(place, first)
    assert office.post(first, answers).status_code == 302
    again = home.post(f"{base}leccion/{key}/prueba/")
    assert again["Location"] == first  # the same attempt, not another one
    html = _html(home, first)
    assert "✓" in html and ("checked" in html or "selected" in html or 'value="5,0"' in html)
    assert quiz.size == 4


def _html(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def _answer(place: Enrolment, address: str) -> dict[str, str]:
    """Answer the first question of an attempt rightly, as its form would send it."""
    _key, quiz = quiz_of(place)
    with as_system():
        attempt = place.attempts.get()
    asked = {one.id: one for one in quiz.bank}[attempt.drawn[0]["id"]]
    right = courses.RIGHT[asked.kind]
    if asked.kind == "order":
        return {f"place-{one}": str(number) for number, one in enumerate(right, start=1)}
    return {"answer": right[0]}


def test_a_quiz_goes_on_though_the_lesson_was_left(school: School) -> None:
    place = school.place()
    key, quiz = quiz_of(place)
    with acting(school.trainee.staff.context):
        studying.start(enrolment=place, lesson=key, quiz=quiz, at=courses.timezone.now())
    client = people.login(Client(), school.trainee)
    html = _html(client, f"/gestion/formacion/plazas/{place.pk}/leccion/{key}/")
    assert "/gestion/formacion/pruebas/" in html
