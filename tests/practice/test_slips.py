"""Slips between the site and its copy: signed, once, for a minute, each good for one thing."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from django.test import override_settings
from django.utils import timezone

from casework.access import slips
from casework.access.slips import BadSlip, Outcome, Pass

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
SHE = UUID("019aa000-0000-7000-8000-000000000001")


def a_pass() -> Pass:
    return Pass(slips.holder(SHE, "recibir"), "Ana Propia", "recibir", "N6", place=str(SHE))


def test_a_pass_opens_once() -> None:
    given = a_pass()
    slip = slips.write_pass(given)
    assert slips.read_pass(slip) == given
    with pytest.raises(BadSlip):
        slips.read_pass(slip)


def test_a_pass_is_good_for_a_minute() -> None:
    slip = slips.write_pass(a_pass())
    with time_machine.travel(timezone.now() + timedelta(seconds=62)), pytest.raises(BadSlip):
        slips.read_pass(slip)


def test_whoever_lacks_the_secret_writes_none_and_changes_none() -> None:
    with override_settings(PRACTICE_SECRET="another secret altogether"):
        forged = slips.write_pass(a_pass())
    body, rest = slips.write_pass(a_pass()).split(":", 1)
    for text in (forged, f"{body[:-2]}xx:{rest}", "", "a:b:c", "\x00"):
        with pytest.raises(BadSlip):
            slips.read_pass(text)


def test_a_result_is_no_pass_and_a_pass_no_result() -> None:
    done = Outcome(slips.holder(SHE, "recibir"), "recibir", str(SHE), ("risk",), "2026-11-22")
    slip = slips.write_outcome(done)
    assert slips.read_outcome(slip) == done
    with pytest.raises(BadSlip):
        slips.read_pass(slip)
    with pytest.raises(BadSlip):
        slips.read_outcome(slips.write_pass(a_pass()))


def test_without_a_secret_nothing_is_offered_and_nothing_believed() -> None:
    with override_settings(PRACTICE_SECRET=""):
        assert not slips.offered()
        with pytest.raises(BadSlip):
            slips.read_pass(slips.write_pass(a_pass()))


def test_a_holder_tells_nobody_who_she_is_and_is_another_for_another_use() -> None:
    holders = {
        slips.holder(SHE, "recibir"), slips.holder(SHE, "seguir"), slips.holder(uuid4(), "recibir"),
        slips.holder(SHE, "recibir", watching=uuid4()),
    }  # fmt: skip
    assert len(holders) == 4
    assert not any(str(SHE) in one or SHE.hex in one for one in holders)
