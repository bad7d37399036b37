"""What she tells starts the clocks the law starts; a person decides, and may find no such facts."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from casework.cases.clocks import end_of
from casework.legal import duty_actions
from casework.legal.choices import DutyState
from casework.legal.duty_actions import Decision, MayNot
from casework.legal.duty_models import ReportingDuty
from casework.survivors.account.actions import write
from casework.survivors.account.models import Account
from casework.survivors.models import Survivor
from casework.territory.validity import chilean_day
from tests import people

pytestmark = pytest.mark.django_db
WORDS = "«No quiero ir donde mi papá»"
AWAY = "Dijo que no quiere ir porque allá no hay internet"


def account(
    her: Survivor, by: people.Person, at: datetime, kind: str = "told", told_on: date | None = None
) -> Account:
    assert by.centre is not None
    return write(survivor=her, kind=kind, words=WORDS, told_on=told_on or chilean_day(at),
                 centre_id=by.centre.pk, by=by.staff, at=at)  # fmt: skip


def test_what_she_tells_proposes_the_duty_of_24_hours_from_then(
    zoraida: Survivor, here: people.Person, now: datetime
) -> None:
    """SE-07, SE-08."""
    account(zoraida, here, now)
    duty = ReportingDuty.objects.get()
    assert (duty.facts, duty.proposed, duty.known_at, duty.known_by) == (
        "vif", True, now, here.id
    )  # fmt: skip
    assert duty.due_at == now + timedelta(hours=24)


def test_the_words_of_a_child_run_eight_hours_from_the_account_and_are_kept_as_said(
    zoraida: Survivor, here: people.Person, now: datetime
) -> None:
    """SE-05."""
    account(zoraida, here, now, "child")
    duty = ReportingDuty.objects.get()
    assert (duty.facts, duty.source, duty.verbatim) == ("child_tells", "SE-05", WORDS)
    assert duty.due_at == now + timedelta(hours=8)


def test_each_childs_words_have_a_clock_of_their_own_and_her_own_story_one(
    zoraida: Survivor, here: people.Person, now: datetime
) -> None:
    for kind in ("told", "added", "child", "child"):
        account(zoraida, here, now, kind)
    assert sorted(ReportingDuty.objects.values_list("facts", flat=True)) == [
        "child_tells", "child_tells", "vif"
    ]  # fmt: skip


def test_a_girl_who_tells_her_own_account_is_a_child_who_reports(
    zoraida: Survivor, here: people.Person, now: datetime
) -> None:
    zoraida.birth_date = date(now.year - 16, 1, 1)
    zoraida.save()
    account(zoraida, here, now)
    assert ReportingDuty.objects.get().facts == "child_tells"


def test_told_on_an_earlier_day_it_was_known_when_that_day_ended(
    zoraida: Survivor, here: people.Person, now: datetime
) -> None:
    day = chilean_day(now) - timedelta(days=2)
    account(zoraida, here, now, "child", day)
    assert ReportingDuty.objects.get().known_at == end_of(day)


def test_a_correction_starts_nothing(zoraida: Survivor, here: people.Person, now: datetime) -> None:
    told = account(zoraida, here, now)
    ReportingDuty.objects.all().update(
        state="reported", reported_to="court", reported_at=now, decided_by=here.id
    )
    write(survivor=zoraida, kind="corrected", words=WORDS, told_on=chilean_day(now), about=told,
          centre_id=told.centre_id, by=here.staff, at=now)  # fmt: skip
    assert ReportingDuty.objects.count() == 1


def closes(duty: ReportingDuty, by: people.Person, at: datetime, reason: str = AWAY) -> None:
    decision = Decision(DutyState.UNFOUNDED, reason=reason)
    duty_actions.decide(duty=duty, decision=decision, by=by.staff, at=at)


def test_a_person_may_find_no_such_facts_and_says_why(
    zoraida: Survivor, here: people.Person, now: datetime
) -> None:
    """SE-09 leaves no way out of facts against a child; whether there are any, a person says."""
    account(zoraida, here, now, "child")
    duty = ReportingDuty.objects.get()
    with pytest.raises(MayNot):
        closes(duty, here, now, "no")
    closes(duty, here, now)
    duty.refresh_from_db()
    assert (duty.state, duty.reason, duty.decided_by) == ("unfounded", AWAY, here.id)


def test_what_a_person_started_is_not_set_aside_like_that(
    zoraida: Survivor, here: people.Person, now: datetime
) -> None:
    """Refused by the rule, and by the database if the rule were gone."""
    duty = duty_actions.start_duty(
        survivor=zoraida, facts="minor", known_at=now, by=here.staff, at=now
    )
    with pytest.raises(MayNot):
        closes(duty, here, now)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportingDuty.objects.filter(pk=duty.pk).update(state="unfounded", decided_by=here.id)


def test_the_screen_says_that_it_is_proposed_and_offers_the_decision(
    client, zoraida: Survivor, here: people.Person, now: datetime
) -> None:
    account(zoraida, here, now, "child")
    duty = ReportingDuty.objects.get()
    people.login(client, here)
    address = f"/gestion/sobrevivientes/{zoraida.pk}/procesos/denuncias/{duty.pk}/"
    assert "Propuesto por el sistema" in client.get(address).content.decode()
    page = client.get(f"{address}decision/").content.decode()
    assert 'value="unfounded"' in page
    assert 'value="not_applicable"' not in page
    answer = client.post(f"{address}decision/", {"to": "unfounded", "reason": AWAY})
    assert answer.status_code == 302
