"""What she asks her team from her space, and how a worker ends it (safety.md 0.3, 1.2; AB35)."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from casework.access.principals import Staff, SurvivorPrincipal
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.survivors.actions import Contact, agree_contact
from casework.survivors.choices import Mode
from casework.survivors.door_actions import NeedsDocument, NeedsKey, choose_mode
from casework.survivors.models import SafeContact, Survivor
from casework.survivors.queries import contact_of as contact_now

from .choices import HELD, WishKind
from .models import HOLD, Wish
from .states import FINAL, WishState

MOST_QUESTIONS = 10  # open at once
SHORTEST_HOW = 10


class WishRefused(Exception):
    """It may not be done now; the message says why, in words for the screen."""


@transaction.atomic
def ask(
    *, kind: WishKind, survivor: Survivor, by: SurvivorPrincipal, at: datetime,
    words: str = "", about: str = "", wanted: Mapping[str, Any] | None = None,
) -> Wish | None:  # fmt: skip
    """Ask her team. None when the same waits already: one change at a time, ten questions.

    What could be forced is held for 72 hours; nothing changes until a worker confirms it.
    """
    waiting = Wish.objects.visible_to(by).filter(kind=kind, state=WishState.ASKED).count()
    if waiting >= (1 if kind in HELD else MOST_QUESTIONS):
        return None
    wish = Wish(
        survivor=survivor, key_id=survivor.key_id, centre_ids=survivor.centre_ids, kind=kind,
        asked_at=at, hold_until=at + HOLD if kind in HELD else None,
        words=words, about=about, wanted=dict(wanted or {}),
    )  # fmt: skip
    wish.save(force_insert=True)
    _log(Verb.SPACE_ASKED, wish, by, at)
    return wish


@transaction.atomic
def take_back(*, wish_id: UUID, by: SurvivorPrincipal, at: datetime) -> None:
    """Take back what still waits, at once and without a reason; what ended stays as it is."""
    wish = Wish.objects.visible_to(by).filter(pk=wish_id, state=WishState.ASKED).first()
    if wish is None:
        return
    wish.state, wish.ended_at = WishState.TAKEN_BACK, at
    wish.save(update_fields=["state", "ended_at"])
    _log(Verb.SPACE_ASKED, wish, by, at)


@transaction.atomic
def settle(
    *, wish: Wish, done: bool, by: Staff, at: datetime, answer: str = "", how: str = ""
) -> Wish:
    """End a wish: a question is answered, a change is made or left as it was.

    how: how it was made sure, over the channel agreed BEFORE or in person, that she wants it.
    Raises WishRefused before its 72 hours, without saying how, or when it ended meanwhile.
    """
    rows = Wish.objects.changeable_by(by).select_for_update(of=("self",))
    kept: Wish = rows.select_related("survivor").get(pk=wish.pk)
    problem = settling_problem(kept, done=done, at=at, answer=answer, how=how)
    if problem:
        raise WishRefused(problem)
    if done:
        _make(kept, by, at)
    kept.state = WishState.DONE if done else WishState.LEFT
    kept.answer, kept.how, kept.ended_at, kept.ended_by = answer, how, at, by.operator_id
    kept.save(update_fields=["state", "answer", "how", "ended_at", "ended_by"])
    _log(Verb.SPACE_ANSWERED, kept, by, at)
    return kept


def settling_problem(wish: Wish, *, done: bool, at: datetime, answer: str, how: str) -> str:
    """Say why a wish may not end so; "" when it may."""
    if wish.state in FINAL:
        return _("This ended meanwhile.")
    if wish.kind == WishKind.QUESTION or not done:
        return "" if answer.strip() else _("Write her a few words: she reads them in her space.")
    if wish.hold_until is not None and at < wish.hold_until:
        return _("It is too early: these hours give her time to take it back.")
    if len(how.strip()) < SHORTEST_HOW:
        return _("Write how you made sure with her, in a few words.")
    return ""


def _make(wish: Wish, by: Staff, at: datetime) -> None:
    if wish.kind == WishKind.CONTACT:
        contact = contact_of(wish.wanted, before=contact_now(wish.survivor))
        agree_contact(survivor=wish.survivor, contact=contact, by=by, at=at)
    elif wish.kind == WishKind.DOOR:
        try:
            choose_mode(survivor=wish.survivor, mode=Mode(wish.wanted["mode"]), by=by, at=at)
        except (NeedsKey, NeedsDocument):
            raise WishRefused(_("Her door cannot open that way yet. Look at its page.")) from None


def contact_of(wanted: Mapping[str, Any], *, before: SafeContact | None) -> Contact:
    """Give the contact she asked for. before: the words to say and to avoid stay as agreed."""
    starts, ends = wanted.get("from_hour"), wanted.get("to_hour")
    return Contact(
        channel=wanted["channel"], value=wanted.get("value", ""),
        from_hour=time.fromisoformat(starts) if starts else None,
        to_hour=time.fromisoformat(ends) if ends else None,
        weekdays=tuple(wanted.get("weekdays", ())),
        words_to_say=before.words_to_say if before else "",
        words_to_avoid=before.words_to_avoid if before else "",
    )  # fmt: skip


def _log(verb: Verb, wish: Wish, by: Staff | SurvivorPrincipal, at: datetime) -> None:
    target = Target("wish", str(wish.pk))
    record(
        verb, by=by.actor, at=at, target=target, subject=wish.survivor_id,
        detail={"what": str(wish.kind), "state": str(wish.state)},
    )  # fmt: skip
