"""A course as she takes it: what it consists of, each lesson, its files."""

from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.documents.models import Document

from casework.access.gates import any_staff
from casework.territory.validity import chilean_day
from portal.blocks import BodyBlock
from portal.protocols.words import pieces

from .. import exercises, holders, outline, quiz_rules, results, studying
from ..forms import RunForm
from ..people_models import Attempt, Enrolment
from ..streaming import part
from .getters import lesson_in, own_place, tried


@any_staff
@require_GET
def course(request: HttpRequest, place: UUID) -> HttpResponse:
    """Show what her course consists of and how far she is."""
    found = _begun(request, place)
    at = timezone.now()
    standing = results.of_one(found, at)
    context = {
        "place": found, "standing": standing, "next": _next(found, standing),
        "why_not": studying.why_not(found, at), "asks_run": holders.asks_run(found),
        "has_run": holders.has_run(found), "run_form": RunForm(),
        "offered": exercises.offered(),
        "exercise": exercises.find(found.edition.version.practice),
    }  # fmt: skip
    return render(request, "portal/training/my_course.html", context)


@any_staff
@require_http_methods(["GET", "POST"])
def lesson(request: HttpRequest, place: UUID, key: str) -> HttpResponse:
    """Show a lesson; a POST says that she went through it and leads to the next."""
    found = _begun(request, place)
    taught, at = lesson_in(found, key), timezone.now()
    if request.method == "POST":
        if taught["quiz"]:
            return redirect("training:lesson", place, key)
        done = tried(request, lambda: studying.finish_lesson(enrolment=found, lesson=key, at=at))
        after = _after(found, key) if done else key
        return redirect("training:lesson", place, after) if after else _to(found)
    studying.open_lesson(enrolment=found, lesson=key)
    return render(request, "portal/training/lesson.html", _shown(found, taught))


def _shown(found: Enrolment, taught: dict[str, Any]) -> dict[str, Any]:
    at = timezone.now()
    tries = list(Attempt.objects.filter(enrolment=found, lesson=taught["key"]))
    running = next((one for one in tries if not studying.is_over(one, at)), None)
    quiz = quiz_rules.quiz(taught)
    return {
        "place": found, "lesson": taught, "body": BodyBlock().to_python(pieces(taught, "body")),
        "files": [piece["value"] for piece in pieces(taught, "files")],
        "quiz": quiz, "tries": _told(tries, at), "running": running,
        "left": max(0, quiz.attempts - len(tries)) if quiz and quiz.attempts else None,
        "why_not": studying.why_not(found, at), "standing": results.of_one(found, at),
        "before": _before(found, taught["key"]), "after": _after(found, taught["key"]),
    }  # fmt: skip


def _told(tries: list[Attempt], at: Any) -> list[tuple[Attempt, int]]:
    return [
        (one, quiz_rules.percent(one.right, len(one.drawn)))
        for one in tries
        if studying.is_over(one, at)
    ]


def _begun(request: HttpRequest, place: UUID) -> Enrolment:
    """Give a place of hers whose lessons can be read. Raises Http404."""
    found = own_place(request, place)
    edition = found.edition
    if not found.holds_place or edition.cancelled_at:
        raise Http404
    if edition.starts_on > chilean_day(timezone.now()):
        raise Http404
    return found


def _keys(found: Enrolment) -> list[str]:
    return [one["key"] for one in outline.lessons(found.edition.version.outline)]


def _after(found: Enrolment, key: str) -> str:
    keys = [*_keys(found), ""]
    return keys[keys.index(key) + 1]


def _before(found: Enrolment, key: str) -> str:
    keys = ["", *_keys(found)]
    return keys[keys.index(key) - 1]


def _next(found: Enrolment, standing: results.Standing) -> str:
    """Give where she goes on: where she left it, if it is not done; else what is not."""
    left = [one for one in _keys(found) if one not in standing.done]
    return found.lesson if found.lesson in left else next(iter(left), "")


def _to(found: Enrolment) -> HttpResponse:
    return redirect("training:course", found.pk)


@any_staff
@require_GET
def file(request: HttpRequest, place: UUID, document: int) -> HttpResponseBase:
    """Give a file of one of her lessons; a part of it, as players ask for videos."""
    found = _begun(request, place)
    if document not in outline.documents(found.edition.version.outline):
        raise Http404
    kept = get_object_or_404(Document, pk=document)
    plays = kept.filename.lower().endswith((".mp4", ".webm", ".vtt"))
    try:
        opened = kept.file.open("rb")
    except FileNotFoundError as missing:
        raise Http404(_("The file is not there.")) from missing
    response: HttpResponseBase | None = None
    if plays:
        response = part(request.headers.get("Range", ""), opened, kept.content_type)
    if response is None:
        response = FileResponse(opened, as_attachment=not plays, filename=kept.filename)
    response["Accept-Ranges"] = "bytes" if plays else "none"
    response["Content-Security-Policy"] = "default-src 'none'; media-src 'self'; sandbox"
    return response
