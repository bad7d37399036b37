"""What waits of her authorisations stands on top of every page of her file, and no longer."""

import pytest
from django.utils import timezone

from casework.access.context import enter
from casework.access.principals import SurvivorPrincipal
from casework.survivors.essentials import values_of
from consent.actions import Signature, decide
from consent.completing import confirm_in_private
from consent.record_models import Form
from tests.consent.screens import answers, hers, on_paper, signature

pytestmark = pytest.mark.django_db


def waits(her) -> dict[str, int]:
    return values_of([her.pk], "consents")[her.pk]["consents"]


def test_a_text_waits_until_she_answers_whatever_she_answers(desk, anas, text, as_paula):
    enter(as_paula.context)
    assert waits(anas) == {"texts": 1, "records": 0}
    desk.post(hers(anas, "autorizaciones/firmar/"), answers(text, "no") | signature())
    enter(as_paula.context)
    assert waits(anas) == {"texts": 0, "records": 0}


def test_a_paper_without_its_scan_waits(desk, anas, text, as_paula):
    desk.post(hers(anas, "autorizaciones/papel/"), answers(text) | on_paper(scan_later="on"))
    enter(as_paula.context)
    assert waits(anas) == {"texts": 0, "records": 1}


def test_what_she_signed_alone_waits_until_it_was_confirmed_in_private(anas, text, as_paula):
    herself = SurvivorPrincipal(anas.pk)
    enter(herself.context)
    kept = decide(
        survivor=anas, text=text, answers={item.pk: True for item in text.items.all()},
        signature=Signature(form=Form.CLAVE_UNICA, name="Ana", awaits_confirmation=True),
        by=herself, at=timezone.now(),
    )  # fmt: skip
    enter(as_paula.context)
    assert waits(anas) == {"texts": 0, "records": 1}
    confirm_in_private(record_=kept, by=as_paula, at=timezone.now())
    assert waits(anas) == {"texts": 0, "records": 0}


def test_only_her_last_answer_to_a_text_counts(desk, anas, text, as_paula):
    desk.post(hers(anas, "autorizaciones/papel/"), answers(text) | on_paper(scan_later="on"))
    desk.post(hers(anas, "autorizaciones/firmar/"), answers(text, "no") | signature())
    enter(as_paula.context)
    assert waits(anas) == {"texts": 0, "records": 0}
