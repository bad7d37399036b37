"""Unattended: take what waits within her hours, send it once, write down what became of it.

Each message is taken in a transaction of its own, which is over before anything leaves the house;
whoever comes second finds nothing to take. If this program dies in between, the message stays
taken and is never sent again: the team is told that nobody can tell.
"""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from casework.audit.actors import SYSTEM
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.identity.key_ports import KeyUnavailable, Tampered
from casework.identity.vault import KeyDestroyed
from casework.survivors.models import SafeContact
from casework.survivors.reaching import Against, broken_rule

from . import hooks, lint
from .models import Message, MessageOptIn
from .ports import Fate, Outcome, port_of
from .rules import STUCK
from .states import FAILED, MessageState
from .stops import was_stopped

Now = Callable[[], datetime]
ENDS = {Fate.SENT: MessageState.SENT, Fate.REFUSED: MessageState.REFUSED,
        Fate.UNSURE: MessageState.UNSURE}  # fmt: skip


def tend(now: Now = timezone.now) -> Counter[str]:
    """Go once through what waits, oldest first; gives how many are in each state now."""
    done: Counter[str] = Counter()
    done.update(_give_up_stuck(now()))
    waiting = Message.objects.filter(state=MessageState.WAITING).order_by("created_at")
    for name in list(waiting.values_list("pk", flat=True)):
        if state := send_one(name, now):
            done[state] += 1
    return done


def send_one(name: UUID, now: Now = timezone.now) -> str:
    """Send one message if it may leave now; gives its state, or "" when it goes on waiting."""
    taken = take(name, now())
    if taken is None:
        left = Message.objects.get(pk=name)
        return "" if left.state == MessageState.WAITING else str(left.state)
    return settle(taken, _let_go(taken), now())


def _let_go(taken: Message) -> Outcome:
    """Give it to its way out; one whose address cannot be opened does not hold up the others."""
    port, words = port_of(taken.opt_in.channel), taken.opt_in.text.words
    if port is None:
        return Outcome(Fate.AGAIN, "no-provider")
    if lint.problems(words):  # a list of words that grew since it was published
        return Outcome(Fate.REFUSED, "telling")
    try:
        address = str(taken.address)
    except KeyUnavailable:
        return Outcome(Fate.AGAIN, "no-key")
    except (KeyDestroyed, Tampered):
        return Outcome(Fate.REFUSED, "sealed")
    return port.send(taken.pk.hex, address, words)


@transaction.atomic
def take(name: UUID, at: datetime) -> Message | None:
    """Take a waiting message to be sent; None when it may not leave now, whatever the reason.

    Every rule is asked again here: her choice, her contact, her hours, the pauses.
    """
    # First her choice, as whoever stops it does: a stop on the telephone never waits in a circle.
    choice = MessageOptIn.objects.select_for_update(of=("self",)).get(messages=name)
    rows = Message.objects.select_for_update(of=("self",), skip_locked=True)
    message = rows.filter(pk=name, state=MessageState.WAITING).first()
    if message is None:
        return None
    if choice.ended_at or was_stopped(message):
        _end(message, MessageState.STOPPED, "stopped", at)
        return None
    contact = SafeContact.objects.filter(survivor=message.survivor_id, ended_at=None).first()
    same = contact if contact and contact.pk == choice.contact_id else None
    broken = broken_rule(same, choice.channel, at)
    if at > message.dies_at or (broken and broken not in (Against.DAY, Against.HOURS)):
        _end(message, MessageState.DIED, str(broken or "late"), at)
        return None
    if broken:
        return None
    message.state, message.taken_at = MessageState.TAKEN, at
    message.tries += 1
    message.save(update_fields=["state", "taken_at", "tries"])
    return message


@transaction.atomic
def settle(message: Message, outcome: Outcome, at: datetime) -> str:
    """Write down what became of a message that was taken; gives its state."""
    message = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if message.state != MessageState.TAKEN:
        return str(message.state)  # given up meanwhile
    if outcome.fate == Fate.AGAIN:
        message.state, message.why = MessageState.WAITING, outcome.why
        message.save(update_fields=["state", "why"])
        return str(message.state)
    _end(message, ENDS[outcome.fate], outcome.why, at)
    return str(message.state)


def _give_up_stuck(at: datetime) -> list[str]:
    """End what was taken and never heard of again: it may have left."""
    stuck = Message.objects.filter(state=MessageState.TAKEN, taken_at__lt=at - STUCK)
    return [settle(message, Outcome(Fate.UNSURE, "interrupted"), at) for message in list(stuck)]


def _end(message: Message, state: MessageState, why: str, at: datetime) -> None:
    message.state, message.why, message.ended_at = state, why, at
    message.save(update_fields=["state", "why", "ended_at"])
    if state == MessageState.STOPPED:
        return  # somebody's wish, written down when it was said
    verb = Verb.MESSAGE_SENT if state == MessageState.SENT else Verb.MESSAGE_UNSENT
    record(
        verb, by=SYSTEM, at=at, target=Target("message", str(message.pk)),
        subject=message.survivor_id, origin="task:send_messages", detail={"state": str(state)},
    )  # fmt: skip
    if state in FAILED:
        hooks.tell_unsent(message, at)
