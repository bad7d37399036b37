"""Writes on consent texts: send to review, send back, approve, begin a new version."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from casework.access.models import Operator
from casework.audit.actors import Actor
from casework.audit.log import Target, record
from casework.audit.verbs import Verb

from .legibility import PARTS, hard_parts
from .lint import problems
from .text_models import LEGAL_FIELDS, NOTICE_FIELDS, ConsentItem, ConsentText, Stage
from .text_states import may_move

COPIED = ("code", "language", "title", "introduction", "statement", "required")


class TextRefused(Exception):
    """The move is not allowed; the message says why, in words for the screen."""


def note_saved(*, text: ConsentText, by: User, at: datetime) -> None:
    """Write to the log that somebody wrote on a draft."""
    _log(Verb.TEXT_CHANGED, text, by, at)


@transaction.atomic
def send_to_review(*, text: ConsentText, by: User, at: datetime) -> ConsentText:
    """Ask a second person to approve. Raises TextRefused when a part is missing."""
    if not text.items.exists():
        raise TextRefused(_("Add at least one question before asking for approval."))
    return _move(text, Stage.REVIEW, by, at)


@transaction.atomic
def send_back(*, text: ConsentText, by: User, at: datetime) -> ConsentText:
    """Return a text to its author to be corrected."""
    return _move(text, Stage.DRAFT, by, at)


@transaction.atomic
def approve(*, text: ConsentText, by: User, at: datetime) -> ConsentText:
    """Put a version in force and freeze it; the one it replaces is retired but stays readable.

    Raises TextRefused when the approver wrote it (nobody approves their own words), when a part
    is hard to read (safety.md 6) or when it gives up a right (law DP-11).
    """
    if text.author_id is None or text.author_id == by.pk:
        raise TextRefused(_("Somebody else has to approve: nobody approves their own text."))
    _check_words(text)
    for earlier in _in_force(text):
        _move(earlier, Stage.RETIRED, by, at)
    text.approved_by, text.approved_at = by, at
    text.fingerprint = text.compute_fingerprint()
    return _move(text, Stage.APPROVED, by, at)


@transaction.atomic
def new_version(*, text: ConsentText, by: User, at: datetime) -> ConsentText:
    """Begin the next version as a draft with the same words, by whoever asks."""
    last = ConsentText.objects.filter(code=text.code, language=text.language).aggregate(
        last=models.Max("version")
    )["last"]
    copied = {name: getattr(text, name) for name in (*COPIED, *NOTICE_FIELDS, *LEGAL_FIELDS)}
    draft = ConsentText(**copied, version=last + 1, author=by)
    draft.items = [_copy(item) for item in text.items.all()]
    draft.save()
    _log(Verb.TEXT_CHANGED, draft, by, at)
    return draft


def _check_words(text: ConsentText) -> None:
    written = {name: getattr(text, name) for name in PARTS}
    for _name, words in problems(text.title, written | _questions(text)):
        raise TextRefused(words)
    hard = hard_parts(text)
    if hard:
        scored = [(part.label, part.reading.score) for part in hard if part.reading]
        named = ", ".join(f"{label} ({score:.0f})" for label, score in scored)
        words = _("These parts are too hard to read; they need 65 or more: %(parts)s.")
        raise TextRefused(words % {"parts": named})


def _questions(text: ConsentText) -> dict[str, str]:
    return {str(item.pk): f"{item.question} {item.detail}" for item in text.items.all()}


def _copy(item: ConsentItem) -> ConsentItem:
    return ConsentItem(
        purpose_id=item.purpose_id,
        recipient_id=item.recipient_id,
        question=item.question,
        detail=item.detail,
        sort_order=item.sort_order,
    )


def _in_force(text: ConsentText) -> "models.QuerySet[ConsentText]":
    same = ConsentText.objects.filter(code=text.code, language=text.language)
    found: models.QuerySet[ConsentText] = same.filter(stage=Stage.APPROVED).exclude(pk=text.pk)
    return found


def _move(text: ConsentText, stage: Stage, by: User, at: datetime) -> ConsentText:
    if not may_move(text.stage, stage):
        raise TextRefused(_("The text has moved on meanwhile. Look at it again."))
    before, text.stage = text.stage, stage
    text.save()
    _log(Verb.TEXT_CHANGED, text, by, at, before=before)
    return text


def _log(verb: Verb, text: ConsentText, by: User, at: datetime, **more: Any) -> None:
    detail = {"code": text.code, "version": text.version, "stage": text.stage, **more}
    target = Target("consent_text", str(text.pk))
    record(verb, by=_actor(by), at=at, target=target, detail=detail)


def _actor(by: User) -> Actor:
    operator = Operator.objects.filter(user=by).first()
    return Actor(kind="staff", id=operator.pk if operator else None)
