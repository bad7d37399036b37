"""Reads on messages: what she agreed to, what waits, what stands still."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery

from casework.access.principals import Staff
from casework.identity import vault
from casework.survivors import masking
from casework.survivors.models import SafeContact, Survivor
from casework.survivors.queries import display_name
from casework.survivors.reaching import answer_for
from casework.territory.models import Centre

from .models import CallerWords, Message, MessageOptIn, MessagePause, NeutralText
from .ports import port_of
from .rules import WRITTEN
from .states import OPEN, MessageState
from .stops import may_pause

LATEST = 50
LOOKS = {
    MessageState.WAITING: ("clock", "neutral"),
    MessageState.TAKEN: ("clock", "neutral"),
    MessageState.SENT: ("check", "success"),
    MessageState.STOPPED: ("pause", "neutral"),
}


def texts() -> list[NeutralText]:
    """Give the texts she may pick from."""
    return list(NeutralText.objects.filter(valid_to=None).order_by("slot"))


def choice_of(survivor: Survivor) -> MessageOptIn | None:
    """Give what she agreed to and nobody ended, with its contact and text."""
    rows = MessageOptIn.objects.filter(survivor=survivor, ended_at=None)
    return rows.select_related("text", "contact").first()


def caller_words(survivor: Survivor, by: Staff) -> str:
    """Give the words she says on the telephone; "" when none, or not for this reader."""
    if masking.hides(survivor.pk, by):
        return ""
    row = CallerWords.objects.filter(survivor=survivor, ended_at=None).first()
    return str(row.words) if row else ""


def space(survivor: Survivor, by: Staff, at: datetime) -> dict[str, Any]:
    """Give what the tab of her own space says of messages."""
    if masking.hides(survivor.pk, by):
        return {"hidden": True}
    rows = SafeContact.objects.filter(survivor=survivor, ended_at=None).annotate(
        last_state=_latest("state"), last_at=_latest("created_at"),
        chosen=Subquery(_choices().values("pk")[:1]),
    )  # fmt: skip
    contact = rows.first()
    choice = choice_of(survivor) if contact and contact.chosen else None
    last = contact.last_state if contact else None
    same = contact if choice and contact and contact.pk == choice.contact_id else None
    answer = answer_for(same, choice.channel, at) if choice else None
    return {
        "choice": choice,
        "answer": answer,
        "until": same.valid_until if same else None,
        "may_write": contact is not None and contact.channel in WRITTEN,
        "no_way": choice is not None and port_of(choice.channel) is None,
        "last": MessageState(last).label if last else None,
        "last_at": contact.last_at if contact else None,
        "look": look(last) if last else None,
        "waits": last in OPEN,
    }


def _choices() -> Any:
    return MessageOptIn.objects.filter(survivor=OuterRef("survivor"), ended_at=None)


def _latest(field: str) -> Subquery:
    """Give a column of her last message; the page asks one question for all of it."""
    rows = Message.objects.filter(survivor=OuterRef("survivor")).order_by("-created_at")
    return Subquery(rows.values(field)[:1])


def look(state: str) -> tuple[str, str]:
    """Give drawing and tone of a state."""
    return LOOKS.get(MessageState(state), ("alert", "warning"))


@dataclass(frozen=True, slots=True)
class Line:
    """A message in a list."""

    survivor_id: UUID
    name: str
    message: Message
    icon: str
    tone: str


def lines(by: Staff) -> list[Line]:
    """Give the latest messages of the asker's centres, newest first."""
    rows = Message.objects.visible_to(by).filter(centre_id__in=by.case_centres)
    found = list(rows.select_related("survivor", "opt_in").order_by("-created_at")[:LATEST])
    vault.unlock([one.survivor.key_id for one in found])
    return [
        Line(one.survivor_id, display_name(one.survivor), one, *look(one.state)) for one in found
    ]


@dataclass(frozen=True, slots=True)
class Switch:
    """The switch of a centre, or of the country (no centre): pause tells since when it is off."""

    centre: Centre | None
    pause: MessagePause | None
    mine: bool


def switches(by: Staff) -> list[Switch]:
    """Give the country's switch and those of the asker's centres."""
    standing = {one.centre_id: one for one in MessagePause.objects.filter(ended_at=None)}
    centres = Centre.objects.filter(pk__in=by.case_centres).order_by("name")
    return [
        Switch(None, standing.get(None), may_pause(None, by)),
        *(Switch(one, standing.get(one.pk), may_pause(one.pk, by)) for one in centres),
    ]
