"""Rows of the matrix for referrals."""

from typing import Any

from django.utils import timezone

from casework.referrals.actions import ReferralFacts, make_referral
from casework.survivors.models import Survivor
from tests.access.matrix import Row, World
from tests.access.matrix_files import reading


def referral(world: World, survivor: Survivor) -> list[Any]:
    worker = world.staff["n6"]
    assert worker.centre is not None
    facts = ReferralFacts(direction="out", on_day=timezone.localdate(), urgency_id="high",
                          institution_id="MINSAL")  # fmt: skip
    made = make_referral(survivor=survivor, facts=facts, centre_id=worker.centre.pk,
                         by=worker.staff, at=timezone.now())  # fmt: skip
    return [made.pk]


ROWS: tuple[Row, ...] = (
    reading("referrals:list"),
    reading("referrals:new"),
    reading("referrals:leaves"),
    reading("referrals:referral", referral),
    reading("referrals:answer", referral),
    reading("referrals:again", referral),
    reading("referrals:end", referral),
)
