"""A datum she says is wrong is a rectification with its clock (law DP-13, DP-14, 1.1 R)."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import override_settings
from django.utils import timezone

from casework.access.context import acting
from casework.survivors.models import Survivor
from casework.survivors.registry import actions as registry
from casework.survivors.registry import queries as known
from casework.survivors.registry.models import Datum
from casework.territory.models import Institution
from complaints.discrepancies import actions, fulfilling, inquiry
from complaints.discrepancies.choices import End
from complaints.discrepancies.states import MOVES, State
from complaints.models import Discrepancy, DiscrepancyCause, LegalGround, RightsRequest
from complaints.rights import actions as requests
from complaints.rights import answer_actions, port, rules
from complaints.rights.actions import RightsRefused
from complaints.rights.choices import Asked
from complaints.rights.receipts import receipt_of
from tests import people, women
from tests.database import as_system
from tests.rights.hands import officer

from .steps import SOTO, answered, datum, decided, fresh, noted, proposed, sent_to, told

pytestmark = pytest.mark.django_db


def test_dp14_what_she_says_is_wrong_opens_a_request_with_its_clock_and_receipt(worker, her):
    with override_settings(REGIMEN_21719_DESDE=date(2020, 1, 1)):
        row = fresh(told(worker, her))
    assert row.request.right == Asked.RECTIFICATION
    assert row.request.due_at == rules.due_at(Asked.RECTIFICATION, "new", row.request.filed_at)
    with acting(worker.staff.context):
        assert receipt_of(row.request) is not None
        assert "Soto" in RightsRequest.objects.get().wording


def test_the_datum_is_marked_at_once_for_whoever_reads_it_with_her_version_beside(worker, her):
    told(worker, her)
    reader = people.own_centre_worker("otra.lectora")
    with acting(reader.staff.context):
        shown = known.shown(known.current_data(her)["names"], timezone.localdate())
    assert shown.state == "disputed"
    assert "Mi primer apellido es Soto" in shown.because
    assert "Canariasoto" in shown.words  # her version stands beside, nothing was overwritten


def test_a_datum_of_which_nobody_wrote_where_it_comes_from_is_marked_too(worker, her):
    with as_system(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM casework_datum WHERE survivor_id = %s", [her.pk])
    told(worker, her, "comuna", "Vivo en otra comuna")
    assert datum(her, "comuna").state == "disputed"


def test_she_cannot_be_asked_twice_about_the_same_datum_and_may_dispute_another(worker, her):
    told(worker, her)
    with pytest.raises(actions.Refused):
        told(worker, her)
    other = fresh(told(worker, her, "birth-date", "Nací un año antes"))
    assert other.request.insists_on_id is None
    with as_system():
        assert RightsRequest.objects.count() == 2


def test_the_database_keeps_one_open_discrepancy_a_datum(worker, her):
    row = fresh(told(worker, her))
    second = fresh(told(worker, her, "birth-date", "Nací un año antes"))
    with as_system(), pytest.raises(IntegrityError), transaction.atomic():
        Discrepancy.objects.filter(pk=second.pk).update(field=row.field)


@pytest.mark.parametrize("left", ["settled_at", "cause", "end"])
def test_the_database_settles_none_without_its_day_its_cause_and_its_end(worker, her, left):
    row = told(worker, her)
    cause = DiscrepancyCause.objects.get(code="mal-escrito")
    whole = {"state": "settled", "settled_at": timezone.now(), "cause": cause, "end": "kept"}
    empty = {**whole, left: "" if left == "end" else None}
    rows = Discrepancy.objects.filter(pk=row.pk)
    with as_system():
        with pytest.raises(IntegrityError, match="settled_whole"), transaction.atomic():
            rows.update(**empty)
        assert rows.update(**whole) == 1


@pytest.mark.parametrize("state", ["passed", "back"])
@pytest.mark.parametrize("left", ["passed_to", "passed_at"])
def test_the_database_passes_none_to_nobody(worker, her, state, left):
    row = told(worker, her)
    source = Institution.objects.get(code="SRCEI")
    whole = {"state": state, "passed_to": source, "passed_at": timezone.now()}
    rows = Discrepancy.objects.filter(pk=row.pk)
    with as_system():
        with pytest.raises(IntegrityError, match="passed_to_somebody"), transaction.atomic():
            rows.update(**{**whole, left: None})
        assert rows.update(**whole) == 1


def test_what_is_not_known_cannot_be_wrong(worker, her):
    with pytest.raises(actions.Refused):
        told(worker, her, "social-name", "x")


def test_nothing_changes_until_a_second_person_decides(worker, head, her):
    row = proposed(worker, told(worker, her))
    assert row.state == State.PROPOSED
    with as_system():
        assert Survivor.objects.get(pk=her.pk).first_surname == "Canariasoto"
    with acting(worker.staff.context), pytest.raises(RightsRefused):
        answer_actions.decide(
            request=RightsRequest.objects.get(), by=worker.staff, at=timezone.now()
        )


def test_putting_right_writes_the_new_value_in_force_and_the_old_only_in_history(worker, head, her):
    row = proposed(worker, told(worker, her))
    request = decided(head, row)
    with as_system():
        again = Survivor.objects.get(pk=her.pk)
        assert again.first_surname == "Soto"
        rows = Datum.objects.filter(survivor=her, field="names")
        in_force = rows.get(ended_at=None)
        assert in_force.value["text"] == "Zoraida Soto Quilapánez"
        assert in_force.state == "declared"
        assert any("Canariasoto" in old.value["text"] for old in rows.exclude(ended_at=None))
    with acting(head.staff.context):
        assert "Soto" in str(request.letter.context)
        assert "Canariasoto" not in str(request.letter.context["sections"])
    assert fresh(row).state == State.SETTLED


def test_an_answer_of_the_characterisation_is_put_right_too(worker, head, her):
    with acting(worker.staff.context):
        registry.tell(
            survivor=her, answers={"education": registry.Answer(("middle",))}, by=worker.staff,
            at=timezone.now(),
        )  # fmt: skip
    row = told(worker, her, "education", "Terminé la universidad")
    decided(head, proposed(worker, row, value={"codes": ["university"]}))
    assert datum(her, "education").value["codes"] == ["university"]


def test_keeping_it_takes_the_mark_away_and_leaves_her_version_beside(worker, head, her):
    row = proposed(worker, told(worker, her), end=End.KEPT, cause="estaba-bien")
    decided(head, row)
    now = datum(her)
    assert now.state == "declared"
    assert "Canariasoto" in now.value["text"]
    assert "Mi primer apellido es Soto" in now.because
    assert answered(head, row).state == "answered"


def test_the_same_value_is_no_correction(worker, her):
    same = {**SOTO, "first_surname": "Canariasoto"}
    with pytest.raises(actions.Refused):
        proposed(worker, told(worker, her), value=same)


def test_a_run_of_another_record_is_not_written_over_hers(worker, head, her):
    other = women.registered(worker, run=None)
    row = told(worker, other, "birth-date", "Nací otro año")
    row = proposed(worker, row, value={"birth_date": "1991-05-04"})
    decided(head, row)
    with as_system():
        assert Survivor.objects.get(pk=other.pk).birth_date == date(1991, 5, 4)
    mine = told(worker, other, "names")
    with acting(worker.staff.context):
        kept = Discrepancy.objects.get(pk=mine.pk)
    kept.field, kept.new_value = "document", {"run": str(women.RUN)}
    with as_system():
        kept.save(update_fields=["field", "new_value"])
        request = RightsRequest.objects.get(pk=kept.request_id)
    with acting(head.staff.context), pytest.raises(port.CannotFulfil):
        fulfilling.fulfil(request, head.staff, timezone.now())


def test_its_source_is_asked_and_answers_while_her_clock_goes_on_here(worker, her):
    row = told(worker, her)
    due = fresh(row).request.due_at
    with acting(worker.staff.context):
        source, at = Institution.objects.get(code="MDSF"), timezone.now()
        assert inquiry.letters_of(row) == []
        row = actions.pass_on(
            row=row, to=source, how="Oficio con el dato y nada más.", by=worker.staff, at=at
        )
        assert row.state == State.PASSED
        (letter,) = inquiry.letters_of(row)
        said = str(letter.context)
        assert "Canariasoto" in said
        assert "Mi primer apellido" not in said  # her words stay here
        assert worker.centre.name not in said
        row = actions.source_answered(
            row=row, says="Confirman que es Soto, con una t.", by=worker.staff, at=at
        )
    after = fresh(row)
    assert (after.state, after.passed_to_id) == (State.BACK, "MDSF")
    assert after.request.due_at == due
    assert datum(her).state == "disputed"


def test_the_request_is_not_passed_away_nor_answered_past_the_datum(worker, her):
    row = fresh(told(worker, her))
    with acting(worker.staff.context):
        request = requests.take(request=row.request, by=worker.staff, at=timezone.now())
        answer = answer_actions.Answer("granted", "Ya está.")
        with pytest.raises(RightsRefused, match=r"."):
            answer_actions.prepare(
                request=request, answer=answer, by=worker.staff, at=timezone.now()
            )
        with pytest.raises(RightsRefused):
            requests.transfer(
                request=request, to=Institution.objects.first(), by=worker.staff,
                reason="Porque el dato es de otra institución", at=timezone.now(),
            )  # fmt: skip
    assert fresh(row).request.state == "working"


def test_sent_back_it_is_open_again_and_may_end_otherwise(worker, head, her):
    row = proposed(worker, told(worker, her))
    with acting(head.staff.context):
        answer_actions.send_back(
            request=RightsRequest.objects.get(), reason="Falta mirar la cédula de ella.",
            by=head.staff, at=timezone.now(),
        )  # fmt: skip
    row = fresh(row)
    assert row.state == State.OPEN
    decided(head, proposed(worker, row, end=End.KEPT))
    assert fresh(row).end == End.KEPT


def test_taken_back_it_stands_as_it_was(worker, her):
    before = datum(her).state
    row = fresh(told(worker, her))
    with acting(worker.staff.context):
        requests.withdraw(request=row.request, by=worker.staff, at=timezone.now())
    assert (fresh(row).state, datum(her).state) == (State.WITHDRAWN, before)


def test_taken_back_from_her_own_space_her_team_takes_the_mark_away(worker, her):
    row = fresh(told(worker, her))
    door = women.space_of(her)
    with acting(door.context):
        requests.withdraw(request=row.request, by=door, at=timezone.now())
    assert fresh(row).state == State.OPEN
    with acting(worker.staff.context):
        actions.close(row=row, by=worker.staff, at=timezone.now())
    assert datum(her).state == "declared"


def test_dp13_it_is_not_closed_while_a_recipient_was_not_told_nor_excused(worker, head, her):
    sent_to(her, "MDSF", worker)
    sent_to(her, "PDI", worker)
    row = proposed(worker, told(worker, her))
    with pytest.raises(RightsRefused, match="2"):
        decided(head, row)
    noted(worker, row, "MDSF")
    with pytest.raises(RightsRefused, match="1"):
        decided(head, row)
    noted(worker, row, "PDI", excuse="impossible")
    with as_system():
        assert Survivor.objects.get(pk=her.pk).first_surname == "Canariasoto"
    letter = decided(head, row).letter
    with acting(head.staff.context):
        assert "Desarrollo Social" in str(letter.context)
    assert answered(worker, row).state == "answered"


def test_it_is_seen_by_her_team_and_by_no_other(worker, her):
    told(worker, her)
    for who, seen in ((worker, 1), (people.other_centre_worker(), 0), (officer(), 0)):
        with acting(who.staff.context):
            assert Discrepancy.objects.count() == seen


def test_no_refusal_without_the_ground_that_its_source_shows_it_right():
    ground = LegalGround.objects.get(code="dato-exacto")
    assert ground.proposal
    assert ground.rights == ["rectification"]


def test_every_state_but_the_last_may_be_taken_back():
    assert all(State.WITHDRAWN in after for state, after in MOVES.items() if after)
