"""Put right everywhere, recipients told, a score looked at by another (law 1.1 R and I, DP-13)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework.access.context import acting
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.risk.actions import Finding, record_result
from casework.risk.models import Instrument
from casework.survivors.models import Survivor
from casework.survivors.queries import search_names
from casework.survivors.registry.models import Datum
from complaints.fulfilment import recipients, rectifying, second_look
from complaints.fulfilment.copy_actions import CopyRefused
from complaints.models import RecipientNotice, SecondLook
from complaints.rights.actions import RightsRefused
from complaints.rights.choices import Asked
from tests import people
from tests.database import as_system

from .hands import asked, decided, prepared

pytestmark = pytest.mark.django_db
WORDS = "Se pesó todo de nuevo con ella: vive sola ahora y él no sabe dónde está."


def propose(by, request, field, text):
    with acting(by.staff.context):
        return rectifying.propose(
            request=request, field=field, text=text, by=by.staff, at=timezone.now()
        )


def shared(by, her, institution="MINSAL"):
    with acting(by.staff.context):
        record(
            Verb.DATA_SHARED, by=by.staff.actor, at=timezone.now(), subject=her.pk,
            target=Target("institution", institution),
            detail={"purpose": "coordinate", "recipient": "health", "institution": institution},
        )  # fmt: skip


def test_a_value_is_put_right_everywhere_and_the_old_one_is_only_history(worker, head, her):
    request = asked(worker, her, Asked.RECTIFICATION)
    propose(worker, request, "first_surname", "Nuevapellido")
    propose(worker, request, "birth_date", "17-03-1991")
    propose(worker, request, "run", "15.555.555-6")
    decided(head, prepared(worker, request))
    with acting(worker.staff.context):
        now = Survivor.objects.get(pk=her.pk)
        assert (now.first_surname, now.birth_year, now.run) == (
            "Nuevapellido",
            1991,
            "15.555.555-6",
        )
        assert search_names("Canariasoto", by=worker.staff, at=timezone.now()) == []
        assert [
            one.pk for one in search_names("Nuevapellido", by=worker.staff, at=timezone.now())
        ] == [her.pk]
        current = {one.field: str(one.value) for one in Datum.objects.filter(ended_at=None)}
        history = [str(one.value) for one in Datum.objects.exclude(ended_at=None)]
        row = vars(now)
    assert "Canariasoto" not in str(current)
    assert any("Canariasoto" in old for old in history)
    assert "Canariasoto" not in str(row)


def test_the_letter_says_what_it_says_now(worker, head, her):
    request = asked(worker, her, Asked.RECTIFICATION)
    propose(worker, request, "social_name", "Nombresocial")
    request = decided(head, prepared(worker, request))
    with acting(worker.staff.context):
        assert "Nombresocial" in str(request.letter.context)


@pytest.mark.parametrize(
    ("field", "text"),
    [("run", "15.555.555-5"), ("birth_date", "31-02-1990"), ("birth_date", "01-01-2999"),
     ("comuna", "Ningunaparte"), ("first_surname", ""), ("social-no-existe", "x")],
)  # fmt: skip
def test_what_cannot_be_is_refused_when_it_is_written(worker, her, field, text):
    request = asked(worker, her, Asked.RECTIFICATION)
    with pytest.raises(CopyRefused):
        propose(worker, request, field, text)


def test_nothing_is_decided_while_nothing_is_written_down(worker, head, her):
    with pytest.raises(RightsRefused):
        decided(head, prepared(worker, asked(worker, her, Asked.RECTIFICATION)))


def test_what_has_its_own_page_is_waited_for(worker, head, her):
    request = asked(worker, her, Asked.RECTIFICATION)
    one = propose(worker, request, "other", "La fecha del episodio es 3 de mayo")
    request = prepared(worker, request)
    with pytest.raises(RightsRefused):
        decided(head, request)
    with acting(worker.staff.context):
        rectifying.done_by_hand(correction=one, by=worker.staff, at=timezone.now())
    assert decided(head, request).state == "decided"


def settle(by, request, **more):
    with acting(by.staff.context):
        (notice, *_rest) = recipients.listed(request=request)
        more = {"told_at": timezone.now(), "excuse": "", "how": "Oficio 12, recibido por su mesa",
                **more}  # fmt: skip
        return recipients.settle(notice=notice, by=by.staff, at=timezone.now(), **more)


def test_dp13_a_request_is_not_closed_before_each_recipient_was_told(worker, head, her):
    shared(worker, her)
    request = asked(worker, her, Asked.RECTIFICATION)
    propose(worker, request, "first_surname", "Nuevapellido")
    request = prepared(worker, request)
    with pytest.raises(RightsRefused):
        decided(head, request)
    with acting(worker.staff.context):
        assert Survivor.objects.get(pk=her.pk).first_surname == "Canariasoto"
    settle(worker, request)
    request = decided(head, request)
    with acting(worker.staff.context):
        assert "Ministerio de Salud" in str(request.letter.context)


def test_dp13_a_recipient_is_excused_only_with_a_reason(worker, her):
    shared(worker, her)
    request = asked(worker, her, Asked.OPPOSITION)
    for wrong in ({"told_at": None, "excuse": ""}, {"how": "sí"},
                  {"told_at": timezone.now() + timedelta(days=1)},
                  {"told_at": timezone.now() - timedelta(days=9)}):  # fmt: skip
        with pytest.raises(CopyRefused):
            settle(worker, request, **wrong)
    settle(worker, request, told_at=None, excuse="impossible", how="Ya no existe esa oficina allá")
    with acting(worker.staff.context):
        assert recipients.closing_check(request) == ""


def test_dp13_who_received_it_later_is_told_too(worker, her):
    shared(worker, her)
    request = asked(worker, her, Asked.OPPOSITION)
    settle(worker, request)
    shared(worker, her, "PDI")
    shared(worker, her)
    with acting(worker.staff.context):
        assert recipients.untold(request) == ["MINSAL", "PDI"]


def test_dp13_another_centre_sees_no_recipient(worker, her):
    shared(worker, her)
    request = asked(worker, her, Asked.OPPOSITION)
    with acting(worker.staff.context):
        recipients.listed(request=request)
    with acting(people.other_centre_worker().staff.context):
        assert not RecipientNotice.objects.exists()


def result_by(by, her, band="ALTO"):
    with acting(by.staff.context):
        finding = Finding(
            band=band, assessed_at=timezone.now() - timedelta(minutes=1),
            instrument=Instrument.objects.filter(judgement=True).first(), reason=WORDS,
        )  # fmt: skip
        return record_result(survivor=her, finding=finding, by=by.staff, at=timezone.now())


def look(by, request, result, outcome="kept", explanation=WORDS):
    with acting(by.staff.context):
        return second_look.decide(
            request=request, result_id=result.pk, outcome=outcome, explanation=explanation,
            by=by.staff, at=timezone.now(),
        )  # fmt: skip


def test_another_human_looks_again_and_her_words_stand_beside(worker, head, her):
    result = result_by(worker, her)
    request = asked(worker, her, Asked.IMPUGNATION, wording="Yo no corro tanto peligro")
    with pytest.raises(CopyRefused):
        look(worker, request, result)
    with pytest.raises(RightsRefused):
        decided(head, prepared(worker, request))
    look(head, request, result)
    with as_system():
        request.refresh_from_db()
    request = decided(head, request)
    with acting(worker.staff.context):
        (said,) = second_look.beside([result.pk]).values()
        assert said.hers == "Yo no corro tanto peligro"
        assert WORDS in str(request.letter.context)
    page = people.login(Client(), worker).get(reverse("risk:history", args=[her.pk]))
    shown = page.content.decode()
    assert "Yo no corro tanto peligro" in shown, "her words stand beside the result"
    assert WORDS in shown, "and so does what the second person says"


def test_a_change_needs_the_new_result_of_who_decides(worker, head, her):
    result = result_by(worker, her)
    request = asked(worker, her, Asked.IMPUGNATION, wording="Es menos")
    with pytest.raises(CopyRefused):
        look(head, request, result, "changed")
    newer = result_by(head, her, "MEDIO")
    assert look(head, request, result, "changed").replaced_by == newer.pk
    with pytest.raises(CopyRefused):
        look(head, request, result)
    with as_system():
        assert SecondLook.objects.count() == 1


def test_its_page_takes_each_step(worker, her):
    request = asked(worker, her, Asked.RECTIFICATION)
    shared(worker, her)
    client = people.login(Client(), worker)
    page = reverse("fulfilment:work", args=[request.pk])
    assert client.get(page).status_code == 200
    act = reverse("fulfilment:act", args=[request.pk, "correct"])
    assert client.post(act, {"field": "run", "text": "1-1"}).status_code == 422
    assert client.post(act, {"field": "social_name", "text": "Nombresocial"}).status_code == 302
    assert "Nombresocial" in client.get(page).content.decode()
    with acting(worker.staff.context):
        notice = RecipientNotice.objects.get()
    sent = {"row": str(notice.pk), "recipient-excuse": "impossible",
            "recipient-how": "Ya no existe esa oficina allá"}  # fmt: skip
    told = reverse("fulfilment:act", args=[request.pk, "recipient"])
    assert client.post(told, {**sent, "recipient-how": ""}).status_code == 422
    assert client.post(told, sent).status_code == 302


def test_what_was_prepared_is_what_is_decided(worker, head, her):
    request = asked(worker, her, Asked.RECTIFICATION)
    row = propose(worker, request, "social_name", "Nombresocial")
    prepared(worker, request)
    with pytest.raises(CopyRefused):
        propose(head, request_now(request), "social_name", "Otro")
    with acting(head.staff.context), pytest.raises(CopyRefused):
        rectifying.drop(correction=row, at=timezone.now())


def request_now(request):
    with as_system():
        return type(request).objects.get(pk=request.pk)
