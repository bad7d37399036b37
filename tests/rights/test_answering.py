"""Two people, a ground, a sealed letter, its proof, the Agency (law DP-05 to DP-07, DP-70)."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test.utils import override_settings

from casework.access.context import acting
from casework.access.principals import SurvivorPrincipal
from casework.audit.queries import ledger_of
from casework.documents import store
from casework.documents.uploads import CleanFile
from complaints.models import AgencyClaim, RightsRequest
from complaints.rights import (
    answer_actions,
    claim_actions,
    letters,
    port,
    queries,
)
from complaints.rights.actions import RightsRefused
from complaints.rights.choices import Asked, Outcome
from complaints.rights.states import State
from tests import people, women
from tests.database import as_system

from .steps import decided, ground, now, prepared, rectification, sent

CHILE = ZoneInfo("America/Santiago")
REASON = "Falta el informe de otra institución."
POWER = CleanFile(b"%PDF-1.4 poder", "application/pdf", "pdf", "poder.pdf", scanned=False)


pytestmark = pytest.mark.django_db


def test_a_request_goes_all_the_way_with_two_people_and_its_proof(worker, head, her):
    request = prepared(worker, rectification(worker, her))
    request = decided(head, request)
    request = sent(worker, request)
    assert request.state == State.ANSWERED
    with as_system():
        told = [event.what for event in request.events.all()]
        proof = request.sendings.get()
    assert told == ["filed", "taken", "prepared", "decided", "answered"]
    assert bytes(proof.content_sha256) == bytes(request.letter.sealed_sha256)


def test_nobody_decides_on_her_own_answer(head, her, worker):
    request = prepared(head, rectification(worker, her))
    with pytest.raises(RightsRefused):
        decided(head, request)


def test_one_of_the_two_heads_the_centre(worker, her):
    second = people.own_centre_worker("segunda.propia")
    request = prepared(worker, rectification(worker, her))
    with pytest.raises(RightsRefused):
        decided(second, request)


def test_another_centre_neither_prepares_nor_decides(worker, her):
    request = prepared(worker, rectification(worker, her))
    with pytest.raises(RightsRequest.DoesNotExist):
        decided(people.head_of_other_centre(), request)


def test_dp06_a_refusal_carries_its_ground_and_its_last_day(worker, head, her):
    request = rectification(worker, her)
    with pytest.raises(RightsRefused):
        prepared(worker, request, Outcome.REFUSED, None, "No se puede.")
    with override_settings(REGIMEN_21719_DESDE=date(2020, 1, 1)):
        request = rectification(worker, her, insists=True)
    request = decided(head, prepared(worker, request, Outcome.REFUSED, ground(), "No."))
    with acting(worker.staff.context):
        said = str(request.letter.context)
    assert "Ley 19.628, art. 23 b)" in said
    assert "30 días hábiles" in said or "30 working days" in said


def test_dp06_the_letter_prints_the_computed_last_day(worker, her):
    with override_settings(REGIMEN_21719_DESDE=date(2020, 1, 1)):
        request = rectification(worker, her)
    said = " ".join(letters.ways(request, datetime(2026, 12, 31, 12, 0, tzinfo=CHILE)))
    assert "12 de febrero de 2027" in said


def test_dp71_before_the_switch_the_way_is_the_civil_judge(worker, her):
    with override_settings(REGIMEN_21719_DESDE=date(2090, 1, 1)):
        request = rectification(worker, her)
    said = " ".join(letters.ways(request, now()))
    assert "19.628, art. 16" in said
    assert "2027" not in said


def test_dp07_once_late_the_same_way_stands_open_from_the_end_of_the_time(worker, her):
    request = rectification(worker, her)
    assert queries.late_ways(request, request.due_at) == []
    late = request.due_at + timedelta(seconds=1)
    assert queries.late_ways(request, late) == letters.ways(request, request.due_at)


def test_dp13_it_is_not_answered_while_a_recipient_was_not_told(worker, head, her):
    request = prepared(worker, rectification(worker, her))
    port.add_closing_check(lambda _request: "Falta avisar a quien recibió el dato.")
    with pytest.raises(RightsRefused, match="Falta avisar"):
        decided(head, request)
    with as_system():
        request.refresh_from_db()
        assert request.state == State.REVIEWING


def test_a_fulfiller_does_it_and_its_obstacles_stop_the_decision(worker, head, her):
    did = []
    port.add_fulfiller(Asked.RECTIFICATION, port.Fulfiller(
        lambda *_a: port.Preview(obstacles=() if did else ("Aún no",)),
        lambda *_a: port.Done(("El apellido dice Soto.",))))  # fmt: skip
    request = prepared(worker, rectification(worker, her))
    with pytest.raises(RightsRefused, match="Aún no"):
        decided(head, request)
    did.append(True)
    with acting(head.staff.context):
        assert "El apellido dice Soto." in str(decided(head, request).letter.context)


def test_an_answer_leaves_only_when_somebody_made_sure_who_receives_it(worker, head, her):
    request = decided(head, prepared(worker, rectification(worker, her)))
    for proof in (
        answer_actions.Proof("in_person", now()),
        answer_actions.Proof("in_person", now() + timedelta(days=1), to_herself=True),
        answer_actions.Proof("in_person", now() - timedelta(days=1), to_herself=True),
    ):
        with acting(worker.staff.context), pytest.raises(RightsRefused):
            answer_actions.note_sent(request=request, proof=proof, by=worker.staff, at=now())


def test_dp70_the_whole_file_comes_in_one_zip_with_neutral_names(worker, head, her):
    import zipfile
    from io import BytesIO

    request = sent(worker, decided(head, prepared(worker, rectification(worker, her))), file=POWER)
    with acting(worker.staff.context):
        packed = claim_actions.export_file(request=request, by=worker.staff, at=now())
    names = zipfile.ZipFile(BytesIO(packed)).namelist()
    assert names == ["00.pdf", "01.pdf", "02.pdf", "03.pdf"]
    assert zipfile.ZipFile(BytesIO(packed)).read("03.pdf") == POWER.data


def test_dp70_the_agency_is_answered_in_thirty_days(worker, her):
    request = rectification(worker, her)
    at = now()
    with acting(worker.staff.context):
        claim = claim_actions.record_claim(
            request=request, notified_at=at, words="", by=worker.staff, at=at
        )
        days = claim.due_at.astimezone(CHILE).date() - at.astimezone(CHILE).date()
        assert days == timedelta(days=30)
        claim_actions.answer_claim(claim=claim, by=worker.staff, at=at)
        with pytest.raises(RightsRefused):
            claim_actions.answer_claim(claim=AgencyClaim.objects.get(), by=worker.staff, at=at)


def test_her_ledger_tells_of_it_in_neutral_words(worker, head, her):
    sent(worker, decided(head, prepared(worker, rectification(worker, her))))
    with acting(SurvivorPrincipal(her.pk).context):
        said = {str(line.what) for line in ledger_of(her.pk)}
    assert sum("about your data" in text or "sobre tus datos" in text for text in said) >= 3


def test_her_trayecto_tells_that_it_was_answered(worker, head, her):
    from casework.survivors.timeline_models import TrajectoryEvent

    sent(worker, decided(head, prepared(worker, rectification(worker, her))))
    with as_system():
        codes = set(TrajectoryEvent.objects.filter(survivor=her).values_list("code", flat=True))
    assert {"rights-asked", "rights-answered"} <= codes


def test_she_opens_her_own_receipt_and_answer_and_nobody_elses(worker, head, her):
    request = decided(head, prepared(worker, rectification(worker, her)))
    other = SurvivorPrincipal(women.registered(worker, run=None).pk)
    with acting(SurvivorPrincipal(her.pk).context):
        for document in queries.sealed_of(request):
            assert store.open(document.stored).getvalue().startswith(b"%PDF")
    with acting(other.context):
        assert queries.sealed_of(request) == []
        assert RightsRequest.objects.count() == 0
