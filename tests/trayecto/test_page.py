"""One timeline over every centre and twenty years: found, filtered, and never more than its due."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from casework.access.context import acting
from casework.survivors import timeline
from casework.survivors.timeline_filters import Filters
from casework.survivors.timeline_models import TrajectoryEvent
from casework.survivors.timeline_queries import lines_of
from tests import people, women
from tests.database import as_system

from .counting import counted
from .lives import lines
from .reading import granted

pytestmark = pytest.mark.django_db
Kind = TrajectoryEvent.Kind


@pytest.fixture
def inside(client, worker):
    return people.login(client, worker)


def shown(answer):
    return [line for year in answer.context["years"] for month in year.months
            for line in month.lines]  # fmt: skip


def test_it_reads_newest_first_by_year_and_month(inside, life, page):
    answer = inside.get(page)
    found = shown(answer)
    assert [line.at for line in found] == sorted((line.at for line in found), reverse=True)
    assert len(found) == 50
    assert answer.context["years"][0].number == timezone.localtime().year
    assert all(month.first.year == year.number for year in answer.context["years"]
               for month in year.months)  # fmt: skip


def test_every_year_is_one_press_away(inside, life, page):
    marks = inside.get(page).context["marks"]
    assert len(marks) >= 20
    assert sum(mark.count for mark in marks) == 500
    html = inside.get(f"{page}?pagina={marks[-1].page}").content.decode()
    assert f'id="y-{marks[-1].year}"' in html


def test_five_hundred_lines_cost_what_five_do(inside, worker, her, life, page):
    inside.get(page)
    with counted() as many:
        inside.get(page)
    with as_system():
        TrajectoryEvent.objects.filter(pk__in=[line.pk for line in life[5:]]).delete()
    with counted() as few:
        inside.get(page)
    assert len(many) == len(few) <= 12


def test_the_page_of_lines_is_read_by_its_index(her, life, worker, elsewhere):
    other = women.registered(worker, run=None)
    with as_system():
        lines(other, 4000, until=timezone.now(), centres=[worker.centre], authors=[worker.id])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE casework_trajectoryevent")
    with acting(worker.staff.context):
        plan = lines_of(her, by=worker.staff)[:50].explain()
    assert "trajectory_in_order" in plan


@pytest.mark.parametrize("kind", [Kind.EPISODE, Kind.RISK, Kind.TASK])
def test_a_kind_is_filtered_by_its_code(inside, life, page, kind):
    answer = inside.get(page, {"tipo": kind.value})
    assert {line.kind for line in shown(answer)} == {str(kind.label)}
    assert sum(mark.count for mark in answer.context["marks"]) == len(
        [line for line in life if line.kind == kind]
    )


def test_only_mine_is_what_i_wrote(inside, life, page, worker):
    answer = inside.get(page, {"mias": "1"})
    assert answer.context["found"].paginator.count == 250


def test_a_period_looks_back_from_now(inside, life, page):
    since = timezone.now() - timedelta(days=366)
    assert all(line.at > since for line in shown(inside.get(page, {"periodo": "1a"})))


def test_codes_nobody_knows_ask_for_nothing():
    asked = {"tipo": "'; drop", "centro": "9" * 40, "periodo": "siempre", "pagina": "-1"}
    assert Filters.of(asked) == Filters()


def test_a_page_that_is_not_there_gives_the_last(inside, life, page):
    assert inside.get(page, {"pagina": "9999"}).context["found"].number == 10
    assert inside.get(page, {"pagina": "x"}).context["found"].number == 1


def test_a_secret_centre_has_no_name_and_its_number_answers_nothing(
    inside, life, page, shelter, elsewhere
):
    everything = "".join(
        inside.get(page, {"pagina": number}).content.decode() for number in range(1, 11)
    )
    assert shelter.name not in everything
    assert shown(inside.get(page, {"centro": str(shelter.pk)})) == []
    assert shown(inside.get(page, {"centro": "reservado"}))
    assert len(shown(inside.get(page, {"centro": str(elsewhere.centre.pk)}))) == 50


def test_colleagues_have_a_name_and_other_centres_a_role(inside, life, page, worker, elsewhere):
    for line in shown(inside.get(page)):
        here = line.where == worker.centre.name
        assert (line.who in {"Ana Propia", "Olga Ajena"}) == here
        assert line.by_whom.count(line.where) == 1


def test_what_is_behind_a_line_opens_in_its_centre_or_when_it_follows_her(
    life, page, worker, elsewhere
):
    timeline.add_address("demo", lambda _her, one: f"/detalle/{one}/")
    try:
        for someone in (worker, elsewhere):
            inside = people.login(Client(), someone)
            for line in shown(inside.get(page)):
                assert bool(line.url) == (line.where == someone.centre.name)
        timeline.add_address("demo", lambda _her, one: f"/detalle/{one}/", follows=True)
        assert all(line.url for line in shown(people.login(Client(), worker).get(page)))
    finally:
        timeline._addresses.pop("demo")
        timeline._following.discard("demo")


def test_the_other_region_sees_the_whole_of_it_from_the_first_day(life, page, elsewhere):
    inside = people.login(Client(), elsewhere)
    assert inside.get(page).context["found"].paginator.count >= 500


def test_who_does_not_attend_her_finds_nothing(life, page):
    inside = people.login(Client(), people.head_of_centre("otra"))
    assert inside.get(page).status_code == 200
    with as_system():
        stranger = people.assigned(
            people.person("lejana"), people.Level.N6, centre=people.centre("CLM-ARICA", "15101")
        )
    assert people.login(Client(), stranger).get(page).status_code == 404


def test_what_was_withdrawn_is_not_read(inside, life, page, her, worker):
    with acting(worker.staff.context):
        one = life[-1]
        timeline.withdraw(her, target=(one.target_kind, one.target_id), at=timezone.now())
    assert inside.get(page).context["found"].paginator.count == 499


def test_an_empty_trayecto_says_what_will_come(inside, her, page):
    with as_system():
        TrajectoryEvent.objects.all().delete()
    answer = inside.get(page)
    assert answer.status_code == 200
    assert shown(answer) == []


def test_nobody_reads_the_list_of_readers_without_attending_her(inside, her, page):
    answer = inside.get(f"{page}lecturas/")
    assert answer.context["ledger"]


def test_a_grant_reads_all_of_it_opens_it_and_prints_nothing(her, worker, page):
    timeline.add_address("attention", lambda _her, one: f"/detalle/{one}/")
    try:
        reader = granted(her, worker)
        opened = [line.url for line in shown(reader.get(page)) if "/detalle/" in line.url]
        assert opened
    finally:
        timeline._addresses.pop("attention")
    for closed in ("lecturas/", "imprimir/"):
        assert reader.get(f"{page}{closed}").status_code == 403
