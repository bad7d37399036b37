"""The tab "Riesgo" as a worker meets it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.access.context import acting
from casework.risk.models import RiskResult
from casework.survivors import timeline
from casework.survivors.levels import Level
from tests import people
from tests.database import as_system
from tests.trayecto.counting import counted
from tests.trayecto.reading import granted

from .conftest import WHY

pytestmark = pytest.mark.django_db


@pytest.fixture
def inside(client, worker):
    return people.login(client, worker)


def address(her, name="history", *more):
    return reverse(f"risk:{name}", args=[her.pk, *more])


def filled(**more):
    now = timezone.localtime() - timedelta(minutes=2)
    return {"band": "ALTO", "instrument": "JUICIO", "on": now.strftime("%Y-%m-%d"),
            "hour": now.strftime("%H:%M"), "reason": WHY, **more}  # fmt: skip


def test_a_result_is_recorded_and_drawn(inside, her):
    answer = inside.post(address(her, "record"), filled(), follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain[0][0] == address(her)
    assert "<svg" in page
    assert "style=" not in page.split("<main")[1]
    assert WHY in page


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"instrument": "PUIR"}, "institution"),
        ({"on": "2099-01-01"}, "on"),
        ({"band": "VITAL_ALTO"}, "band"),
        ({"band": "EXTREMO"}, "band"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(inside, her, wrong, field):
    answer = inside.post(address(her, "record"), filled(reference="Parte 88", **wrong))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "Parte 88" in answer.content.decode()


def test_without_an_hour_the_clock_starts_with_the_day(inside, her):
    inside.post(address(her, "record"), filled(band="VITAL", hour=""))
    with as_system():
        kept = RiskResult.objects.get()
    assert timezone.localtime(kept.assessed_at).hour == 0


def test_taking_back_asks_why(inside, her, assess):
    kept = assess("ALTO")
    assert inside.post(address(her, "take-back", kept.pk), {"reason": "no"}).status_code == 422
    inside.post(address(her, "take-back", kept.pk), {"reason": "Era de otra persona de la lista"})
    assert not inside.get(address(her)).context["lines"]
    assert inside.get(address(her, "take-back", kept.pk)).status_code == 404


def test_a_stale_result_says_so_on_every_page_of_the_file(inside, her, assess):
    assess("ALTO", on=timezone.now() - timedelta(days=30))
    for page in (address(her), reverse("survivors:file", args=[her.pk])):
        lines = inside.get(page).context["essentials"]
        assert [one.tone for one in lines if one.url == address(her)] == ["danger"]


def test_the_episodes_stand_beside_the_levels(inside, her, assess, worker):
    assess("BAJO", on=timezone.now() - timedelta(days=300))
    with acting(worker.staff.context):
        timeline.note(
            her, timeline.Kind.EPISODE, "episode", target=("episode", her.pk), by=worker.staff,
            at=timezone.now() - timedelta(days=200), level="ALTO",
        )  # fmt: skip
    page = inside.get(address(her))
    assert len(page.context["drawing"].marks) == 1
    assert str(Level.HIGH.label) in page.content.decode()


def test_the_page_costs_the_same_with_one_result_or_twenty(inside, her, assess):
    assess("ALTO", on=timezone.now() - timedelta(days=21))
    inside.get(address(her))
    with counted() as one:
        inside.get(address(her))
    for days in range(20):
        assess("ALTO", on=timezone.now() - timedelta(days=days))
    with counted() as many:
        inside.get(address(her))
    assert len(many) == len(one) <= 12


def test_a_grant_reads_her_risk_and_writes_nothing(her, assess, worker):
    assess("ALTO")
    reader = granted(her, worker)
    assert reader.get(address(her)).context["lines"][0].level == Level.HIGH
    assert reader.get(address(her, "record")).status_code == 403
