"""Publishing the notice: somebody who did not write it, with nothing missing, kept for ever."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import transaction
from django.utils import translation
from wagtail.models import Page, Revision

from portal.approval.freezing import as_published, freeze, tell, wrote_since
from portal.approval.rules import check, second_person

from .models import NoticeVersion
from .rules import problems
from .twelve import TWELVE, written


def in_force(language: str) -> NoticeVersion | None:
    """Give the version published last in a language."""
    found: NoticeVersion | None = NoticeVersion.objects.filter(language=language).first()
    return found


def writers(revision: Revision) -> list[int | None]:
    """Give who changed a word since the version in force, oldest first; None is nobody known."""
    last = in_force(str(revision.content.get("language") or ""))
    return wrote_since(last, revision, written)


def why_not(revision: Revision, by: AbstractBaseUser | AnonymousUser | None) -> list[str]:
    """Give the reasons against publishing this draft, in words for the editor; none when it may."""
    language = str(revision.content.get("language") or "")
    last = in_force(language)
    words = written(revision.content)
    reasons = problems(words, language, last.words if last else {})
    return [*reasons, *second_person(writers(revision), by)]


@transaction.atomic
def keep(*, page: Page, revision: Revision, by: AbstractBaseUser | None) -> NoticeVersion | None:
    """Keep what was just published, in the log too; None when no word changed.

    Raises PublicationRefused: whatever way somebody came, this is the last door.
    """
    check(why_not(revision, by))
    last = in_force(page.language)
    if last and last.words == written(revision.content):
        return None
    assert by is not None
    author = writers(revision)[-1]
    version = freeze(NoticeVersion, last=last, by=by, author=author, **frozen(page))
    detail: dict[str, str | int] = {"code": version.language, "version": version.number}
    tell("privacy_notice", version, by, detail)
    return version


def frozen(page: Page) -> dict[str, Any]:
    """Give the fields of a version from the page, with the headings as they are read today."""
    words = written({name: getattr(page, name) for name in ("title", "summary", "version")})
    texts = written({name: getattr(page, name) for name, _heading in TWELVE})
    with translation.override(page.language):
        parts = [[name, str(heading), texts[name]] for name, heading in TWELVE]
    return {
        "language": page.language, "dated_on": page.dated_on, "parts": parts,
        **{name: words[name] for name in ("title", "summary", "version")},
    }  # fmt: skip


on_published = as_published(keep)
