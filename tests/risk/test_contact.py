"""The deadline to reach her ends when she is reached, by whichever team, and not by trying."""

from datetime import timedelta

import pytest
from django.utils import timezone

from casework.access.context import acting
from casework.cases import act_actions
from casework.cases.act_models import ContactTry
from casework.cases.models import Case
from casework.risk import queries
from casework.survivors.actions import open_attention
from tests import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(worker, her) -> Case:
    """Her case, opened early enough for what these tests tell."""
    long_ago = timezone.now() - timedelta(days=30)
    with acting(worker.staff.context):
        found: Case = Case.objects.get(survivor=her)
        found.opened_at = found.stage_since = long_ago
        found.save()
        return found


@pytest.fixture
def offer(worker, assess):
    """Give what the tab tells of the deadline, of a high risk assessed five days ago."""
    result = assess("ALTO", on=timezone.now() - timedelta(days=5))

    def now():
        with acting(worker.staff.context):
            return queries.offer_of(result, timezone.now())

    return now


def ago(**span):
    return timezone.now() - timedelta(**span)


def tried(case, who, result, happened):
    with acting(who.staff.context):
        act_actions.add_try(case=case, channel="call", result=result, by=who.staff,
                            at=timezone.now(), happened=happened, confirmed=True)  # fmt: skip


def came(case, who, attendance, happened):
    with acting(who.staff.context):
        act_actions.add_session(case=case, kind="individual", attendance=attendance, by=who.staff,
                                at=timezone.now(), happened=happened)  # fmt: skip


def test_without_a_contact_the_deadline_goes_on_and_gets_late(offer):
    found = offer()
    assert (found.reached_at, found.tries, found.late) == (None, (), True)


def test_a_try_in_vain_keeps_it_running_and_is_shown(offer, case, worker):
    tried(case, worker, "no_answer", ago(days=2))
    tried(case, worker, "wrong", ago(days=1))
    found = offer()
    assert found.reached_at is None
    assert found.late
    assert [words for _at, words in found.tries] == [
        str(ContactTry.Result(one).label) for one in ("wrong", "no_answer")
    ]


@pytest.mark.parametrize("how", ["call", "session"])
def test_the_first_contact_since_the_result_ends_it(offer, case, worker, how):
    first = ago(days=4, hours=22)
    if how == "call":
        tried(case, worker, "reached", first)
    else:
        came(case, worker, "attended", first)
    tried(case, worker, "reached", ago(days=1))
    found = offer()
    assert found.reached_at == first
    assert not found.late


def test_what_came_before_the_result_or_did_not_happen_is_no_contact(offer, case, worker):
    came(case, worker, "attended", ago(days=6))
    came(case, worker, "missed", ago(days=3))
    assert offer().reached_at is None


def test_another_centres_contact_counts_too(offer, case, her):
    olga = people.other_centre_worker()
    with acting(olga.staff.context):
        open_attention(survivor_id=her.pk, centre_id=olga.centre.pk, purpose="attend",
                       by=olga.staff, at=timezone.now() - timedelta(hours=2))  # fmt: skip
        theirs = Case.objects.get(survivor=her, centre=olga.centre)
    tried(theirs, olga, "reached", ago(hours=1))
    assert offer().reached_at is not None


def test_the_tab_says_the_day_she_was_reached(client, worker, her, offer, case):
    people.login(client, worker)
    address = f"/gestion/sobrevivientes/{her.pk}/riesgo/"
    tried(case, worker, "no_answer", ago(days=2))
    assert "intento" in client.get(address).content.decode()
    tried(case, worker, "reached", ago(days=1))
    assert "Contactada el" in client.get(address).content.decode()
