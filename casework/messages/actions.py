"""Writes on messages: she chooses with a worker, somebody asks for one, anybody stops them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from casework.access.principals import Staff, SurvivorPrincipal
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.survivors import door_actions
from casework.survivors.models import SafeContact, Survivor
from casework.survivors.reaching import Against, broken_rule

from .models import CallerWords, Message, MessageOptIn, NeutralText
from .rules import BETWEEN, WRITTEN, NotNow, dies_at
from .states import OPEN, MessageState
from .stops import is_paused

TRANSIENT = {Against.DAY, Against.HOURS}  # her hours come; the other rules stay broken


@dataclass(frozen=True, slots=True)
class Choice:
    """What she chose: one of the texts in force, told in which conversation (`models.Told`)."""

    text: NeutralText
    told: str


@transaction.atomic
def opt_in(*, survivor: Survivor, choice: Choice, by: Staff, at: datetime) -> MessageOptIn:
    """Write down that she wants messages over the channel of her safe contact (safety.md 0.4).

    An earlier choice ends. Raises NotNow when no contact is in force over which one can write.
    """
    contact = written_contact(survivor, at)
    _end_choices(survivor.pk, by, at)
    made = MessageOptIn.objects.create(
        survivor=survivor, key_id=survivor.key_id, channel=contact.channel, text=choice.text,
        contact=contact, told=choice.told, recorded_by=by.operator_id, created_at=at,
    )  # fmt: skip
    _log(Verb.MESSAGES_CHOSEN, survivor.pk, by, at)
    return made


def written_contact(survivor: Survivor, at: datetime) -> SafeContact:
    """Give the safe contact in force when it is one to write to. Raises NotNow."""
    contact = SafeContact.objects.filter(survivor=survivor, ended_at=None).first()
    if contact is None or contact.channel not in WRITTEN:
        raise NotNow(_("Agree first on a safe contact by text message, WhatsApp or e-mail."))
    if broken_rule(contact, contact.channel, at) == Against.EXPIRED:
        raise NotNow(_("The safe contact expired. Agree on it again with her first."))
    return contact


@transaction.atomic
def agree_words(*, survivor: Survivor, words: str, by: Staff, at: datetime) -> CallerWords | None:
    """Write down the words by which her team knows her on the telephone; "" takes them away."""
    for old in CallerWords.objects.select_for_update().filter(survivor=survivor, ended_at=None):
        old.ended_at = at
        old.save(update_fields=["ended_at"])
    made = None
    if words.strip():
        made = CallerWords.objects.create(
            survivor=survivor, key_id=survivor.key_id, words=words.strip(),
            recorded_by=by.operator_id, created_at=at,
        )  # fmt: skip
    _log(Verb.CHANGED, survivor.pk, by, at, what="caller_words")
    return made


@transaction.atomic
def ask(*, survivor: Survivor, centre_id: int, by: Staff, at: datetime) -> Message:
    """Have the text she picked sent in the next window of her hours, once.

    Raises NotNow with the reason: she did not choose it, the contact expired, messages are paused,
    one waits already, or one went a short while ago.
    """
    choice = MessageOptIn.objects.select_for_update().filter(survivor=survivor, ended_at=None)
    chosen = choice.first()
    contact = written_contact(survivor, at) if chosen else None
    if chosen is None or contact is None or chosen.contact_id != contact.pk:
        raise NotNow(_("She has not agreed to messages with this safe contact. Ask her first."))
    broken = broken_rule(contact, chosen.channel, at)
    ends = dies_at(contact, at)
    if (broken and broken not in TRANSIENT) or ends is None:
        raise NotNow(_("Her safe contact does not allow it."))
    if is_paused(centre_id):
        raise NotNow(_("Messages are paused. Nothing is sent now."))
    _check_recent(chosen, at)
    made = Message.objects.create(
        survivor=survivor, key_id=survivor.key_id, opt_in=chosen, centre_id=centre_id,
        address=contact.value, dies_at=ends, asked_by=by.operator_id, created_at=at,
    )  # fmt: skip
    _log(Verb.MESSAGE_ASKED, survivor.pk, by, at, target=Target("message", str(made.pk)))
    return made


def _check_recent(chosen: MessageOptIn, at: datetime) -> None:
    hers = Message.objects.filter(survivor_id=chosen.survivor_id)
    if hers.filter(state__in=OPEN).exists():
        raise NotNow(_("One already waits for her hours."))
    left = (MessageState.SENT, MessageState.UNSURE)
    if hers.filter(state__in=left, ended_at__gt=at - BETWEEN).exists():
        raise NotNow(_("One was sent a short while ago. Two in a day call attention."))


@transaction.atomic
def stop(*, survivor: Survivor, by: Staff, at: datetime) -> int:
    """End all she agreed to and kill what waits, at once; gives how many messages died.

    Protective: nobody is asked anything, and it never stands in her list of readings (AB41).
    """
    _end_choices(survivor.pk, by, at)
    died = _kill(survivor.pk, at)
    _log(Verb.MESSAGES_STOPPED, survivor.pk, by, at)
    return died


@transaction.atomic
def stop_own(*, by: SurvivorPrincipal, at: datetime) -> int:
    """End all messages to herself, from her own space; gives how many died (safety.md 0.3)."""
    _end_choices(by.survivor_id, by, at)
    died = _kill(by.survivor_id, at)
    _log(Verb.MESSAGES_STOPPED, by.survivor_id, by, at)
    return died


@transaction.atomic
def close_all(*, survivor: Survivor, by: Staff, at: datetime) -> int:
    """Close everything on her telephone call: her space, its visits and her messages (AB41).

    Whoever is inside meets the page that is the same for everybody at the next press.
    """
    door_actions.freeze(survivor=survivor, by=by, at=at)
    return stop(survivor=survivor, by=by, at=at)


@transaction.atomic
def end_with_contact(contact: SafeContact, by: Staff, at: datetime) -> None:
    """End what was agreed with an earlier contact: a new one is talked about anew."""
    _end_choices(contact.survivor_id, by, at, keep=contact)
    _kill(contact.survivor_id, at)


def _end_choices(
    her: UUID, by: Staff | SurvivorPrincipal, at: datetime, keep: SafeContact | None = None
) -> None:
    rows = MessageOptIn.objects.select_for_update().filter(survivor=her, ended_at=None)
    for choice in rows.exclude(contact=keep) if keep else rows:
        choice.ended_at, choice.ended_by = at, by.actor.id
        choice.save(update_fields=["ended_at", "ended_by"])


def _kill(her: UUID, at: datetime) -> int:
    rows = Message.objects.select_for_update().filter(survivor=her)
    waiting = list(rows.filter(state=MessageState.WAITING))
    for message in waiting:
        message.state, message.ended_at, message.why = MessageState.STOPPED, at, "stopped"
        message.save(update_fields=["state", "ended_at", "why"])
    return len(waiting)


def _log(
    verb: Verb, her: UUID, by: Staff | SurvivorPrincipal, at: datetime, *, what: str = "",
    target: Target | None = None,
) -> None:  # fmt: skip
    record(
        verb, by=by.actor, at=at, target=target or Target("survivor", str(her)), subject=her,
        detail={"what": what} if what else None,
    )  # fmt: skip
