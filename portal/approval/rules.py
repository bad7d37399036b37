"""Whether a draft may be published by somebody: who wrote it, and who asks."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.log_actions import registry as log_registry
from wagtail.models import Revision

from .words import written

Words = Callable[[Mapping[str, Any]], dict[str, str]]
Asking = AbstractBaseUser | AnonymousUser | None


class PublicationRefused(PermissionDenied):
    """The draft cannot be published; the message says why, in words for the screen."""


def changed_by(
    drafts: Iterable[Revision], before: Mapping[str, str], said: Words = written
) -> list[int | None]:
    """Give who changed a word in these drafts, oldest first; None is nobody known.

    before: the words before the first of them; said: gives the words of a draft's content. Saving
    a draft as it was makes nobody its author: the second person may open it and publish it.
    """
    found: list[int | None] = []
    for draft in drafts:
        words = said(draft.content)
        if words != before:
            found.append(draft.user_id)
            before = words
    return found


def drafts_until(revision: Revision) -> QuerySet[Revision]:
    """Give a page's drafts up to this one, oldest first."""
    return Revision.objects.filter(
        content_type_id=revision.content_type_id,
        base_content_type_id=revision.base_content_type_id,
        object_id=revision.object_id,
        pk__lte=revision.pk,
    ).order_by("pk")


def writers(revision: Revision) -> list[int | None]:
    """Give who changed a word since what is published now, oldest first."""
    page = revision.content_type.model_class()._default_manager.get(pk=revision.object_id)
    drafts = drafts_until(revision)
    if page.live_revision_id:
        drafts = drafts.filter(pk__gt=page.live_revision_id)
    return changed_by(drafts, written(page.serializable_data()) if page.live else {})


def second_person(found: list[int | None], by: Asking) -> list[str]:
    """Give the reasons, in words, why somebody may not publish what these persons wrote."""
    if by is None or by.pk is None:
        return [_("A person has to publish it, by name.")]
    if by.pk in found or None in found:
        return [_("Somebody else has to publish it: nobody approves their own text.")]
    return []


def scheduler(revision: Revision) -> Asking:
    """Give who set the hour at which a draft publishes itself; None when nobody did."""
    if not revision.approved_go_live_at:
        return None
    logs = log_registry.get_logs_for_instance(revision.content_object)
    entries = logs.filter(action="wagtail.publish.schedule", revision_id=revision.pk)
    last = entries.select_related("user").order_by("-timestamp").first()
    return last.user if last else None


def check(reasons: list[Any]) -> None:
    """Raise PublicationRefused when there is any reason against it."""
    if reasons:
        raise PublicationRefused(" ".join(str(reason) for reason in reasons))
