"""Writing her account: once told, only added to. The database refuses any change (protect)."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from casework.access.principals import Staff
from casework.audit.log import Target, record
from casework.audit.verbs import Verb

from .. import timeline
from ..doings import Doing, done
from ..models import RelatedPerson, Survivor
from . import hooks
from .models import Account


class AlreadyTold(Exception):
    """She told it before: read it to her and add what she wants to add."""


class NotYet(Exception):
    """The day has not come."""


class NothingToCorrect(Exception):
    """A correction names the entry it puts right, of the same woman."""


@transaction.atomic
def write(
    *, survivor: Survivor, kind: str, words: str, told_on: date, centre_id: int, by: Staff,
    at: datetime, about: Account | None = None, child: RelatedPerson | None = None,
) -> Account:  # fmt: skip
    """Write an entry of her account and sign it with the writer's name.

    Raises AlreadyTold for a second telling, NotYet, NothingToCorrect.
    """
    if kind == Account.Kind.TOLD and told(survivor):
        raise AlreadyTold
    if told_on > timezone.localdate(at):
        raise NotYet
    if kind == Account.Kind.CORRECTED and (about is None or about.survivor_id != survivor.pk):
        raise NothingToCorrect
    entry = Account.objects.create(
        survivor=survivor, key_id=survivor.key_id, kind=kind, words=words, told_on=told_on,
        about=about if kind == Account.Kind.CORRECTED else None,
        child=child if kind == Account.Kind.CHILD else None,
        written_by=by.operator_id, written_at=at, signature=by.name, centre_id=centre_id,
    )  # fmt: skip
    timeline.note(
        survivor, timeline.Kind.ACCOUNT, kind, target=("account", entry.pk), by=by, at=at,
        centre_id=centre_id,
    )  # fmt: skip
    record(
        Verb.ACCOUNT_WRITTEN, by=by.actor, at=at, target=Target("account", str(entry.pk)),
        subject=survivor.pk, detail={"what": str(kind)},
    )  # fmt: skip
    if kind != Account.Kind.CHILD:  # a child's words are not her account
        done(survivor, Doing.ACCOUNT, by=by, at=at)
    hooks.told_now(entry, by=by, at=at)
    return entry


def told(survivor: Survivor) -> bool:
    """Say whether she told her account already, to anybody, anywhere."""
    return Account.objects.filter(survivor=survivor, kind=Account.Kind.TOLD).exists()
