"""Writes of who learns: lessons gone through, attempts at a quiz, saved answer by answer."""

from collections.abc import Sequence
from datetime import datetime
from random import SystemRandom
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from casework.territory.validity import chilean_day

from . import quiz_rules
from .people_models import Answer, Attempt, Enrolment, LessonDone
from .questions import Question
from .quiz_rules import Quiz
from .refusals import NotNow
from .states import HOLDING, State

CHANCE = SystemRandom()


class TooLate(NotNow):
    """The attempt is over: what was saved until then counts."""


def why_not(enrolment: Enrolment, at: datetime) -> str:
    """Say why she cannot take lessons now; empty: she can."""
    edition, day = enrolment.edition, chilean_day(at)
    if enrolment.state not in HOLDING:
        return _("You have no place in this edition.")
    if edition.cancelled_at:
        return _("This edition was cancelled.")
    if day < edition.starts_on:
        return _("The edition has not begun.")
    if enrolment.state != State.ENROLLED:
        return _("Your result is signed: lessons can be read, nothing is added.")
    if edition.is_over(day):
        return _("The edition is over: lessons can be read, nothing is added.")
    return ""


@transaction.atomic
def open_lesson(*, enrolment: Enrolment, lesson: str) -> None:
    """Remember where she is, to go on from there another day."""
    if enrolment.lesson != lesson:
        enrolment.lesson = lesson
        enrolment.save(update_fields=["lesson"])


@transaction.atomic
def finish_lesson(*, enrolment: Enrolment, lesson: str, at: datetime) -> None:
    """Say that she went through a lesson; twice is once. Raises NotNow."""
    _open(enrolment, at)
    LessonDone.objects.get_or_create(enrolment=enrolment, lesson=lesson)


@transaction.atomic
def start(*, enrolment: Enrolment, lesson: str, quiz: Quiz, at: datetime) -> Attempt:
    """Begin an attempt, or give the one that goes on. Raises NotNow."""
    Enrolment.objects.select_for_update(of=("self",)).get(pk=enrolment.pk)
    tried = list(Attempt.objects.filter(enrolment=enrolment, lesson=lesson))
    running = [one for one in tried if not is_over(one, at)]
    if running:
        return running[-1]
    _open(enrolment, at)
    if quiz.attempts and len(tried) >= quiz.attempts:
        raise NotNow(_("You have used every attempt. Talk to who teaches the course."))
    made: Attempt = Attempt.objects.create(
        enrolment=enrolment, lesson=lesson, number=len(tried) + 1, started_at=at,
        drawn=quiz_rules.drawn(quiz, CHANCE), ends_at=quiz_rules.ends_at(at, quiz.minutes),
    )  # fmt: skip
    return made


def is_over(attempt: Attempt, at: datetime) -> bool:
    """Say whether an attempt was handed in or its time is up."""
    return attempt.handed_at is not None or (attempt.ends_at is not None and attempt.ends_at < at)


@transaction.atomic
def save_answer(
    *, attempt: Attempt, question: Question, given: Sequence[str], quiz: Quiz, at: datetime
) -> None:
    """Keep one answer, over what was answered before. Raises TooLate, NotNow."""
    kept = Attempt.objects.select_for_update(of=("self",)).get(pk=attempt.pk)
    if is_over(kept, at):
        raise TooLate(_("The time is up. What you saved until then counts."))
    if not question.accepts(given):
        raise NotNow(_("Answer the question, or leave it for later."))
    Answer.objects.update_or_create(
        attempt=kept, question=question.id,
        defaults={"given": list(given), "right": question.is_right(given), "saved_at": at},
    )  # fmt: skip
    _count(kept, quiz)


def _count(attempt: Attempt, quiz: Quiz) -> None:
    """Keep the result as it stands, so that an attempt whose time ends needs nobody to end it."""
    attempt.right = Answer.objects.filter(attempt=attempt, right=True).count()
    share = quiz_rules.percent(attempt.right, len(attempt.drawn))
    attempt.passed = share >= quiz.pass_percent
    attempt.save(update_fields=["right", "passed"])


@transaction.atomic
def hand_in(*, attempt: Attempt, at: datetime) -> Attempt:
    """Hand an attempt in; twice is once, and after its time it counts as it stood."""
    kept: Attempt = Attempt.objects.select_for_update(of=("self",)).get(pk=attempt.pk)
    if not is_over(kept, at):
        kept.handed_at = at
        kept.save(update_fields=["handed_at"])
    return kept


def answers(attempt: Attempt) -> dict[str, Any]:
    """Give what was answered in an attempt, by question. Nobody but she has any."""
    return {one.question: one for one in Answer.objects.filter(attempt=attempt)}


def _open(enrolment: Enrolment, at: datetime) -> None:
    if said := why_not(enrolment, at):
        raise NotNow(said)
