"""Requests on their way to be carried out, as the people of the tests take them."""

from django.utils import timezone

from casework.access.context import acting
from complaints.fulfilment import copies, copy_actions
from complaints.models import DataCopy
from complaints.rights import actions, answer_actions
from complaints.rights.choices import Asked, Outcome
from tests.database import as_system
from tests.rights.hands import at_the_counter, row


def asked(by, her, right=Asked.ACCESS, **more):
    """Asked for at the counter, alone with a worker, and taken on."""
    more.setdefault("wording", "Quiero esto, por favor")
    filed = at_the_counter(by.staff, right=right, survivor_id=her.pk, alone=True, **more)
    request = row(filed)
    with acting(by.staff.context):
        if request.state == "filed":
            request = actions.take(request=request, by=by.staff, at=timezone.now())
    return request


def prepared(by, request, outcome=Outcome.GRANTED, ground=None, wording="Aquí está."):
    with acting(by.staff.context):
        answer = answer_actions.Answer(outcome, wording, ground)
        return answer_actions.prepare(
            request=request, answer=answer, by=by.staff, at=timezone.now()
        )


def decided(by, request):
    with acting(by.staff.context):
        return answer_actions.decide(request=request, by=by.staff, at=timezone.now())


def read_by_two(first, second, request):
    """The part of their centre, gathered by one and read by the other."""
    with acting(first.staff.context):
        part = copy_actions.prepare(request=request, by=first.staff, at=timezone.now())
    with acting(second.staff.context):
        return copy_actions.review(part=part, by=second.staff, at=timezone.now())


def copied(first, second, request):
    """The copy, decided."""
    read_by_two(first, second, request)
    request = decided(second, prepared(first, request))
    with as_system():
        return DataCopy.objects.select_related("request").get(request=request)


def packed(by, copy):
    with acting(by.staff.context):
        return copies.pack(copy=copy, by=by.staff, at=timezone.now())


def taken(by, copy):
    with acting(by.staff.context):
        return copies.take(copy=copy, by=by.staff, at=timezone.now())
