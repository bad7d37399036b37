"""Publishing a document: the page, a version that never changes, and the steps of the work."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, PageViewRestriction, Revision

from casework.audit.actors import SYSTEM
from casework.protocols import actions as casework
from casework.protocols.models import ProtocolVersion
from casework.territory.validity import chilean_day
from portal.approval import freezing
from portal.approval.freezing import actor_of
from portal.approval.rules import check

from . import rules
from .kinds import Audience, Kind
from .models import DocumentVersion
from .steps import drafts
from .words import words_of


def newest(page_id: int) -> DocumentVersion | None:
    """Give the version of a page published last, whether its day has come or not."""
    return freezing.newest(DocumentVersion, page_id)


def code_problem(page: Page) -> str:
    """Say why a page cannot have its code: it had another one, or another document has it."""
    taken = _("Another document has this code. Choose a different one.")
    return freezing.code_problem(DocumentVersion, page, taken=taken)


def problems(kind: Kind, revision: Revision) -> list[str]:
    """Give the reasons against publishing this draft, besides who wrote it."""
    content = revision.content
    words = words_of(content)
    page = Page.objects.get(pk=revision.object_id)
    last = newest(page.pk)
    said, since = (last.words, last.valid_from) if last else ({}, None)
    named = str(content.get("review_on") or ""), str(content.get("responsible") or "")
    return [
        *rules.missing(words, *named),
        *rules.misdated(words, said, since, page.live),
        *rules.steps_said(kind, words),
    ]


@transaction.atomic
def keep(*, page: Page, revision: Revision, by: AbstractBaseUser | None) -> DocumentVersion | None:
    """Keep what was just published and give its steps to casework; None when no word changed."""
    words = words_of(revision.content)
    last = newest(page.pk)
    restrict(page)
    if last and last.words == words:
        return None
    check([] if by else [_("A person has to publish it, by name.")])
    assert by is not None
    protocol = _drive(page, words, by) if page.kind == Kind.PROTOCOL else None
    version = freezing.freeze(
        DocumentVersion, last=last, by=by, author=_author(revision, last), words=words,
        number=protocol.version if protocol else None, page_id=page.pk, protocol=protocol,
        **_columns(page),
    )  # fmt: skip
    if protocol is None:
        detail: freezing.Detail = {"what": "guideline-published", "version": version.number}
        freezing.tell("guideline", version, by, detail)
    return version


def _columns(page: Page) -> dict[str, Any]:
    named = (
        "kind", "code", "title", "institution", "year", "valid_from", "valid_to", "levels",
        "centre_kinds", "audience", "example",
    )  # fmt: skip
    return {**{name: getattr(page, name) for name in named}, "owner_name": _owner(page)}


def _owner(page: Page) -> str:
    return page.institution.name if page.institution else ""


def _drive(page: Page, words: dict[str, str], by: AbstractBaseUser) -> ProtocolVersion:
    """Put its steps in force for the cases opened from its first day on."""
    before = casework.newest(page.code)
    number = before.version + 1 if before else 1
    return casework.publish(
        code=page.code, title=page.title, steps=drafts(words), valid_from=page.valid_from,
        valid_to=page.valid_to, by=actor_of(by), at=timezone.now(), owner=_owner(page),
        url=reverse("library:version", args=[page.code, number]), example=page.example,
    )  # fmt: skip


def _author(revision: Revision, last: DocumentVersion | None) -> int:
    """Give who wrote what is new: the last one to change a word since the version before."""
    found = freezing.wrote_since(last, revision, words_of)
    author = found[-1] if found else revision.user_id
    assert author is not None  # nobody publishes what nobody is known to have written
    return int(author)


def restrict(page: Page) -> None:
    """Keep what is for staff only out of every public list, search and map of the site."""
    if page.audience == Audience.PUBLIC:
        PageViewRestriction.objects.filter(page_id=page.pk).delete()
    else:
        freezing.close(page)


on_published = freezing.as_published(keep)


def on_unpublished(sender: Any, instance: Page, **kwargs: Any) -> None:
    """End a protocol that is taken off the site; cases that hold it keep it."""
    if instance.kind != Kind.PROTOCOL:
        return
    user = get_active_log_context().user
    at = timezone.now()
    casework.withdraw(
        code=instance.code, last_day=chilean_day(at) - timedelta(days=1),
        by=actor_of(user) if user else SYSTEM, at=at,
    )  # fmt: skip
