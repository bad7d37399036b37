"""The worker's screens: quick to fill, kind when something cannot be, quiet in what they print."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from casework.access.context import acting
from casework.episodes.aggressor_models import Aggressor, AggressorLink
from casework.episodes.models import Episode, EpisodeRevision
from casework.survivors.actions import add_related
from casework.survivors.models import RelatedPerson
from casework.survivors.timeline_models import TrajectoryEvent
from tests import people
from tests.database import as_system
from tests.episodes.conftest import HIS_NAME, address, name, tell

pytestmark = pytest.mark.django_db
QUICK = {
    "precision": "day", "day": "2025-03-08", "kinds": ["FISICA", "PSICOLOGICA"], "who": "unknown",
    "injuries": "minor", "children_present": "yes", "weapons": ["NINGUNA"],
}  # fmt: skip


def test_six_answers_are_enough_and_the_trayecto_tells_it(desk, her):
    answer = desk.post(address(her, "nuevo/"), QUICK)
    assert answer.status_code == 302
    page = desk.get(answer["Location"]).content.decode()
    assert "Psicológica" in page
    with as_system():
        one = Episode.objects.get()
        line = TrajectoryEvent.objects.get(target_id=one.pk)
    assert (one.starts_on, one.ends_on, one.injuries) == (date(2025, 3, 8),) * 2 + ("minor",)
    assert line.detail["forms"] == "FISICA,PSICOLOGICA"
    assert line.detail["children"] is True
    assert line.detail["severity"] == one.severity > 0


def errors(answer):
    assert answer.status_code == 422
    return set(answer.context["form"].errors)


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"day": ""}, {"day"}),
        ({"day": (timezone.localdate() + timedelta(days=2)).isoformat()}, {"day"}),
        ({"day": "2025-02-31"}, {"day"}),
        ({"day": "1985-01-01"}, {"day"}),  # she was born in 1990
        ({"precision": "period", "until": "2025-03-01"}, {"until"}),
        ({"precision": "period"}, {"until"}),
        ({"precision": "month", "month": "13", "year": "2024"}, {"month"}),
        ({"precision": "month", "month": "12", "year": ""}, {"month"}),
        ({"precision": "year", "year": "2099"}, {"year"}),
        ({"kinds": []}, {"kinds"}),
        ({"who": "new"}, {"new_name", "new_relation"}),
        ({"who": "a:019aa000-0000-7000-8000-00000000dead"}, {"who"}),
        ({"weapons": ["NINGUNA", "OBJETO"]}, {"weapons"}),
        ({"complaint": "yes", "complaint_on": "2025-03-01"}, {"complaint_on"}),
    ],
)
def test_what_cannot_be_is_said_kindly_and_nothing_typed_is_lost(desk, her, change, wrong):
    answer = desk.post(address(her, "nuevo/"), {**QUICK, "observation": "gatocanario", **change})
    assert errors(answer) == wrong
    assert "gatocanario" in answer.content.decode()
    with as_system():
        assert not Episode.objects.exists()


@pytest.mark.parametrize(
    ("said", "span"),
    [
        ({"precision": "month", "month": "2", "year": "2024"}, ("2024-02-01", "2024-02-29")),
        ({"precision": "year", "year": "2019"}, ("2019-01-01", "2019-12-31")),
        # Only a year beside the usual way of saying when: it is a year.
        ({"day": "", "year": "2019"}, ("2019-01-01", "2019-12-31")),
        ({"precision": "period", "until": "2025-04-01"}, ("2025-03-08", "2025-04-01")),
        ({"precision": "unknown"}, (None, None)),
    ],
)
def test_she_may_remember_little(desk, her, said, span):
    assert desk.post(address(her, "nuevo/"), {**QUICK, **said}).status_code == 302
    with as_system():
        one = Episode.objects.get()
    assert (one.starts_on and str(one.starts_on), one.ends_on and str(one.ends_on)) == span
    assert desk.get(address(her)).status_code == 200


def test_whoever_is_known_is_offered_and_never_asked_again(desk, paula, her):
    him = name(paula, her)
    with acting(paula.staff.context):
        close = add_related(survivor=her, relation="former_partner", is_aggressor=True,
                            name="Ramiro", by=paula.staff, at=timezone.now())  # fmt: skip
    page = desk.get(address(her, "nuevo/")).content.decode()
    assert f'value="a:{him.pk}"' in page
    assert f'value="r:{close.pk}"' in page
    assert f'<option value="{her.comuna_id}" selected' in page
    desk.post(address(her, "nuevo/"), {**QUICK, "who": f"a:{him.pk}"})
    desk.post(address(her, "nuevo/"), {**QUICK, "who": f"r:{close.pk}"})
    with as_system():
        assert Episode.objects.filter(aggressor=him, relation="EX_CONVIVIENTE").count() == 1
        assert AggressorLink.objects.get(related=close).relation == "OTRA_INTIMA"
    # He has his own row now, and is offered once.
    assert f'value="r:{close.pk}"' not in desk.get(address(her, "nuevo/")).content.decode()


def test_somebody_new_is_named_on_the_way(desk, her):
    told = {**QUICK, "who": "new", "new_name": "el Tito", "new_relation": "VECINO"}
    desk.post(address(her, "nuevo/"), told)
    with as_system():
        assert Episode.objects.get().aggressor_id == Aggressor.objects.get().pk


def test_a_correction_keeps_what_was_said(desk, paula, her):
    one = tell(paula, her, observation="antescanaria")
    answer = desk.post(
        address(her, f"{one.pk}/corregir/"), {**QUICK, "observation": "ahora", "day": "2025-03-09"}
    )
    assert answer.status_code == 302
    page = desk.get(address(her, f"{one.pk}/")).content.decode()
    assert "antescanaria" in page
    assert "ahora" in page
    with as_system():
        row = EpisodeRevision.objects.values("values").get()
        assert b"antescanaria" not in bytes(row["values"])
        assert TrajectoryEvent.objects.filter(target_id=one.pk).count() == 1


def test_a_slip_is_undone_step_by_step_by_who_made_it(desk, paula, her):
    one = tell(paula, her, observation="primero")
    desk.post(address(her, f"{one.pk}/corregir/"), {**QUICK, "observation": "segundo"})
    undo = address(her, f"{one.pk}/deshacer/")
    assert desk.post(undo)["Location"] == address(her, f"{one.pk}/")
    with as_system(), acting(paula.staff.context):
        held = Episode.objects.get(pk=one.pk)
        assert (held.observation, held.withdrawn_at) == ("primero", None)
    assert desk.post(undo)["Location"] == address(her)
    assert desk.get(address(her, f"{one.pk}/")).status_code == 404
    with as_system():
        assert TrajectoryEvent.objects.get(target_id=one.pk).withdrawn_at is not None


def test_nobody_else_undoes_it_nor_anybody_later(desk, paula, her):
    late = tell(paula, her, at=timezone.now() - timedelta(minutes=16))
    mine = tell(paula, her)
    colleague = people.login(Client(), people.head_of_centre())
    assert colleague.post(address(her, f"{mine.pk}/deshacer/")).status_code == 302
    desk.post(address(her, f"{late.pk}/deshacer/"))
    with as_system():
        assert Episode.objects.filter(withdrawn_at=None).count() == 2


def test_the_list_is_narrowed_and_drawn_and_told_in_a_table(desk, paula, her):
    tell(paula, her)
    tell(paula, her, starts_on=date(2019, 5, 1), forms=["SEXUAL"], injuries="hospital")
    page = desk.get(address(her)).content.decode()
    assert page.count('<circle class="dot') == 2
    assert page.count("<tr") == 3
    narrowed = desk.get(address(her), {"form": "SEXUAL"}).content.decode()
    assert narrowed.count("<tr") == 2
    assert desk.get(address(her), {"since": "x", "who": "nadie"}).status_code == 200


def test_another_centre_that_attends_her_reads_the_episode_and_the_name(paula, olga, her):
    from casework.survivors.actions import open_attention

    name(paula, her)
    one = tell(paula, her)
    there = people.login(Client(), olga)
    assert there.get(address(her)).status_code == 404
    with acting(olga.staff.context):
        open_attention(survivor_id=her.pk, centre_id=olga.centre.pk, purpose="attention",
                       by=olga.staff, at=timezone.now())  # fmt: skip
    assert there.get(address(her, f"{one.pk}/")).status_code == 200
    assert HIS_NAME in there.get(address(her)).content.decode()


def test_titles_and_addresses_say_nothing(desk, paula, her):
    him = name(paula, her)
    for rest in ("", "nuevo/", f"agresores/{him.pk}/", "agresores/nuevo/"):
        page = desk.get(address(her, rest)).content.decode()
        title = page.split("<title>")[1].split("</title>")[0].lower()
        assert "violen" not in title
        assert "agres" not in title
        assert "canario" not in title


@pytest.mark.parametrize("many", [1, 40])
def test_a_page_costs_the_same_whatever_its_length(desk, paula, her, many):
    him = name(paula, her)
    for day in range(many):
        one = tell(paula, her, starts_on=date(2024, 1, 1) + timedelta(days=day),
                   aggressor_id=him.pk)  # fmt: skip
    for rest in ("", f"{one.pk}/", f"agresores/{him.pk}/"):
        desk.get(address(her, rest))  # lists are read once
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(address(her, rest)).status_code == 200
        once = ("SAVEPOINT", "'anonymous'", "siivbg_audit_partition")  # of the tests, of a month
        told = [query["sql"] for query in asked if not any(one in query["sql"] for one in once)]
        assert len(told) <= 12, "\n".join(sql[:160] for sql in told)


def test_an_aggressor_that_is_somebody_close_never_signs_from_then_on(desk, paula, her):
    with acting(paula.staff.context):
        close = add_related(survivor=her, relation="former_partner", by=paula.staff,
                            at=timezone.now())  # fmt: skip
    answer = desk.post(
        address(her, "agresores/nuevo/"),
        {"name": "Ramiro", "relation": "EX_CONYUGE", "related": str(close.pk),
         "told_by": "herself", "standing": "declared"},
    )  # fmt: skip
    assert answer.status_code == 302
    with as_system():
        assert RelatedPerson.objects.get(pk=close.pk).is_aggressor


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"run": "44.444.444-4"}, {"run"}),  # her own
        ({"run": "12.345.678-9"}, {"run"}),
        ({"name": ""}, {"name"}),
        ({"since": "2024-01-01", "until": "2023-01-01"}, {"until"}),
        ({"since": "2099-01-01"}, {"since"}),
        ({"birth_year": "2098"}, {"birth_year"}),
        ({"told_by": "institution"}, {"institution"}),
        ({"document_type": "passport", "document_value": "X1"}, {"document_country"}),
    ],
)
def test_an_impossible_aggressor_is_explained(desk, her, change, wrong):
    data = {"name": "Él", "relation": "EX_CONYUGE", "told_by": "herself", "standing": "declared"}
    assert errors(desk.post(address(her, "agresores/nuevo/"), {**data, **change})) == wrong


def test_a_relation_that_changed_stays_in_the_history(desk, paula, her):
    him = name(paula, her)
    desk.post(
        address(her, f"agresores/{him.pk}/corregir/"),
        {"name": HIS_NAME, "relation": "CONYUGE", "current": "yes", "told_by": "herself",
         "standing": "declared", "run": "12.345.678-5"},
    )  # fmt: skip
    with as_system():
        links = list(AggressorLink.objects.filter(aggressor=him).order_by("id"))
    assert [link.relation for link in links] == ["EX_CONVIVIENTE", "CONYUGE"]
    assert [link.ended_at is None for link in links] == [False, True]
