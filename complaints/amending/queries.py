"""Which changes an editor meets: those that wait for her, her own, and what was decided lately."""

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast

from . import kinds
from .models import Amendment
from .states import State

APPROVE = "complaints.approve_amendment"
MOST = 30


@dataclass(frozen=True, slots=True)
class Queue:
    """The page of changes, in its parts."""

    waiting: list[Amendment]
    own: list[Amendment]
    others: list[Amendment]
    decided: list[Amendment]


def waiting_for(user: Any) -> QuerySet[Amendment]:
    """Give what this person may put in force: sent, and not by her. Nothing without the right."""
    if not user.has_perm(APPROVE):
        return Amendment.objects.none()
    return Amendment.objects.filter(state=State.SENT).exclude(author_id=user.pk)


def queue(user: Any) -> Queue:
    """Give the changes as somebody meets them, the newest first. Drafts are their author's."""
    found = seen_by(user)
    mine = found.filter(author_id=user.pk, state__in=[State.DRAFT, State.SENT])
    sent = found.filter(state=State.SENT).exclude(author_id=user.pk)
    over = found.filter(decided_at__isnull=False).order_by("-decided_at")[:MOST]
    may = user.has_perm(APPROVE)
    return Queue(list(sent) if may else [], list(mine), [] if may else list(sent), list(over))


def seen_by(user: Any) -> QuerySet[Amendment]:
    """Give every change somebody may read: all that were sent, and what she wrote herself."""
    found = Amendment.objects.select_related("author", "decided_by")
    return found.filter(Q(author_id=user.pk) | Q(sent_at__isnull=False))


def marked(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Add to the rows of a kind whether a change to them waits (`change_waits`)."""
    sent = Amendment.objects.filter(kind=kinds.kind_of(rows.model), state=State.SENT)
    return rows.annotate(change_waits=Exists(sent.filter(row=Cast(OuterRef("pk"), CharField()))))
