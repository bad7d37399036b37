"""Nothing is asked before a step of her safety (law OI-10)."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from casework.access.context import acting
from complaints.rights.filing import Intake, file
from consent.actions import Signature, decide
from consent.record_models import Form
from consent.text_actions import approve, send_to_review
from tests import women
from tests.consent.conftest import draft
from tests.database import as_system

from .hands import answers, invited
from .test_answers import give, hand, open_to

pytestmark = pytest.mark.django_db


def frozen(worker, her):
    with as_system():
        her.door.frozen_at = timezone.now()
        her.door.save(update_fields=["frozen_at"])


def forced(worker, her):
    with as_system():
        her.door.duress_at = timezone.now()
        her.door.save(update_fields=["duress_at"])


def held_request(worker, her):
    me = women.space_of(her)
    intake = Intake(
        right="access", name="Ella", run=women.RUN, survivor_id=her.pk, delivery="in_person"
    )
    with acting(me.context):
        file(intake=intake, channel="online", identity="key", by=me, at=timezone.now())


def vital(worker, her):
    risk(worker, her, "VITAL", timedelta(days=5))


def overdue(worker, her):
    risk(worker, her, "MEDIO", timedelta(days=-1))


def risk(worker, her, level, left):
    from casework.risk.models import Instrument, RiskResult

    at = timezone.now()
    with as_system():
        RiskResult.objects.create(
            survivor=her, key_id=her.key_id, centre_ids=her.centre_ids, level=level,
            assessed_at=at - timedelta(days=10), instrument=Instrument.objects.first(),
            valid_until=at + left, applied_by=worker.operator.pk, recorded_by=worker.operator.pk,
        )  # fmt: skip


def unconfirmed(worker, her):
    """She signed alone where her space opens without her number; nobody asked her in private."""
    me, author, second = women.space_of(her), User(username="e"), User(username="a")
    with as_system():
        author.save()
        second.save()
        made = send_to_review(text=draft(author), by=author, at=timezone.now())
        asked = approve(text=made, by=second, at=timezone.now())
    with acting(me.context):
        decide(
            survivor=her, text=asked, answers={one.pk: True for one in asked.items.all()},
            signature=Signature(form=Form.CLAVE_UNICA, name="Ella", awaits_confirmation=True),
            by=me, at=timezone.now(),
        )  # fmt: skip


@pytest.mark.parametrize("step", [frozen, forced, held_request, vital, overdue, unconfirmed])
def test_nothing_is_asked_before_a_safety_step(worker, her, step):
    invitation = invited(worker, her)
    assert len(open_to(her)) == 1
    step(worker, her)
    assert open_to(her) == []
    assert hand(worker, invitation) == ""
    assert not give(her, invitation)
    assert answers() == []
