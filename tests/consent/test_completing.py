"""Withdrawing on request, confirming in private, what related persons say, handing data over."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from casework.access.context import enter
from casework.access.principals import SurvivorPrincipal
from casework.documents.queries import Verdict, ask_by_code
from casework.sharing.gate import Sharing, may_share
from casework.sharing.queries import sent
from casework.survivors.actions import add_related
from consent.actions import Signature, decide
from consent.completing import NothingLacking, confirm_in_private
from consent.models import ConsentConfirmation, ConsentRecord, RelatedAnswer
from consent.record_models import Form
from tests.consent.screens import answers, hers, on_paper, picture, signature

pytestmark = pytest.mark.django_db


def allowed(survivor) -> bool:
    asked = Sharing(survivor.pk, "network_centres", "history")
    return may_share(asked, at=timezone.now() + timedelta(minutes=1)).allowed


@pytest.fixture
def signed(desk, anas, text, as_paula):
    desk.post(hers(anas, "autorizaciones/firmar/"), answers(text) | signature())
    return ConsentRecord.objects.get(survivor=anas)


@pytest.fixture
def alone(anas, text, as_paula):
    """She signed by herself with ClaveUnica alone: it waits."""
    herself = SurvivorPrincipal(anas.pk)
    enter(herself.context)
    kept = decide(
        survivor=anas,
        text=text,
        answers={item.pk: True for item in text.items.all()},
        signature=Signature(form=Form.CLAVE_UNICA, name="Ana", awaits_confirmation=True),
        by=herself,
        at=timezone.now(),
    )
    enter(as_paula.context)
    return kept


@pytest.mark.parametrize("asked", ["phone", "person"])
def test_a_worker_withdraws_for_her_at_once(desk, anas, signed, asked):
    """DP-23, DP-26."""
    assert allowed(anas)
    response = desk.post(hers(anas, f"registro/{signed.pk}/retirar/"), {"asked": asked})
    assert response.status_code == 302
    assert not allowed(anas)
    assert ask_by_code(signed.attachment.sealed_document.code).verdict is Verdict.WITHDRAWN
    receipt = ConsentRecord.objects.get(kind="withdrawal")
    assert receipt.attachment.sealed_document.status == "valid"


def test_withdrawing_takes_no_more_steps_than_giving(desk, anas, text):
    """DP-26: from the tab, one page and one press each way."""
    tab = desk.get(hers(anas)).content.decode()
    assert hers(anas, "autorizaciones/firmar/") in tab
    desk.post(hers(anas, "autorizaciones/firmar/"), answers(text) | signature())
    tab = desk.get(hers(anas))
    kept = tab.context["history"][0].record
    page = desk.get(hers(anas, f"registro/{kept.pk}/")).content.decode()
    assert hers(anas, f"registro/{kept.pk}/") in tab.content.decode()
    assert hers(anas, f"registro/{kept.pk}/retirar/") in page


def test_only_what_she_names_is_withdrawn(desk, anas, signed):
    other = signed.decisions.get(purpose="coordinate")
    wanted = {"asked": "person", "stop": str(other.pk)}
    desk.post(hers(anas, f"registro/{signed.pk}/retirar/"), wanted)
    assert allowed(anas)


def test_an_answer_given_alone_counts_once_confirmed_in_private(desk, anas, alone):
    """safety.md 5, under coercion."""
    assert not allowed(anas)
    tab = desk.get(hers(anas)).content.decode()
    assert hers(anas, f"registro/{alone.pk}/") in tab
    assert desk.post(hers(anas, f"registro/{alone.pk}/confirmar/")).status_code == 302
    assert allowed(anas)


def test_confirming_is_a_row_of_its_own_that_nobody_changes(alone, as_paula):
    row = confirm_in_private(record_=alone, by=as_paula, at=timezone.now())
    assert row.confirmed_by == as_paula.operator_id
    for sql in ("UPDATE {} SET at = now()", "DELETE FROM {}"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql.format("consent_consentconfirmation"))


def test_nothing_is_confirmed_twice(alone, as_paula):
    confirm_in_private(record_=alone, by=as_paula, at=timezone.now())
    with pytest.raises(NothingLacking):
        confirm_in_private(record_=ConsentRecord.objects.get(pk=alone.pk), by=as_paula,
                           at=timezone.now())  # fmt: skip


def test_she_cannot_confirm_her_own_answer(anas, alone):
    herself = SurvivorPrincipal(anas.pk)
    enter(herself.context)
    with pytest.raises(DatabaseError), transaction.atomic():
        ConsentConfirmation.objects.create(
            survivor=anas, key_id=anas.key_id, record=alone, what="private",
            confirmed_by=anas.pk, at=timezone.now(),
        )  # fmt: skip


def test_a_paper_without_scan_lets_nothing_out_until_it_comes(desk, anas, text, as_paula):
    """DP-30: in writing."""
    marked = answers(text) | on_paper(scan_later="on")
    desk.post(hers(anas, "autorizaciones/papel/"), marked)
    kept = ConsentRecord.objects.get(survivor=anas)
    assert kept.lacks() == ["scan"]
    assert not allowed(anas)
    desk.post(hers(anas, f"registro/{kept.pk}/agregar/scan/"), {"file": picture()})
    assert allowed(anas)
    assert "scan" not in desk.get(hers(anas)).context["history"][0].lacks


def test_the_last_word_of_a_related_person_counts(desk, anas, as_paula):
    """DP-29."""
    child = add_related(survivor=anas, relation="child", by=as_paula, at=timezone.now())
    for given in ("yes", "no"):
        desk.post(hers(anas, f"cercanos/{child.pk}/"), {"given": given})
    assert RelatedAnswer.objects.filter(related=child).count() == 2
    (close,) = desk.get(hers(anas)).context["people"]
    assert close.agreed is False


def test_an_aggressor_is_never_asked(desk, anas, as_paula):
    """DP-44."""
    him = add_related(
        survivor=anas, relation="partner", is_aggressor=True, by=as_paula, at=timezone.now()
    )
    assert desk.post(hers(anas, f"cercanos/{him.pk}/"), {"given": "yes"}).status_code == 404
    assert not RelatedAnswer.objects.exists()


DELIVERY = {"purpose": "coordinate", "recipient": "health"}


@pytest.fixture
def institution():
    from casework.territory.models import Institution

    return Institution.objects.filter(valid_to=None).earliest("name").pk


def test_data_are_handed_over_only_as_she_agreed(desk, anas, signed, institution):
    """DP-24, DP-26."""
    form = {**DELIVERY, "institution": institution}
    assert desk.post(hers(anas, "entregar/"), form).status_code == 302
    assert [one.purpose for one in sent(anas.pk)] == ["coordinate"]
    page = desk.get(hers(anas, "entregar/"))
    assert len(page.context["sent"]) == 1


def test_a_refusal_at_the_gate_says_why_and_sends_nothing(desk, anas, text, institution, as_paula):
    """DP-20: the record exists before the first use."""
    response = desk.post(hers(anas, "entregar/"), {**DELIVERY, "institution": institution})
    assert response.status_code == 422
    assert "no se le ha preguntado" in response.content.decode().lower()
    assert sent(anas.pk) == []
