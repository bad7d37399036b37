"""The steps of a request, as the people of the tests take them."""

from zoneinfo import ZoneInfo

from django.utils import timezone

from casework.access.context import acting
from casework.documents.uploads import CleanFile
from complaints.models import LegalGround
from complaints.rights import (
    actions,
    answer_actions,
)
from complaints.rights.choices import Asked, Filer, Outcome
from complaints.rights.filing import Proxy

from .hands import at_the_counter, row

CHILE = ZoneInfo("America/Santiago")
REASON = "Falta el informe de otra institución."
POWER = CleanFile(b"%PDF-1.4 poder", "application/pdf", "pdf", "poder.pdf", scanned=False)


def rectification(by, her, **more):
    more.setdefault("wording", "Mi segundo apellido es Soto")
    return row(at_the_counter(by.staff, right=Asked.RECTIFICATION, survivor_id=her.pk, **more))


def now():
    return timezone.now()


def prepared(by, request, outcome=Outcome.GRANTED, ground=None, wording="Ya está corregido."):
    with acting(by.staff.context):
        actions.take(request=request, by=by.staff, at=now())
        answer = answer_actions.Answer(outcome, wording, ground)
        return answer_actions.prepare(request=request, answer=answer, by=by.staff, at=now())


def decided(by, request, **more):
    with acting(by.staff.context):
        more.setdefault("by_hand", "Se corrigió el apellido.")
        return answer_actions.decide(request=request, by=by.staff, at=now(), **more)


def ground(code="secreto-legal"):
    return LegalGround.objects.get(code=code)


def sent(by, request, **more):
    proof = answer_actions.Proof("in_person", now(), to_herself=True, note="Firmó", **more)
    with acting(by.staff.context):
        return answer_actions.note_sent(request=request, proof=proof, by=by.staff, at=now())


def for_her(worker, her, **more):
    more.setdefault("filer", Filer.REPRESENTATIVE)
    more.setdefault("proxy", Proxy("Tomás Poder", "12.345.678-5"))
    asked = {"right": Asked.RECTIFICATION, "survivor_id": her.pk, "wording": "x"}
    return row(at_the_counter(worker.staff, **asked, **more))
