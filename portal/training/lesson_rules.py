"""What a lesson needs before it may be published."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from django.utils.translation import gettext as _
from wagtail.documents.models import Document

from .outline import lesson_of
from .quiz_rules import quiz

VIDEO = {".mp4", ".webm"}
CAPTIONS = {".vtt"}


def problems(content: Mapping[str, Any]) -> list[str]:
    """Give the reasons against publishing a lesson, in words for the editor."""
    lesson = lesson_of(content, "")
    return [*_empty(lesson), *_video(lesson), *_quiz(lesson)]


def _empty(lesson: Mapping[str, Any]) -> list[str]:
    teaches = lesson["body"] not in ("", "[]") or lesson["video"] or lesson["quiz"]
    return [] if teaches else [_("The lesson has no text, no video and no questions.")]


def _video(lesson: Mapping[str, Any]) -> list[str]:
    if not lesson["video"]:
        return []
    found = []
    if not lesson["transcript"].strip():
        found.append(_("A video needs its transcript: it is what is read when it does not play."))
    if not lesson["captions"]:
        found.append(_("A video needs captions: not everybody can hear it."))
    if not _ends(lesson["video"], VIDEO):
        found.append(_("The video must be an MP4 or WebM file."))
    if lesson["captions"] and not _ends(lesson["captions"], CAPTIONS):
        found.append(_("The captions must be a WebVTT file (.vtt)."))
    return found


def _ends(document: str, allowed: set[str]) -> bool:
    found = Document.objects.filter(pk=int(document)).first()
    return found is not None and PurePosixPath(found.filename).suffix.lower() in allowed


def _quiz(lesson: Mapping[str, Any]) -> list[str]:
    of = quiz(lesson)
    if of is None:
        return []
    if of.draw > len(of.bank):
        said = _("The quiz draws %(draw)s questions and its bank has %(bank)s.")
        return [said % {"draw": of.draw, "bank": len(of.bank)}]
    return []
