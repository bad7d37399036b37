"""Freezing what is published: a version with its words and who answers for them, never changed.

A kind of page that keeps its versions gives what only it knows: how its words are read, which
facts stand beside them, and who of several wrote it last.
"""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, PageViewRestriction, Revision

from casework.access.models import Operator
from casework.audit.actors import Actor
from casework.audit.log import Target, record
from casework.audit.verbs import Verb

from .rules import Words, changed_by, drafts_until
from .words import written

Version = TypeVar("Version", bound=models.Model)
Detail = dict[str, str | int]


class Frozen(Protocol):
    """What every kind of version has. words: as the function that reads a draft gives them."""

    number: Any
    published_at: Any

    @property
    def words(self) -> Any:
        """What it said."""


class Keep(Protocol):
    """What a kind of page does as it is published."""

    def __call__(self, *, page: Page, revision: Revision, by: AbstractBaseUser | None) -> Any: ...


def wrote_since(last: Frozen | None, revision: Revision, said: Words = written) -> list[int | None]:
    """Give who changed a word after a version, oldest first; None is nobody known.

    Saving a draft without changing it makes nobody its author: the second person may.
    """
    drafts = drafts_until(revision)
    after = drafts.filter(created_at__gt=last.published_at) if last else drafts
    return changed_by(after, last.words if last else {}, said)


def freeze(
    model: type[Version], *, last: Frozen | None, by: AbstractBaseUser, author: int | None,
    number: int | None = None, **facts: Any,
) -> Version:  # fmt: skip
    """Write the version that follows the last one. number: when something else counts it."""
    following = last.number + 1 if last else 1
    return model._default_manager.create(
        number=number or following, published_at=timezone.now(),
        author_id=author, approved_by_id=by.pk, **facts,
    )  # fmt: skip


def tell(target: str, version: models.Model, by: AbstractBaseUser, detail: Detail) -> None:
    """Write in the log that this version was published."""
    found = Target(target, str(version.pk))
    record(Verb.TEXT_CHANGED, by=actor_of(by), target=found, detail=detail)


def actor_of(by: AbstractBaseUser) -> Actor:
    """Give what the log is told of somebody who edits the site."""
    operator = Operator.objects.filter(user_id=by.pk).first()
    return Actor(kind="staff", id=operator.pk if operator else None)


def newest(model: type[Version], page_id: int) -> Version | None:
    """Give the version of a page published last, whether its day has come or not."""
    return model._default_manager.filter(page_id=page_id).order_by("-number").first()


def code_problem(model: type[models.Model], page: Page, *, taken: str) -> str:
    """Say why a page cannot have its code: it had another one, or (taken) another page has it."""
    last: Any = newest(model, page.pk) if page.pk else None
    if last is not None and last.code != page.code:
        return _("The code stays as it was published: %(code)s.") % {"code": last.code}
    others = model._default_manager.filter(code=page.code).exclude(page_id=page.pk or 0)
    return taken if others.exists() else ""


def close(page: Page) -> None:
    """Keep a page for staff out of every public list, search and map of the site."""
    PageViewRestriction.objects.get_or_create(
        page_id=page.pk, restriction_type=PageViewRestriction.LOGIN
    )


def as_published(keep: Keep) -> Callable[..., None]:
    """Give the receiver of Wagtail's `page_published` that keeps each version, by name.

    The signal also comes when a new page is given an hour: it is not published until then.
    """

    def on_published(sender: Any, instance: Page, revision: Revision, **kwargs: Any) -> None:
        if instance.live:
            keep(page=instance, revision=revision, by=get_active_log_context().user)

    return on_published
