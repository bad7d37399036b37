"""Ana's screens: what she types is kept, what cannot be is answered, and a page stays cheap."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework.access.context import acting
from casework.episodes.aggressor_actions import Bond, Person, name_aggressor
from casework.legal.duty_actions import start_duty
from casework.legal.duty_models import ReportingDuty
from casework.legal.measure_models import ProtectiveMeasure
from casework.legal.models import Hearing, LegalProcess
from casework.survivors.models import Survivor
from tests import people, women
from tests.legal.conftest import measure
from tests.trayecto.counting import counted

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


def at(name: str, survivor: Survivor, *more: object) -> str:
    return reverse(f"legal:{name}", args=[survivor.pk, *more])


def day(away: int) -> str:
    return (timezone.localdate() + timedelta(days=away)).isoformat()


def measure_form(**more: str) -> dict[str, str]:
    return {"kind": "no_contact", "nature": "protective", "court_kind": "family",
            "starts_on": day(-10), "ends_on": day(200), "beneficiaries": "2",
            "conditions": "A más de 200 metros", **more}  # fmt: skip


def test_a_process_and_its_hearing_are_written_down_and_shown(
    desk: Client, ana: people.Person, zoraida: Survivor
) -> None:
    data = {"matter": "criminal", "court_kind": "guarantee", "role": "victim",
            "started_on": day(-30), "rit": "O-77-2026", "power": "none"}  # fmt: skip
    page = desk.post(at("new-process", zoraida), data, follow=True)
    assert "O-77-2026" in page.content.decode()
    with acting(ana.staff.context):
        process = LegalProcess.objects.get()
    hearing = {"day": day(9), "hour": "10:30", "kind": "trial", "attendance": "protected"}
    desk.post(at("new-hearing", zoraida, process.pk), hearing)
    with acting(ana.staff.context):
        assert Hearing.objects.get().process_id == process.pk


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"ends_on": day(-20)}, "ends_on"),
        ({"ends_on": day(900)}, "ends_on"),
        ({"ends_on": day(30)}, "ends_on"),
        ({"ends_on": ""}, "ends_on"),
        ({"beneficiaries": "0"}, "beneficiaries"),
        ({"last_check_on": day(2)}, "last_check_on"),
        ({"starts_on": "0206-01-01"}, "starts_on"),
    ],
)
def test_an_impossible_measure_is_answered_and_what_was_typed_stays(
    desk: Client, zoraida: Survivor, wrong: dict[str, str], field: str
) -> None:
    page = desk.post(at("new-measure", zoraida), measure_form(**wrong))
    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert "A más de 200 metros" in page.content.decode()


def test_a_short_order_is_taken_once_she_who_writes_says_so(
    desk: Client, ana: people.Person, zoraida: Survivor
) -> None:
    short = measure_form(ends_on=day(60))
    assert 'name="sure"' in desk.post(at("new-measure", zoraida), short).content.decode()
    assert desk.post(at("new-measure", zoraida), {**short, "sure": "on"}).status_code == 302
    with acting(ana.staff.context):
        assert ProtectiveMeasure.objects.count() == 1


@pytest.mark.parametrize(("away", "result"), [(5, "held"), (-5, "")])
def test_a_hearing_has_a_result_when_it_has_passed_and_none_before(
    desk: Client, ana: people.Person, zoraida: Survivor, away: int, result: str
) -> None:
    from casework.legal.actions import ProcessFacts, save_process

    facts = ProcessFacts(matter_id="civil", court_kind_id="civil", started_on=date(2026, 1, 5))
    with acting(ana.staff.context):
        process = save_process(survivor=zoraida, facts=facts, by=ana.staff, at=timezone.now())
    data = {"day": day(away), "hour": "10:30", "kind": "trial", "attendance": "remote",
            "result": result}  # fmt: skip
    page = desk.post(at("new-hearing", zoraida, process.pk), data)
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["result"])


def test_a_renewal_must_end_after_the_period_that_ends_and_not_two_years_later(
    desk: Client, ana: people.Person, zoraida: Survivor
) -> None:
    with acting(ana.staff.context):
        one = measure(zoraida, ana, ends_in=9)
    for until in (day(5), day(9 + 800)):
        page = desk.post(at("renew-measure", zoraida, one.pk),
                         {"decided_on": day(0), "until": until})  # fmt: skip
        assert list(page.context["form"].errors) == ["until"]


def test_a_decision_asks_for_what_it_needs_and_a_child_s_case_offers_no_way_out(
    desk: Client, ana: people.Person, zoraida: Survivor
) -> None:
    now = timezone.now()
    with acting(ana.staff.context):
        duty = start_duty(survivor=zoraida, facts="minor", known_at=now, by=ana.staff, at=now)
    page = desk.post(at("decide", zoraida, duty.pk), {"to": "reported"})
    assert {"reported_to", "day", "hour"} <= set(page.context["form"].errors)
    page = desk.post(at("decide", zoraida, duty.pk), {"to": "not_applicable", "reason": "x" * 30})
    assert list(page.context["form"].errors) == ["to"]
    with acting(ana.staff.context):
        assert ReportingDuty.objects.get().state == "open"


def test_the_text_of_a_report_keeps_her_name_and_home_out_when_she_asks(
    desk: Client, ana: people.Person, zoraida: Survivor
) -> None:
    """SE-11."""
    now = timezone.now()
    with acting(ana.staff.context):
        duty = start_duty(survivor=zoraida, facts="vif", known_at=now, by=ana.staff, at=now)
    text = {"facts": "La amenazó en su casa", "authors": "", "witnesses": "",
            "reserve_identity": "on", "service_address": "on"}  # fmt: skip
    desk.post(at("draft", zoraida, duty.pk), text)
    paper = desk.get(at("sheet", zoraida, duty.pk)).content.decode()
    assert "La amenazó en su casa" in paper
    assert women.NAMES[1] not in paper
    assert "44.444.444" not in paper
    desk.post(at("draft", zoraida, duty.pk), {"facts": "La amenazó en su casa"})
    assert women.NAMES[1] in desk.get(at("sheet", zoraida, duty.pk)).content.decode()


def test_the_tab_costs_the_same_with_one_measure_and_with_thirty(
    desk: Client, ana: people.Person, zoraida: Survivor
) -> None:
    address = at("list", zoraida)
    with acting(ana.staff.context):
        measure(zoraida, ana, ends_in=100)
    desk.get(address)
    with counted() as few:
        desk.get(address)
    with acting(ana.staff.context):
        for number in range(29):
            measure(zoraida, ana, ends_in=20 + number)
    with counted() as many:
        assert desk.get(address).status_code == 200
    assert len(many) == len(few)
    assert len(many) <= MOST_QUERIES, "\n".join(sql[:160] for sql in many)


def test_of_two_men_the_text_accuses_nobody_by_itself(zoraida, ana, now, desk):
    """A name filled in by the machine could accuse who did nothing this time."""
    with acting(ana.staff.context):
        duty = start_duty(survivor=zoraida, facts="vif", known_at=now, by=ana.staff, at=now)
    address = reverse("legal:draft", args=[zoraida.pk, duty.pk])
    for name, filled in (("Evaristo", "Evaristo"), ("Anselmo", "")):
        with acting(ana.staff.context):
            name_aggressor(survivor=zoraida, person=Person(name=name),
                           bond=Bond("EX_CONYUGE"), by=ana.staff, at=now)  # fmt: skip
        page = desk.get(address)
        assert page.context["form"]["authors"].value() == filled
