"""Writes on the vault: keep a note for one case, open it with a reason, destroy it (law DP-60)."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from casework.access.principals import Staff
from casework.access.rules import reason_problem
from casework.audit.actors import SYSTEM
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.cases.models import Case
from casework.survivors.models import Survivor

from . import catalogue
from .aggressor_models import Aggressor
from .vault_models import BackgroundNote, BackgroundReading

MAX_DAYS = "background.max_days"


class NotForThisCase(ValueError):
    """There is no open case of hers in a centre of the asker's, or the day cannot be."""


class BadReason(ValueError):
    """The typed reason will not do; the message says why, in words."""


def latest_day(today: date) -> date:
    """Give the last day a note written today may be kept until; a number that is data."""
    return today + timedelta(days=catalogue.lists().numbers[MAX_DAYS])


@transaction.atomic
def keep_background(
    *, survivor: Survivor, aggressor: Aggressor, case: Case, text: str, institution_code: str,
    expires_on: date, by: Staff, at: datetime,
) -> BackgroundNote:  # fmt: skip
    """Keep what an institution told, for one open case of one's own centre, until a day.

    Raises NotForThisCase.
    """
    today = localdate(at)
    theirs = case.survivor_id == aggressor.survivor_id == survivor.pk
    mine = case.centre_id in by.case_centres and case.closed_at is None
    if not (theirs and mine and today < expires_on <= latest_day(today)):
        raise NotForThisCase(_("A note belongs to an open case of your centre and to a last day."))
    note = BackgroundNote.objects.create(
        survivor=survivor, key_id=aggressor.key_id, centre_ids=[case.centre_id], case=case,
        aggressor=aggressor, text=text, institution_id=institution_code, expires_on=expires_on,
        recorded_by=by.operator_id, created_at=at,
    )  # fmt: skip
    _log(Verb.CHANGED, note, by, at)
    return note


@transaction.atomic
def open_background(*, note: BackgroundNote, reason: str, by: Staff, at: datetime) -> str:
    """Give the text of one note, after keeping the typed reason. Raises BadReason."""
    if problem := reason_problem(reason):
        raise BadReason(problem)
    BackgroundReading.objects.create(
        survivor_id=note.survivor_id, key_id=note.survivor.key_id, centre_ids=note.centre_ids,
        note_id=note.pk, reason=reason.strip(), read_by=by.operator_id, created_at=at,
    )  # fmt: skip
    _log(Verb.BACKGROUND_READ, note, by, at)
    return str(note.text)


def purge(at: datetime) -> int:
    """Destroy the notes whose day is past, telling the log of each. For the system role."""
    over = BackgroundNote.objects.filter(expires_on__lt=localdate(at))
    gone = 0
    for note in over.iterator():
        with transaction.atomic():
            record(
                Verb.CHANGED, by=SYSTEM, at=at, target=Target("background", str(note.pk)),
                subject=note.survivor_id, detail={"what": "background_expired"},
            )  # fmt: skip
            note.delete()
            gone += 1
    return gone


def _log(verb: Verb, note: BackgroundNote, by: Staff, at: datetime) -> None:
    target = Target("background", str(note.pk))
    detail = {"what": "background"}
    record(verb, by=by.actor, at=at, target=target, subject=note.survivor_id, detail=detail)
