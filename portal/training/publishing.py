"""Publishing a course: the page, and a version with its lessons that never changes."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from portal.approval import freezing
from portal.approval.rules import Asking, check

from . import exercises
from .models import CourseVersion
from .outline import lesson_of, lessons, module_of, words_of


def newest(page_id: int) -> CourseVersion | None:
    """Give the version of a course published last."""
    return freezing.newest(CourseVersion, page_id)


def code_problem(page: Page) -> str:
    """Say why a page cannot have its code: it had another one, or another course has it."""
    taken = _("Another course has this code. Choose a different one.")
    return freezing.code_problem(CourseVersion, page, taken=taken)


def outline_of(page: Page) -> list[dict[str, Any]]:
    """Give the modules and lessons of a course that are published, in order."""
    return [
        module_of(
            module.serializable_data(), str(module.pk),
            [lesson_of(one.serializable_data(), str(one.pk)) for one in _live(module)],
        )
        for module in _live(page)
    ]  # fmt: skip


def _live(page: Page) -> list[Any]:
    return list(page.get_children().live().order_by("path").specific())


def problems(page: Page, revision: Revision, by: Asking) -> list[str]:
    """Give the reasons against publishing a course, besides who wrote this draft."""
    found = []
    outline = outline_of(page)
    if not list(lessons(outline)):
        found.append(_("No lesson is published: publish its modules and lessons first."))
    empty = [module["title"] for module in outline if not module["lessons"]]
    found += [_("The module “%(title)s” has no lesson.") % {"title": one} for one in empty]
    if page.practice and exercises.find(page.practice) is None:
        found.append(_("The practice it asks for does not exist: choose another."))
    if by is not None and _author(page, revision, by) is None:
        found.append(_("Somebody else has to publish it: nobody approves their own text."))
    return found


@transaction.atomic
def keep(*, page: Page, revision: Revision, by: AbstractBaseUser | None) -> CourseVersion | None:
    """Keep what was just published with its lessons; None when no word changed.

    Raises PublicationRefused when nobody but whoever publishes wrote it.
    """
    words, outline = words_of(revision.content), outline_of(page)
    last = newest(page.pk)
    # What a course had no word for yet when it was published counts as left empty.
    if last and ({**dict.fromkeys(words, ""), **last.words}, last.outline) == (words, outline):
        return None
    author = _author(page, revision, by) if by else None
    check([] if by and author else [_("A person has to publish it, by name.")])
    assert by is not None
    assert author is not None
    version = freezing.freeze(
        CourseVersion, last=last, by=by, author=author, words=words, outline=outline,
        page_id=page.pk, **_columns(page),
    )  # fmt: skip
    detail: freezing.Detail = {
        "what": "course-published", "code": version.code, "version": version.number,
    }  # fmt: skip
    freezing.tell("course", version, by, detail)
    return version


def _columns(page: Page) -> dict[str, Any]:
    named = (
        "code", "title", "topics", "levels", "mode", "hours", "hour_kind", "minimum_grade",
        "minimum_attendance", "months", "practice", "example",
    )  # fmt: skip
    body = page.institution.name if page.institution else settings.SEAL_OWNER
    return {**{name: getattr(page, name) for name in named}, "body_name": body}


def _author(page: Page, revision: Revision, by: Asking) -> int | None:
    """Give who wrote it last and does not publish it: of the course, else of a lesson of it."""
    last = newest(page.pk)
    found = freezing.wrote_since(last, revision, words_of)
    below = page.get_descendants().live().filter(live_revision__isnull=False)
    wrote = below.order_by("live_revision__created_at").values_list(
        "live_revision__user_id", flat=True
    )
    earlier = [last.author_id] if last else []
    others = [one for one in (*earlier, *wrote, *found) if by is None or one != by.pk]
    return next((one for one in reversed(others) if one is not None), None)


on_published = freezing.as_published(keep)


def on_part_published(sender: Any, instance: Page, **kwargs: Any) -> None:
    """Close a module or a lesson to the open site as it is published."""
    freezing.close(instance)
