"""What one person writes and another publishes: pages of the site, and the ministry's settings."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from wagtail.log_actions import LogContext
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Revision,
    RevisionMixin,
    WorkflowMixin,
)

from portal.preview import FramedPreview

from . import rules


class SecondPerson(models.Model):
    """Published by somebody who wrote none of it (safety.md AB22). Goes before Wagtail's class."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **more: Any) -> None:
        """Keep it; a new one, or a copy, is not seen before somebody else publishes it."""
        if self._state.adding:
            self.live = False
        super().save(*args, **more)

    def why_not(self, revision: Revision, by: rules.Asking) -> list[str]:
        """Give the reasons against publishing a draft, in words for the editor; none when it may.

        Kinds of content with more to ask add theirs.
        """
        return rules.second_person(rules.writers(revision), by)

    def save_revision(self, *args: Any, **more: Any) -> Revision:
        """Keep a draft; and, once, what is published without one: what the site began with.

        Without it, setting the hour of a change would take the page off until then.
        """
        kind: Any = type(self)
        stored = kind._default_manager.filter(pk=self.pk, live=True, live_revision=None).first()
        if stored is not None:
            published = super(SecondPerson, stored).save_revision(log_action=False)  # type: ignore[misc]
            stored.live_revision = published
            super(SecondPerson, stored).save(update_fields=["live_revision"])
            self.live_revision = published
        draft: Revision = super().save_revision(*args, **more)  # type: ignore[misc]
        return draft

    def publish(
        self, revision: Revision, user: AbstractBaseUser | None = None, *args: Any, **more: Any
    ) -> None:
        """Publish a draft, now or at the hour it carries. Raises PublicationRefused.

        Whatever way somebody came, this is the last door. At its hour nobody presses a button:
        whoever set the hour answers for it.
        """
        by = user or rules.scheduler(revision)
        rules.check(self.why_not(revision, by))
        with LogContext(user=by):
            super().publish(revision, user, *args, **more)  # type: ignore[misc]


class SecondPersonPage(SecondPerson, FramedPreview):  # type: ignore[django-manager-missing]
    """A page of the site."""

    class Meta:
        abstract = True


class SecondPersonRecord(
    SecondPerson, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model
):
    """Something else that is published: numbers to call, settings."""

    class Meta:
        abstract = True
