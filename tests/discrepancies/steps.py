"""The steps of a discrepancy, as the people of the tests take them."""

from types import SimpleNamespace

from django.utils import timezone

from casework.access.context import acting
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.survivors.account import actions as account
from casework.survivors.registry.models import Datum
from complaints.discrepancies import actions
from complaints.discrepancies.choices import End
from complaints.fulfilment import recipients
from complaints.models import Discrepancy, DiscrepancyCause, LegalGround, RightsRequest
from complaints.rights import answer_actions
from tests.database import as_system

SOTO = {"given_names": "Zoraida", "first_surname": "Soto", "second_surname": "Quilapánez"}


def told(by, her, code="names", version="Mi primer apellido es Soto", **more):
    """She says that a datum is not right."""
    with acting(by.staff.context):
        actions.tell(
            survivor=her, code=code, said=actions.Said(version, **more), by=by.staff,
            at=timezone.now(), centre_id=by.centre.pk,
        )  # fmt: skip
        return Discrepancy.objects.get(survivor=her, field=code, settled_at=None)


def proposed(by, row, end=End.CORRECTED, value=None, cause="mal-escrito"):
    """Her team says how it ends."""
    ground = None if end == End.CORRECTED else LegalGround.objects.get(code="dato-exacto")
    value = SOTO if value is None else value
    proposal = actions.Proposal(
        end=end, cause=DiscrepancyCause.objects.get(code=cause), wording="Ya lo miramos.",
        value=value, ground=ground,
    )  # fmt: skip
    with acting(by.staff.context):
        return actions.propose(row=row, proposal=proposal, by=by.staff, at=timezone.now())


def decided(by, row):
    """A second person decides on the request."""
    with acting(by.staff.context):
        request = RightsRequest.objects.get(pk=row.request_id)
        return answer_actions.decide(request=request, by=by.staff, at=timezone.now())


def answered(by, row):
    """The answer leaves."""
    at = timezone.now()
    proof = answer_actions.Proof("in_person", at, to_herself=True, note="Firmó")
    with acting(by.staff.context):
        request = RightsRequest.objects.get(pk=row.request_id)
        return answer_actions.note_sent(request=request, proof=proof, by=by.staff, at=at)


def sent_to(her, institution, by):
    """Her data goes to an institution, as the gate writes it."""
    with acting(by.staff.context):
        record(
            Verb.DATA_SHARED, by=by.staff.actor, at=timezone.now(), subject=her.pk,
            target=Target("institution", institution), detail={"institution": institution},
        )  # fmt: skip


def noted(by, row, institution, excuse=""):
    """A recipient was told, or why not."""
    at = timezone.now()
    with acting(by.staff.context):
        request = RightsRequest.objects.get(pk=row.request_id)
        notice = next(n for n in recipients.listed(request=request) if n.institution == institution)
        return recipients.settle(
            notice=notice, told_at=None if excuse else at, excuse=excuse,
            how="Se llamó y se anotó el valor nuevo.", by=by.staff, at=at,
        )  # fmt: skip


def account_of(by, her, words="Lo que contó"):
    """An entry of her account, as a worker wrote it down."""
    at = timezone.now()
    with acting(by.staff.context):
        return account.write(
            survivor=her, kind="told", words=words, told_on=timezone.localdate(), by=by.staff,
            centre_id=by.centre.pk, at=at,
        )  # fmt: skip


def datum(her, code="names"):
    """The datum as it stands."""
    with as_system():
        row = Datum.objects.get(survivor=her, field=code, ended_at=None)
        return SimpleNamespace(state=row.state, value=row.value, because=row.because)


def fresh(row):
    """The discrepancy and its request as they are now."""
    with as_system():
        return Discrepancy.objects.select_related("request", "survivor").get(pk=row.pk)
