"""What is done about a datum she says is wrong: told, asked to its source, its end proposed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from casework.access.principals import Staff
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.documents.seal import SealFailed
from casework.documents.store import StoreFull
from casework.documents.uploads import CleanFile
from casework.survivors.models import Survivor
from casework.survivors.queries import display_name
from casework.survivors.registry import actions as registry
from casework.survivors.registry.models import Datum
from casework.survivors.registry.states import State as DatumState
from casework.territory.models import Institution
from casework.territory.validity import chilean_day

from ..rights import actions as requests
from ..rights import answer_actions
from ..rights.choices import Asked, Channel, Delivery, IdentityLevel
from ..rights.events import CannotMove
from ..rights.filing import Filed, Intake, file
from ..rights.ground_models import LegalGround
from ..rights.models import RightsRequest
from ..rights.rules import short_reason
from . import data, inquiry
from .choices import OUTCOMES, End
from .models import Discrepancy, DiscrepancyCause
from .states import FINAL, State, may_move

TARGET = "discrepancy"


class Refused(Exception):
    """It may not be done now; the message says why and what to do, in words for the screen."""


@dataclass(frozen=True, slots=True)
class Said:
    """What she said, and how it came. files: what supports it, which nobody may demand (law R)."""

    version: str
    channel: str = Channel.COUNTER
    identity: str = IdentityLevel.PRESENT
    delivery: str = Delivery.IN_PERSON
    answer_address: str = ""
    files: Sequence[tuple[str, CleanFile]] = ()


@transaction.atomic
def tell(
    *, survivor: Survivor, code: str, said: Said, by: Staff, at: datetime,
    centre_id: int | None = None,
) -> Filed:  # fmt: skip
    """Write down that a datum is not right: a request with its clock, and the mark at once (DP-14).

    Raises Refused when nothing is known of the field, or when she said so already.
    """
    day = chilean_day(at)
    line = data.line_of(survivor, code, day)
    if line is None:
        raise Refused(_("Nothing is written there. Write it with her instead."))
    Survivor.objects.select_for_update().get(pk=survivor.pk)
    if Discrepancy.objects.filter(survivor=survivor, field=code).exclude(state__in=FINAL).exists():
        raise Refused(_("She said so already, and it is being looked at."))
    filed = file(
        intake=_intake(survivor, str(line.label), said), channel=said.channel,
        identity=said.identity, by=by, at=at, centre_id=centre_id,
    )  # fmt: skip
    assert filed.request_id is not None
    row = Discrepancy(
        survivor=survivor, key_id=survivor.key_id, request_id=filed.request_id, field=code,
        version=said.version, told_at=at, told_by=by.operator_id,
        before=_mark(survivor, code, said.version, by, at),
    )  # fmt: skip
    row.save(force_insert=True)
    _log(row, "discrepancy-told", by, at)
    return filed


def _intake(survivor: Survivor, label: str, said: Said) -> Intake:
    names = (survivor.given_names, survivor.first_surname, survivor.second_surname)
    name = " ".join(part for part in names if part) or display_name(survivor)
    return Intake(
        right=Asked.RECTIFICATION, name=name, survivor_id=survivor.pk,
        wording=f"{label}: {said.version}", delivery=said.delivery,
        answer_address=said.answer_address, files=said.files, apart=True,
    )  # fmt: skip


def _mark(survivor: Survivor, code: str, version: str, by: Staff, at: datetime) -> str:
    """Mark the datum as disputed with her version beside it; give how sure it was."""
    row = data.current(survivor, code)
    if row is None:
        registry.note_identity(survivor=survivor, codes={code}, by=by, at=at)
        row = data.current(survivor, code)
    assert row is not None
    if row.state == DatumState.DISPUTED:
        return DatumState.DECLARED
    registry.move(datum=row, after=DatumState.DISPUTED, because=data.beside(version), by=by, at=at)
    return str(row.state)


def unmark(row: Discrepancy, because: str, by: Staff, at: datetime) -> None:
    """Take the mark away, the value as it was; nothing when somebody wrote a newer one."""
    now: Datum | None = data.current(row.survivor, row.field)
    if now is not None and now.state == DatumState.DISPUTED:
        before = DatumState(row.before)
        registry.move(datum=now, after=before, because=because, by=by, at=at)


def locked(row: Discrepancy, by: Staff) -> Discrepancy:
    """Read it anew for changing it, alone. Raises Discrepancy.DoesNotExist if not hers."""
    rows = Discrepancy.objects.changeable_by(by).select_for_update(of=("self",))
    found: Discrepancy = rows.get(pk=row.pk)
    return found


def move(row: Discrepancy, after: State, *fields: str) -> None:
    """Move it and save the named fields. Raises Refused when it is no longer there."""
    if not may_move(row.state, after):
        raise Refused(_("It has moved on meanwhile. Look at where it is now."))
    row.state = after
    row.save(update_fields=["state", "updated_at", *fields])


@transaction.atomic
def pass_on(*, row: Discrepancy, to: Institution, how: str, by: Staff, at: datetime) -> Discrepancy:
    """Ask the institution it comes from, with a sealed letter; her clock goes on here.

    Raises Refused, also when nothing can be sealed now.
    """
    kept = locked(row, by)
    problem = short_reason(how)
    if problem:
        raise Refused(_("Write how you asked them, in a few words, and without her story."))
    kept.passed_to, kept.passed_at, kept.asked_how = to, at, how
    move(kept, State.PASSED, "passed_to", "passed_at", "asked_how")
    try:
        inquiry.seal_letter(kept, to, by=by, at=at)
    except (SealFailed, StoreFull):
        raise Refused(_("The letter cannot be sealed now. Try again in a while.")) from None
    _log(kept, "discrepancy-passed", by, at)
    return kept


@transaction.atomic
def source_answered(*, row: Discrepancy, says: str, by: Staff, at: datetime) -> Discrepancy:
    """Write down what the institution answered. Raises Refused."""
    kept = locked(row, by)
    if short_reason(says):
        raise Refused(_("Write what they answered, in a few words."))
    kept.source_says, kept.source_at = says, at
    move(kept, State.BACK, "source_says", "source_at")
    _log(kept, "discrepancy-back", by, at)
    return kept


@transaction.atomic
def close(*, row: Discrepancy, by: Staff, at: datetime) -> Discrepancy:
    """Take the mark away from what she took back herself, from her own space. Raises Refused."""
    kept = locked(row, by)
    if kept.request.state != "withdrawn":
        raise Refused(_("She did not take it back."))
    move(kept, State.WITHDRAWN)
    unmark(kept, _("She took it back: it stands as it was."), by, at)
    return kept


@dataclass(frozen=True, slots=True)
class Proposal:
    """How it should end. value and told: what it will say, and where that comes from."""

    end: str
    cause: DiscrepancyCause
    wording: str
    value: data.Value = field(default_factory=dict)
    told: registry.Told = registry.HERSELF
    ground: LegalGround | None = None


@transaction.atomic
def propose(*, row: Discrepancy, proposal: Proposal, by: Staff, at: datetime) -> Discrepancy:
    """Say how it should end and hand it to a second person, who decides on the request.

    Raises Refused, RightsRefused; nothing is changed until somebody else decides.
    """
    kept = locked(row, by)
    corrects = proposal.end != End.KEPT
    if corrects and data.same(kept.survivor, kept.field, proposal.value, chilean_day(at)):
        raise Refused(_("That is what it says already. Write what it should say."))
    kept.end, kept.cause, kept.reason = proposal.end, proposal.cause, proposal.wording
    kept.new_value = proposal.value if corrects else {}
    kept.told_source = _source(proposal.told)
    move(kept, State.PROPOSED, "end", "cause", "reason", "new_value", "told_source")
    answer = answer_actions.Answer(OUTCOMES[End(proposal.end)], proposal.wording, proposal.ground)
    request = RightsRequest.objects.answered_by(by).get(pk=kept.request_id)
    try:
        if request.state == "filed":
            request = requests.take(request=request, by=by, at=at)
        answer_actions.prepare(request=request, answer=answer, by=by, at=at)
    except CannotMove:
        raise Refused(_("The request waits for something first. Open it and see.")) from None
    return kept


def _source(told: registry.Told) -> dict[str, str]:
    return {
        "source": told.source, "institution": told.institution,
        "dated": told.dated.isoformat() if told.dated else "",
    }  # fmt: skip


def _log(row: Discrepancy, what: str, by: Staff, at: datetime) -> None:
    record(
        Verb.RIGHTS_MOVED, by=by.actor, at=at, target=Target(TARGET, str(row.pk)),
        subject=row.survivor_id, purpose="request", detail={"what": what},
    )  # fmt: skip
