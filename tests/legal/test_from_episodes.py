"""An episode told here starts the duty to report, or says why it need not."""

from datetime import date, datetime, timedelta

import pytest

from casework.episodes import catalogue
from casework.episodes.actions import Told, correct, tell
from casework.episodes.models import Episode
from casework.legal.duty_models import ReportingDuty
from casework.survivors.models import Survivor
from tests import people

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_lists() -> None:
    catalogue.forget()


def episode(survivor: Survivor, by: people.Person, at: datetime, **more: object) -> Episode:
    day = date(2026, 1, 5)
    told = Told(**{"precision": "day", "forms": ["PSICOLOGICA"], "starts_on": day, "ends_on": day,
                   **more})  # type: ignore[arg-type] # fmt: skip
    assert by.centre is not None
    return tell(survivor=survivor, told=told, centre_id=by.centre.pk, by=by.staff, at=at)


@pytest.mark.parametrize(
    ("said", "facts"),
    [
        ({"relation": "EX_CONVIVIENTE"}, "vif"),
        ({"context": "FAMILIAR"}, "vif"),
        ({"relation": "VECINO", "forms": ["SEXUAL"]}, "sexual_adult"),
        ({"relation": "EX_CONVIVIENTE", "femicide_degree": "F", "complaint": "yes"}, "femicide"),
    ],
)
def test_what_may_be_domestic_violence_starts_the_clock_crime_or_not(
    zoraida: Survivor, here: people.Person, now: datetime, said: dict[str, object], facts: str
) -> None:
    """SE-07, SE-08."""
    told = episode(zoraida, here, now, **said)
    duty = ReportingDuty.objects.get(origin_kind="episode", origin_id=told.pk)
    assert (duty.facts, duty.known_at, duty.known_by) == (facts, now, here.id)


@pytest.mark.parametrize(
    "said",
    [{"relation": "CONYUGE", "complaint": "yes"}, {"relation": "VECINO"}, {"context": "LABORAL"}],
)
def test_a_complaint_already_made_frees_and_other_facts_are_for_the_worker_to_say(
    zoraida: Survivor, here: people.Person, now: datetime, said: dict[str, object]
) -> None:
    episode(zoraida, here, now, **said)
    assert not ReportingDuty.objects.exists()


def test_several_episodes_told_in_one_conversation_start_one_clock(
    zoraida: Survivor, here: people.Person, now: datetime
) -> None:
    for _ in range(3):
        episode(zoraida, here, now, relation="CONYUGE")
    assert ReportingDuty.objects.count() == 1


def test_a_woman_under_eighteen_starts_the_one_without_a_way_out(
    zoraida: Survivor, here: people.Person, now: datetime
) -> None:
    zoraida.birth_date = date(now.year - 16, 1, 1)
    zoraida.save()
    episode(zoraida, here, now, relation="VECINO")
    assert ReportingDuty.objects.get().facts == "minor"


@pytest.mark.parametrize(
    ("said", "proposed"),
    [
        ({"relation": "VECINO", "children_present": "yes"}, {"minor"}),
        ({"relation": "VECINO", "forms": ["VICARIA"]}, {"minor"}),
        ({"relation": "VECINO", "injuries": "hospital", "death_threat": "yes"}, {"other"}),
        ({"relation": "VECINO", "strangulation": "yes"}, {"other"}),
        ({"relation": "VECINO", "risk_level": "VITAL"}, {"other"}),
        ({"relation": "VECINO", "death_threat": "yes", "injuries": "minor"}, {"threats"}),
        ({"relation": "VECINO", "injuries": "minor"}, {"minor_injuries"}),
        ({"relation": "VECINO", "injuries": "none", "children_present": "unknown"}, set()),
        ({"relation": "VECINO", "children_present": "yes", "complaint": "yes"}, set()),
    ],
)
def test_what_the_codes_say_of_a_crime_or_of_a_child_is_proposed(
    zoraida: Survivor,
    here: people.Person,
    now: datetime,
    said: dict[str, object],
    proposed: set[str],
) -> None:
    """SE-07, SE-09: whoever reported already frees the rest."""
    episode(zoraida, here, now, **said)
    duties = ReportingDuty.objects.all()
    assert {duty.facts for duty in duties} == proposed
    assert all(duty.proposed for duty in duties)


def test_children_who_were_there_have_a_duty_beside_hers(
    zoraida: Survivor, here: people.Person, now: datetime
) -> None:
    told = episode(zoraida, here, now, relation="CONYUGE", children_present="yes")
    duties = ReportingDuty.objects.filter(origin_id=told.pk).order_by("facts")
    assert [(duty.facts, duty.proposed) for duty in duties] == [("minor", True), ("vif", False)]


def test_what_is_added_to_an_episode_later_starts_its_clock_then(
    zoraida: Survivor, here: people.Person, now: datetime
) -> None:
    told = episode(zoraida, here, now, relation="VECINO")
    day = date(2026, 1, 5)
    later = now + timedelta(hours=3)
    for _once in range(2):
        correct(
            survivor=zoraida, episode=told, by=here.staff, at=later,
            told=Told(precision="day", forms=["PSICOLOGICA"], starts_on=day, ends_on=day,
                      relation="CONYUGE", femicide_degree="F", children_present="yes"),
        )  # fmt: skip
    duties = ReportingDuty.objects.order_by("facts")
    assert [(duty.facts, duty.known_at) for duty in duties] == [
        ("femicide", later), ("minor", later)
    ]  # fmt: skip
