"""Bad input and bad moments: a cat for a power, midnight between two laws, no stamp, a cousin."""

from datetime import date, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse
from PIL import Image

from casework.access.context import acting
from casework.episodes.aggressor_actions import Bond, Person, name_aggressor
from complaints.fulfilment import copy_actions
from complaints.models import RightsRequest
from complaints.rights import actions, answer_actions, fixing_actions
from complaints.rights.actions import RightsRefused
from complaints.rights.choices import Asked, Outcome, Regime
from complaints.rights.receipts import receipt_of
from tests import people
from tests.database import as_system

from .hands import at_the_counter, bar, from_outside, row
from .steps import now, prepared
from .test_pages import INTAKE

pytestmark = pytest.mark.django_db
CHILE = ZoneInfo("America/Santiago")


def cat() -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (60, 40), "orange").save(out, "JPEG")
    return SimpleUploadedFile("michi.jpg", out.getvalue(), "image/jpeg")


def test_a_cat_for_a_power_is_taken_and_a_person_asks_kindly_for_the_right_paper(worker, her):
    client = people.login(Client(), worker)
    asker = {"filer": "representative", "proxy_name": "Tomás Poder", "proxy_run": "12.345.678-5"}
    answer = client.post(
        reverse("rights:new-for", args=[her.pk]), {**INTAKE, **asker, "power": cat()}
    )
    assert answer.status_code == 200
    with as_system():
        request = RightsRequest.objects.get()
        assert request.papers.get().kind == "power"
    with acting(worker.staff.context):
        wanted = "Gracias por venir. Tráiganos el poder que ella firmó ante notario."
        fixing_actions.ask_to_complete(request=request, words=wanted, delivery="in_person",
                                       address="", by=worker.staff, at=now())  # fmt: skip
        kept = fixing_actions.complete(
            request=request, wording="", files=(), by=worker.staff, at=now()
        )
        assert kept.state == "held", "it is not closed for lack of papers"
        actions.confirm(request=kept, how="Hablé con ella en su número, a solas.",
                        by=worker.staff, at=kept.hold_until)  # fmt: skip
        answer = answer_actions.Answer(Outcome.GRANTED, "Aquí está todo lo que pidió.")
        with pytest.raises(RightsRefused):
            answer_actions.prepare(request=kept, answer=answer, by=worker.staff, at=now())
    assert wanted in client.get(reverse("rights:request", args=[request.pk])).content.decode()


@pytest.mark.parametrize(
    "at, regime, due",
    [
        (datetime(2026, 11, 30, 23, 59, tzinfo=CHILE), Regime.OLD, date(2026, 12, 2)),
        (datetime(2026, 12, 1, 0, 1, tzinfo=CHILE), Regime.NEW, date(2026, 12, 31)),
    ],
)
def test_dp01_two_minutes_apart_two_laws(her, at, regime, due):
    with override_settings(REGIMEN_21719_DESDE=date(2026, 12, 1)):
        kept = row(from_outside(at=at))
    assert kept.regime == regime
    assert kept.due_at.astimezone(CHILE).date() == due


def test_dp04_while_the_time_stamp_is_down_the_receipt_leaves_and_says_what_it_waits_for(
    worker, her, settings
):
    settings.TIMESTAMP_URL, settings.TIMESTAMP_TIMEOUT = "http://127.0.0.1:9/", 1
    filed = at_the_counter(worker.staff, right=Asked.RECTIFICATION, survivor_id=her.pk)
    assert filed.paper.startswith(b"%PDF")
    with acting(worker.staff.context):
        found = receipt_of(row(filed))
        assert found is not None
        assert found.stamp == "pending"
    page = people.login(Client(), worker).get(reverse("rights:request", args=[filed.request_id]))
    assert "sello de tiempo" in page.content.decode()


def test_ab03_a_worker_who_declares_that_he_is_the_cousin_never_acts(worker, head, her):
    request = row(at_the_counter(worker.staff, survivor_id=her.pk, alone=True))
    with acting(worker.staff.context):
        name_aggressor(survivor=her, person=Person("Ernesto Ajeno"), bond=Bond("ex_spouse"),
                       by=worker.staff, at=now())  # fmt: skip
    bar(her, worker)
    by = worker.staff
    with acting(by.context):
        assert not RightsRequest.objects.filter(pk=request.pk).exists(), "the database itself"
        for act in (
            lambda: actions.take(request=request, by=by, at=now()),
            lambda: actions.withdraw(request=request, by=by, at=now()),
        ):
            with pytest.raises(RightsRequest.DoesNotExist):
                act()
        with pytest.raises((RightsRequest.DoesNotExist, copy_actions.CopyRefused)):
            copy_actions.prepare(request=request, by=by, at=now())
    client = people.login(Client(), worker)
    for name in ("rights:request", "fulfilment:copy", "rights:match"):
        assert client.get(reverse(name, args=[request.pk])).status_code == 404
    assert prepared(head, request).state == "reviewing", "her team goes on without him"
