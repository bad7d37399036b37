"""The receipt of what somebody filed (law DP-04): sealed at once, saying what it must."""

import pytest

from casework.access.context import acting
from casework.documents import store
from complaints.models import RightsRequest
from complaints.rights.choices import Asked
from complaints.rights.receipts import receipt_of
from complaints.rights.states import State
from tests.database import as_system

from .hands import at_the_counter, from_outside, row

pytestmark = pytest.mark.django_db


def test_dp04_the_receipt_is_sealed_in_the_act_and_says_what_it_must(worker, her):
    filed = from_outside()
    with acting(worker.staff.context):
        request = RightsRequest.objects.get()
        receipt = receipt_of(request)
        assert receipt is not None
        said = str(receipt.context)
        assert filed.number in said
        assert "Alguien" in said
        assert store.open(receipt.stored).getvalue().startswith(b"%PDF")
        assert receipt.title == "Certificado de ingreso"
        assert receipt.stored.name.startswith("documento-")


def test_dp04_the_receipt_names_no_centre(worker, her):
    at_the_counter(worker.staff, right=Asked.RECTIFICATION, survivor_id=her.pk, wording="x")
    with acting(worker.staff.context):
        receipt = receipt_of(RightsRequest.objects.get())
        assert receipt is not None
        assert worker.centre.name not in str(receipt.context)


def test_dp04_without_anybody_to_seal_it_is_filed_all_the_same(monkeypatch, her):
    from casework.documents import actions
    from casework.documents.seal import SealFailed

    def down(*_args, **_named):
        raise SealFailed("down")

    monkeypatch.setattr(actions, "seal", down)
    filed = from_outside()
    assert filed.receipt is None
    with as_system():
        assert receipt_of(row(filed)) is None
    assert row(filed).state == State.HELD
