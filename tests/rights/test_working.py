"""Before the answer: her word, what is missing, more time, letting go (law 1.2)."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test.utils import override_settings

from casework.access.context import acting
from casework.access.principals import SurvivorPrincipal
from casework.documents.uploads import CleanFile
from casework.territory.models import Institution
from complaints.rights import (
    actions,
    answer_actions,
    events,
    fixing_actions,
    tending,
)
from complaints.rights.actions import RightsRefused
from complaints.rights.choices import Asked, Outcome
from complaints.rights.receipts import receipt_of
from complaints.rights.states import State
from tests.database import as_system

from .hands import at_the_counter, from_outside, row
from .steps import now, rectification

CHILE = ZoneInfo("America/Santiago")
REASON = "Falta el informe de otra institución."
POWER = CleanFile(b"%PDF-1.4 poder", "application/pdf", "pdf", "poder.pdf", scanned=False)


pytestmark = pytest.mark.django_db


def test_dp02_more_time_once_with_reason_notice_and_proof(worker, her):
    with override_settings(REGIMEN_21719_DESDE=date(2020, 1, 1)):
        request = rectification(worker, her)
    with acting(worker.staff.context):
        told = {"delivery": "in_person", "address": "", "by": worker.staff}
        kept = fixing_actions.extend(request=request, reason=REASON, at=now(), **told)
        assert kept.extended_to.astimezone(CHILE).date() == (
            request.due_at.astimezone(CHILE).date() + timedelta(days=30)
        )
        assert [one.what for one in kept.sendings.all()] == ["extended"]
        with pytest.raises(RightsRefused):
            fixing_actions.extend(request=request, reason=REASON, at=now(), **told)


def test_dp02_more_time_after_the_end_is_refused(worker, her):
    with override_settings(REGIMEN_21719_DESDE=date(2020, 1, 1)):
        request = rectification(worker, her)
    late = request.due_at + timedelta(seconds=1)
    with acting(worker.staff.context), pytest.raises(RightsRefused):
        fixing_actions.extend(
            request=request, reason=REASON, delivery="in_person", address="",
            by=worker.staff, at=late,
        )  # fmt: skip


def test_ab35_what_could_be_forced_waits_its_72_hours_and_her_word(worker, her):
    with override_settings(REGIMEN_21719_DESDE=date(2020, 1, 1)):
        request = row(from_outside())
    with acting(worker.staff.context):
        with pytest.raises(RightsRefused):
            actions.confirm(request=request, how="La llamé a su número, sola.",
                            by=worker.staff, at=request.filed_at + timedelta(hours=71))  # fmt: skip
        with pytest.raises(events.CannotMove):
            answer = answer_actions.Answer(Outcome.GRANTED, "Aquí están.")
            answer_actions.prepare(request=request, answer=answer, by=worker.staff, at=now())
        kept = actions.confirm(request=request, how="La llamé a su número seguro, sola.",
                               by=worker.staff, at=request.hold_until)  # fmt: skip
    assert kept.state == State.WORKING


def test_oi05_what_is_missing_is_asked_for_once_and_never_closed_by_itself(worker, her):
    request = rectification(worker, her, wording="")
    told = {"delivery": "in_person", "address": "", "by": worker.staff}
    words = "Cuéntenos qué dato está mal y cómo debe decir."
    with acting(worker.staff.context):
        kept = fixing_actions.ask_to_complete(request=request, words=words, at=now(), **told)
        assert kept.state == State.COMPLETING
        after = kept.fix_until + timedelta(days=20)
        kept = fixing_actions.complete(
            request=kept, wording="", files=[], by=worker.staff, at=after
        )
        assert (kept.state, kept.lacks) == (State.WORKING, ["changes"])
        with pytest.raises(RightsRefused):
            fixing_actions.ask_to_complete(request=kept, words=words, at=after, **told)


def test_what_she_brings_completes_it(worker, her):
    request = rectification(worker, her, wording="")
    with acting(worker.staff.context):
        fixing_actions.ask_to_complete(
            request=request, words="Cuéntenos qué dato está mal, por favor.",
            delivery="in_person", address="", by=worker.staff, at=now(),
        )  # fmt: skip
        kept = fixing_actions.complete(
            request=request, wording="El apellido", files=[("support", POWER)],
            by=worker.staff, at=now(),
        )  # fmt: skip
        assert (kept.lacks, kept.papers.count()) == ([], 1)


def test_she_takes_it_back_herself(worker, her):
    request = rectification(worker, her)
    me = SurvivorPrincipal(her.pk)
    with acting(me.context):
        assert actions.withdraw(request=request, by=me, at=now()).state == State.WITHDRAWN
    with acting(worker.staff.context), pytest.raises(RightsRefused):
        actions.take(request=request, by=worker.staff, at=now())


def test_dp08_it_is_passed_on_with_its_reason_and_its_clock(worker, her):
    request = rectification(worker, her)
    to = Institution.objects.first()
    with acting(worker.staff.context):
        with pytest.raises(RightsRefused):
            actions.transfer(request=request, to=to, reason="no", by=worker.staff, at=now())
        kept = actions.transfer(request=request, to=to, by=worker.staff, at=now(),
                                reason="El dato es del Registro Civil.")  # fmt: skip
    assert (kept.state, kept.due_at) == (State.TRANSFERRED, request.due_at)


def test_what_protects_is_never_passed_on(worker, her):
    request = row(at_the_counter(worker.staff, right=Asked.BLOCKING, survivor_id=her.pk,
                                 wording="x"))  # fmt: skip
    to = Institution.objects.first()
    with acting(worker.staff.context), pytest.raises(RightsRefused):
        actions.transfer(request=request, to=to, reason=REASON, by=worker.staff, at=now())


def test_dp08_a_request_received_elsewhere_keeps_its_first_hour(worker, her):
    before = now() - timedelta(days=9)
    request = rectification(worker, her, first_filed_at=before)
    assert request.filed_at == before
    assert request.due_at < now() + timedelta(days=22)


def test_dp04_a_receipt_that_waited_is_sealed_by_itself(monkeypatch, her):
    from casework.documents import actions as documents
    from casework.documents.seal import SealFailed

    def down(*_args, **_named):
        raise SealFailed("down")

    with monkeypatch.context() as off:
        off.setattr(documents, "seal", down)
        request = row(from_outside())
        with as_system():
            assert tending.seal_waiting(now()) == (0, 1)
    with as_system():
        assert tending.seal_waiting(now()) == (1, 0)
        assert receipt_of(request) is not None
