"""A quiz, a question at a time: each answer is saved as it is given, with scripts or without."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from casework.access.gates import any_staff

from .. import quiz_rules, studying
from ..people_models import Answer, Attempt
from ..questions import Kind, Question
from ..quiz_rules import Quiz
from ..refusals import NotNow
from .getters import lesson_in, own_attempt, own_place


@any_staff
@require_POST
def start(request: HttpRequest, place: UUID, key: str) -> HttpResponse:
    """Begin an attempt, or go on with the one that runs."""
    found = own_place(request, place)
    quiz = _quiz(lesson_in(found, key))
    try:
        begun = studying.start(enrolment=found, lesson=key, quiz=quiz, at=timezone.now())
    except NotNow as reason:
        messages.error(request, str(reason))
        return redirect("training:lesson", place, key)
    return redirect("training:question", begun.pk, 1)


@any_staff
@require_http_methods(["GET", "POST"])
def attempt(request: HttpRequest, attempt: UUID) -> HttpResponse:
    """Show what is answered and what is not, and hand in; once over, the result."""
    found = own_attempt(request, attempt)
    if request.method == "POST":
        late = studying.is_over(found, timezone.now()) and found.handed_at is None
        studying.hand_in(attempt=found, at=timezone.now())
        if late:
            messages.info(request, _("The time is up. What you saved until then counts."))
        return redirect("training:attempt", attempt)
    quiz, answers = _of(found), studying.answers(found)
    over = studying.is_over(found, timezone.now())
    context = {
        "attempt": found, "place": found.enrolment, "quiz": quiz, "lesson": _lesson(found),
        "lines": [
            _line(turn, question, answers.get(question.id), over=over)
            for turn, question in enumerate(_questions(found, quiz), start=1)
        ],
        "percent": quiz_rules.percent(found.right, len(found.drawn)) if over else None,
        "missing": len(found.drawn) - len(answers),
    }  # fmt: skip
    name = "result" if over else "hand_in"
    return render(request, f"portal/training/{name}.html", context)


def _line(turn: int, question: Question, answer: Answer | None, *, over: bool) -> dict[str, Any]:
    """What is right is said once the attempt is over, and not before."""
    line: dict[str, Any] = {"turn": turn, "text": question.text, "answered": answer is not None}
    if over:
        line |= {
            "given": question.said(answer.given) if answer else [],
            "is_right": bool(answer and answer.right), "right": question.said(question.right),
            "explanation": question.explanation,
        }  # fmt: skip
    return line


@any_staff
@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, attempt: UUID, turn: int) -> HttpResponse:
    """Show one question; a POST saves its answer and leads on."""
    found, at = own_attempt(request, attempt), timezone.now()
    quiz = _of(found)
    asked = dict(enumerate(_questions(found, quiz), start=1)).get(turn)
    if asked is None:
        raise Http404
    if studying.is_over(found, at):
        if request.method == "POST":
            messages.info(request, _("The time is up. What you saved until then counts."))
        return redirect("training:attempt", attempt)
    given: list[str] = []
    problem = ""
    if request.method == "POST":
        given = _given(request, asked)
        problem = _save(found, asked, given, quiz, at)
        if not problem:
            return _onwards(found, turn)
    context = _shown(found, asked, turn, given) | {"problem": problem}
    status = 422 if problem else 200
    return render(request, "portal/training/question.html", context, status=status)


def _save(found: Attempt, asked: Question, given: list[str], quiz: Quiz, at: datetime) -> str:
    """Save an answer; give why it was not, in words. What is over is told by the next page."""
    try:
        studying.save_answer(attempt=found, question=asked, given=given, quiz=quiz, at=at)
    except studying.TooLate:
        return ""
    except NotNow as reason:
        return str(reason)
    return ""


def _onwards(found: Attempt, turn: int) -> HttpResponse:
    if turn < len(found.drawn):
        return redirect("training:question", found.pk, turn + 1)
    return redirect("training:attempt", found.pk)


def _given(request: HttpRequest, asked: Question) -> list[str]:
    """Give an answer as it came: for an order, the place each thing was put at."""
    if asked.kind != Kind.ORDER:
        return [one for one in request.POST.getlist("answer") if one.strip()]
    put = {place: request.POST.get(f"place-{place}", "") for place in range(len(asked.items))}
    turned = {where: str(place) for place, where in put.items()}
    return [turned.get(str(number), "") for number in range(1, len(asked.items) + 1)]


def _shown(found: Attempt, asked: Question, turn: int, given: list[str]) -> dict[str, Any]:
    answers = studying.answers(found)
    saved = answers.get(asked.id)
    chosen = given or (list(saved.given) if saved else [])
    order = next(one["order"] for one in found.drawn if one["id"] == asked.id)
    put = {place: str(number) for number, place in enumerate(chosen, start=1)}
    return {
        "attempt": found, "place": found.enrolment, "question": asked, "turn": turn,
        "lesson": _lesson(found), "count": len(found.drawn), "chosen": chosen,
        "options": [(str(one), asked.items[one], put.get(str(one), "")) for one in order],
        "numbers": [str(number) for number in range(1, len(order) + 1)],
        "turns": [
            (number, one["id"] in answers) for number, one in enumerate(found.drawn, start=1)
        ],
    }  # fmt: skip


def _lesson(found: Attempt) -> dict[str, Any]:
    return lesson_in(found.enrolment, found.lesson)


def _of(found: Attempt) -> Quiz:
    return _quiz(_lesson(found))


def _quiz(lesson: dict[str, Any]) -> Quiz:
    quiz = quiz_rules.quiz(lesson)
    if quiz is None:
        raise Http404
    return quiz


def _questions(found: Attempt, quiz: Quiz) -> list[Question]:
    """Give the questions of an attempt in the order they were drawn."""
    known = {one.id: one for one in quiz.bank}
    return [known[one["id"]] for one in found.drawn]
