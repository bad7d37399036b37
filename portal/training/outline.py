"""What a course is made of: its own words, and its modules and lessons in order, as published."""

from collections.abc import Iterator, Mapping
from typing import Any

from portal.approval.words import written
from portal.protocols.words import pieces

FIELDS = (
    "title", "code", "summary", "body", "institution", "topics", "levels", "mode", "hours",
    "hour_kind", "minimum_grade", "minimum_attendance", "months", "practice",
    "example",
)  # fmt: skip
MODULE_FIELDS = ("title", "summary")
LESSON_FIELDS = ("title", "summary", "body", "video", "captions", "transcript", "files")


def words_of(content: Mapping[str, Any]) -> dict[str, str]:
    """Give a course's words from a page's stored or serializable content."""
    found = written(content)
    return {name: found.get(name, "") for name in FIELDS}


def module_of(
    content: Mapping[str, Any], key: str, lessons: list[dict[str, Any]]
) -> dict[str, Any]:
    """Give a module of an outline."""
    found = written(content)
    return {"key": key, **{name: found.get(name, "") for name in MODULE_FIELDS}, "lessons": lessons}


def lesson_of(content: Mapping[str, Any], key: str) -> dict[str, Any]:
    """Give a lesson of an outline. key: the same in every version, so that progress is kept."""
    found = written(content)
    words = {name: found.get(name, "") for name in LESSON_FIELDS}
    return {"key": key, **words, "quiz": _quiz(content)}


def _quiz(content: Mapping[str, Any]) -> dict[str, Any] | None:
    """Questions keep the identifiers the editor gave them: answers are kept by them."""
    questions = pieces({"questions": content.get("questions") or ""}, "questions")
    if not questions:
        return None
    numbers = ("draw", "attempts", "minutes", "pass_percent")
    return {"questions": questions, **{name: int(content[name]) for name in numbers}}


def lessons(outline: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Give the lessons of an outline in the order they are taken."""
    for module in outline:
        yield from module["lessons"]


def documents(outline: list[dict[str, Any]]) -> set[int]:
    """Give the numbers of the files its lessons lead to."""
    found = set()
    for lesson in lessons(outline):
        named = [lesson["video"], lesson["captions"]]
        named += [str(piece["value"]["document"]) for piece in pieces(lesson, "files")]
        found |= {int(one) for one in named if one.isdigit()}
    return found
