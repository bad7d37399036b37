"""She reads, signs and changes her mind on her phone."""

import re

import pytest
from django.db import ProgrammingError, transaction

from casework.access.context import acting
from casework.access.principals import SurvivorPrincipal
from casework.audit.models import AuditEvent
from casework.survivors.actions import add_related
from casework.survivors.choices import Mode
from casework.survivors.timeline import address_of
from casework.survivors.timeline_models import TrajectoryEvent
from casework.territory.validity import chilean_day
from consent.actions import Signature, decide
from consent.models import ConsentRecord
from tests.database import as_system
from tests.selfservice.conftest import HERS, NOW, phone

pytestmark = pytest.mark.django_db
SIGN = "/mi-espacio/permisos/autorizaciones/"


@pytest.fixture
def inside(text, key_in_hand):
    client = phone(HERS)
    client.post("/mi-espacio/numero/", {"number": key_in_hand})
    return client


def answers(text, value):
    return {f"item_{item.pk}": value for item in text.items.all()}


def test_what_waits_for_her_is_on_the_first_page(inside):
    assert SIGN in inside.get("/mi-espacio/").content.decode()


def test_nothing_is_marked_beforehand(inside):
    assert "checked" not in inside.get(SIGN).content.decode()


def test_name_document_and_date_come_from_clave_unica(inside):
    page = inside.get(SIGN).content.decode()
    assert "Ana María Soto Núñez" in page
    assert "44.444.444-4" in page


def test_she_signs_and_reads_her_copy(inside, text):
    response = inside.post(SIGN, answers(text, "yes"), follow=True)
    copy = inside.get(response.redirect_chain[-1][0] + "copia/")
    assert copy.content.startswith(b"%PDF")
    assert "documento-" in copy["Content-Disposition"]


def test_refusing_takes_as_many_steps_as_accepting(inside, text):
    assert inside.post(SIGN, answers(text, "no")).status_code == 302


def test_a_question_without_answer_keeps_the_others_as_she_left_them(inside, text):
    first, *_rest = text.items.all()
    response = inside.post(SIGN, {f"item_{first.pk}": "no"})
    assert response.status_code == 422
    assert "checked" in response.content.decode()


def test_sending_the_same_answers_again_does_not_sign_twice(inside, text):
    first = inside.post(SIGN, answers(text, "yes"))
    assert inside.post(SIGN, answers(text, "yes"))["Location"] == first["Location"]
    assert inside.post(SIGN, answers(text, "no"))["Location"] != first["Location"]
    with as_system():
        assert ConsentRecord.objects.count() == 2


def test_after_changing_her_mind_the_same_answers_are_a_new_signature(inside, text):
    first = inside.post(SIGN, answers(text, "yes"))["Location"]
    inside.post(first + "cambiar/")
    assert inside.post(SIGN, answers(text, "yes"))["Location"] != first


def test_changing_her_mind_is_one_step_from_what_she_signed(inside, text):
    signed = inside.post(SIGN, answers(text, "yes"), follow=True).redirect_chain[-1][0]
    response = inside.post(signed + "cambiar/", follow=True)
    assert response.context["kept"].kind == "withdrawal"
    assert not inside.get(signed).context["given"]


def test_she_may_change_her_mind_about_one_thing_only(inside, text):
    signed = inside.post(SIGN, answers(text, "yes"), follow=True).redirect_chain[-1][0]
    one, other = inside.get(signed).context["given"]
    inside.post(signed + "cambiar/", {"some": "1", "stop": str(one.pk)})
    assert [row.pk for row in inside.get(signed).context["given"]] == [other.pk]


def test_some_without_a_mark_takes_nothing_back_and_says_so(inside, text):
    signed = inside.post(SIGN, answers(text, "yes"), follow=True).redirect_chain[-1][0]
    answer = inside.post(signed + "cambiar/", {"some": "1"})
    assert answer.status_code == 422
    assert "Marca al menos uno" in answer.content.decode()
    assert len(inside.get(signed).context["given"]) == 2


def test_a_mark_left_behind_never_makes_everything_less(inside, text):
    """Two forms: what she presses is what is sent, whatever she marked before."""
    signed = inside.post(SIGN, answers(text, "yes"), follow=True).redirect_chain[-1][0]
    forms = re.findall(r"<form[^>]*cambiar/.*?</form>", inside.get(signed).content.decode(), re.S)
    assert [("stop" in form, 'name="some"' in form) for form in forms] == [
        (False, False), (True, True),
    ]  # fmt: skip


def test_each_act_is_a_line_of_her_trayecto_for_her_team(inside, text, her):
    signed = inside.post(SIGN, answers(text, "yes"), follow=True).redirect_chain[-1][0]
    inside.post(signed + "cambiar/")
    with as_system():
        lines = TrajectoryEvent.objects.filter(survivor=her, target_kind="consent")
        written = {line.code: (line.detail, line.operator_id) for line in lines}
        records = set(ConsentRecord.objects.values_list("pk", flat=True))
        assert {line.target_id for line in lines} == records
        assert all(str(line.target_id) in address_of(line) for line in lines)
    by_herself = {"form": "clave_unica"}
    assert written == {
        "consent-signed": ({**by_herself, "yes": 2, "no": 0}, None),
        "consent-withdrawn": ({**by_herself, "yes": 0, "no": 2}, None),
    }


def test_her_own_hand_writes_no_other_line(her):
    herself = SurvivorPrincipal(her.pk)
    with pytest.raises(ProgrammingError), transaction.atomic(), acting(herself.context):
        TrajectoryEvent.objects.create(
            survivor=her, key_id=her.key_id, kind="risk", code="result", at=NOW,
            target_kind="risk", target_id=her.pk,
        )  # fmt: skip


def test_a_no_can_become_a_yes_later(inside, text):
    signed = inside.post(SIGN, answers(text, "no"), follow=True)
    assert signed.context["again"] == text
    later = inside.post(SIGN, answers(text, "yes"), follow=True)
    assert len(later.context["given"]) == 2


def test_signed_with_clave_unica_alone_it_waits_to_be_confirmed(text, key_in_hand, set_mode):
    set_mode(Mode.OPEN)
    hers = phone(HERS)
    signed = hers.post(SIGN, answers(text, "yes"))["Location"]
    with as_system():
        assert ConsentRecord.objects.get().awaits_confirmation
    assert "a solas antes de enviar" in hers.get(signed).content.decode()
    taken_back = hers.post(signed + "cambiar/", follow=True).content.decode()
    assert "a solas antes de enviar" not in taken_back  # a no waits for nobody


def test_her_ledger_shows_who_registered_her(inside):
    page = inside.get("/mi-espacio/lecturas/").content.decode()
    assert "Centro Valdivia" in page


def test_signing_leaves_its_line_in_the_log(inside, text):
    inside.post(SIGN, answers(text, "yes"))
    with as_system():
        assert AuditEvent.objects.filter(verb="consent.given").count() == 1


def test_she_sees_that_somebody_signed_for_her(her, text, inside, own_centre_worker, as_principal):
    """Law DP-43: the minor sees who signed for her."""
    as_principal(own_centre_worker)
    mother = add_related(survivor=her, relation="parent", by=own_centre_worker, at=NOW)
    her.birth_date = chilean_day(NOW).replace(year=chilean_day(NOW).year - 14)
    her.save()
    signature = Signature(form="button", name="La mamá", representative=mother, power="parent")
    kept = decide(
        survivor=her,
        text=text,
        answers={item.pk: True for item in text.items.all()},
        signature=signature,
        by=own_centre_worker,
        at=NOW,
    )
    page = inside.get(f"/mi-espacio/firmado/{kept.pk}/").content.decode()
    assert str(kept.get_power_display()) in page
