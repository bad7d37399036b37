"""Publishing the notice: somebody who did not write it, with nothing missing, kept for ever."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import transaction
from django.utils import timezone, translation
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, Revision

from casework.access.models import Operator
from casework.audit.actors import Actor
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from portal.approval.rules import changed_by, check, drafts_until, second_person

from .models import NoticeVersion
from .rules import problems
from .twelve import TWELVE, written


def in_force(language: str) -> NoticeVersion | None:
    """Give the version published last in a language."""
    found: NoticeVersion | None = NoticeVersion.objects.filter(language=language).first()
    return found


def writers(revision: Revision) -> list[int | None]:
    """Give who changed a word since the version in force, oldest first; None is nobody known.

    Saving a draft without changing it makes nobody its author: the second person may.
    """
    drafts = drafts_until(revision)
    last = in_force(str(revision.content.get("language") or ""))
    after = drafts.filter(created_at__gt=last.published_at) if last else drafts
    return changed_by(after, last.words if last else {}, written)


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
    version: NoticeVersion = NoticeVersion.objects.create(
        number=last.number + 1 if last else 1, published_at=timezone.now(),
        author_id=writers(revision)[-1], approved_by_id=by.pk, **frozen(page),
    )  # fmt: skip
    detail: dict[str, str | int] = {"code": version.language, "version": version.number}
    target = Target("privacy_notice", str(version.pk))
    record(Verb.TEXT_CHANGED, by=actor_of(by), target=target, detail=detail)
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


def on_published(sender: Any, instance: Page, revision: Revision, **kwargs: Any) -> None:
    """Keep each version as Wagtail publishes it (signal `page_published`)."""
    keep(page=instance, revision=revision, by=get_active_log_context().user)


def actor_of(by: AbstractBaseUser) -> Actor:
    """Give what the log is told of somebody who edits the site."""
    operator = Operator.objects.filter(user_id=by.pk).first()
    return Actor(kind="staff", id=operator.pk if operator else None)
