"""Answering: prepared by one, decided by another, sealed, sent, and proved (DP-05, DP-06, AB35)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from casework.access.levels import Right
from casework.access.principals import Staff
from casework.documents.seal import SealFailed
from casework.documents.store import StoreFull
from casework.documents.uploads import CleanFile

from . import letters, port, rules
from .actions import RightsRefused, locked, tell_trayecto
from .choices import Outcome, What
from .events import check_move, moved
from .fixing_actions import keep_papers
from .ground_models import LegalGround
from .models import RightsRequest, Sending
from .proxies import Standing, standing
from .states import State

ANSWERED_LINE = "rights-answered"
# What a stranger gets, and whoever must not learn more (SE-01, AB31).
NOTHING = "nada-que-entregar"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered: the outcome, the legal ground where it is no, the words for her."""

    outcome: str
    wording: str
    ground: LegalGround | None = None


@transaction.atomic
def prepare(*, request: RightsRequest, answer: Answer, by: Staff, at: datetime) -> RightsRequest:
    """Write the answer and hand it to a second person. Raises RightsRefused, CannotMove."""
    kept = locked(request, by)
    check_move(kept, State.REVIEWING)
    ground = answer.ground.code if answer.ground else ""
    problem = rules.outcome_problem(
        outcome=answer.outcome, ground=ground, wording=answer.wording
    ) or _barrier(kept, answer.outcome, ground)
    if problem:
        raise RightsRefused(problem)
    kept.outcome, kept.answer, kept.ground = answer.outcome, answer.wording, answer.ground
    kept.prepared_by, kept.prepared_at = by.operator_id, at
    kept.prepared_by_head = heads(kept, by)
    kept.assigned_to = kept.assigned_to or by.operator_id
    fields = ("outcome", "answer", "ground", "prepared_by", "prepared_at", "prepared_by_head",
              "assigned_to")  # fmt: skip
    return moved(kept, State.REVIEWING, What.PREPARED, by=by, at=at, fields=fields)


def heads(request: RightsRequest, by: Staff) -> bool:
    """Say whether she heads a centre that answers it; of what matches nobody, the officers."""
    if request.survivor_id is None:
        return by.may(Right.ANSWER_REQUESTS)
    return bool(by.heads & set(request.centre_ids))


def _barrier(request: RightsRequest, outcome: str, ground: str) -> str:
    """Say what stands in the way of an answer that gives something away."""
    if request.survivor_id is None:
        plain = outcome == Outcome.REFUSED and ground == NOTHING
        return "" if plain else _("Nobody here has this RUN: answer that nothing can be given.")
    found = standing(request)
    if found in (Standing.BARRED, Standing.ALIVE) and (outcome, ground) != (
        Outcome.REFUSED,
        NOTHING,
    ):
        return _("This person gets the answer of a stranger: nothing that can be given.")
    if found == Standing.FORBIDDEN and outcome != Outcome.REFUSED:
        return _("She did not want her heirs to ask. A lawyer decides.")
    if found in (Standing.UNCHECKED, Standing.ALIKE) and outcome != Outcome.REFUSED:
        return _("Nobody checked the papers of who asks for her yet.")
    return ""


@transaction.atomic
def send_back(*, request: RightsRequest, reason: str, by: Staff, at: datetime) -> RightsRequest:
    """Return an answer to be prepared again, saying why. Raises RightsRefused, CannotMove."""
    kept = locked(request, by)
    check_move(kept, State.WORKING)
    problem = rules.short_reason(reason)
    if problem:
        raise RightsRefused(_("Write what should be different, in a few words."))
    return moved(kept, State.WORKING, What.SENT_BACK, by=by, at=at, reason=reason)


@transaction.atomic
def decide(*, request: RightsRequest, by: Staff, at: datetime, by_hand: str = "") -> RightsRequest:
    """Decide as it was prepared, carry it out, and seal the letter (law DP-06).

    by_hand: what was done, for a right nobody registered a way to carry out. Raises RightsRefused
    (one's own answer, no head, something left to do, the seal down), CannotMove,
    port.CannotFulfil: then nothing was decided and nothing was done.
    """
    kept = locked(request, by)
    check_move(kept, State.DECIDED)
    problem = rules.deciding_problem(
        decider=by.operator_id, preparer=kept.prepared_by, heads=heads(kept, by),
        preparer_heads=kept.prepared_by_head,
    ) or _barrier(kept, kept.outcome, kept.ground_id or "")  # fmt: skip
    if problem:
        raise RightsRefused(problem)
    done = _fulfil(kept, by, at, by_hand)
    problem = port.closing_problem(kept)
    if problem:
        raise RightsRefused(problem)
    kept.decided_by, kept.decided_at = by.operator_id, at
    try:
        kept.letter = letters.answer(kept, done.lines, by=by, at=at)
    except (SealFailed, StoreFull):
        raise RightsRefused(_("The seal does not answer. Nothing was done: try again.")) from None
    fields = ("decided_by", "decided_at", "letter")
    return moved(kept, State.DECIDED, What.DECIDED, by=by, at=at, fields=fields)


def _fulfil(request: RightsRequest, by: Staff, at: datetime, by_hand: str) -> port.Done:
    if request.outcome == Outcome.REFUSED:
        return port.Done()
    fulfiller = port.fulfiller_for(request)
    if fulfiller is not None:
        preview = fulfiller.preview(request, by, at)
        if preview.obstacles:
            raise RightsRefused(str(preview.obstacles[0]))
        return fulfiller.fulfil(request, by, at)
    if not by_hand.strip():
        raise RightsRefused(_("Write what was done, so that she can read it."))
    return port.Done((by_hand.strip(),))


@dataclass(frozen=True, slots=True)
class Proof:
    """How an answer left: way, address, when, when it was received if known, what proves it.

    to_herself: handed to or reached her, or whoever may act for her, and identity was looked at.
    """

    delivery: str
    sent_at: datetime
    address: str = ""
    received_at: datetime | None = None
    note: str = ""
    to_herself: bool = False
    file: CleanFile | None = None


@transaction.atomic
def note_sent(*, request: RightsRequest, proof: Proof, by: Staff, at: datetime) -> RightsRequest:
    """Write down that the answer left, with its proof, for ever (law DP-05).

    Raises RightsRefused for a moment that cannot be, or when nobody made sure who receives it.
    """
    kept = locked(request, by)
    check_move(kept, State.ANSWERED)
    problem = _proof_problem(kept, proof, at)
    if problem:
        raise RightsRefused(problem)
    papers = keep_papers(kept, [("proof", proof.file)], by=by, at=at) if proof.file else []
    assert kept.letter is not None
    Sending(
        request=kept, key_id=kept.key_id, what=What.ANSWERED, delivery=proof.delivery,
        address=proof.address, at=proof.sent_at, received_at=proof.received_at,
        receipt_note=proof.note, content_sha256=bytes(kept.letter.sealed_sha256),
        proof=papers[0] if papers else None, sent_by=by.operator_id,
    ).save(force_insert=True)  # fmt: skip
    kept.answered_at = proof.sent_at
    moved(kept, State.ANSWERED, What.ANSWERED, by=by, at=at, fields=("answered_at",))
    tell_trayecto(kept, ANSWERED_LINE, by, proof.sent_at)
    return kept


def _proof_problem(request: RightsRequest, proof: Proof, at: datetime) -> str:
    assert request.decided_at is not None
    if not proof.to_herself:
        return _("Make sure who receives it before it leaves.")
    decided = request.decided_at.replace(second=0, microsecond=0)  # people write minutes
    if proof.sent_at > at or proof.sent_at < decided:
        return _("It cannot have left before it was decided, nor later than now.")
    if proof.received_at is not None and not proof.sent_at <= proof.received_at <= at:
        return _("It cannot have been received before it left, nor later than now.")
    return ""
