"""A page that one person writes and another publishes."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from wagtail.log_actions import LogContext
from wagtail.models import Revision

from portal.preview import FramedPreview

from . import rules


class SecondPersonPage(FramedPreview):
    """Published by somebody who wrote none of it (safety.md AB22)."""

    class Meta:
        abstract = True

    def why_not(self, revision: Revision, by: rules.Asking) -> list[str]:
        """Give the reasons against publishing a draft, in words for the editor; none when it may.

        Kinds of page with more to ask add theirs.
        """
        return rules.second_person(rules.writers(revision), by)

    def save(self, *args: Any, **more: Any) -> None:
        """Keep the page; a new one, or a copy, is not seen before somebody else publishes it."""
        if self._state.adding:
            self.live = False
        super().save(*args, **more)

    def save_revision(self, *args: Any, **more: Any) -> Revision:
        """Keep a draft; and, once, what is published without one: the pages the site began with.

        Without it, setting the hour of a change would take the page off until then.
        """
        stored = type(self).objects.filter(pk=self.pk, live=True, live_revision=None).first()
        if stored is not None:
            published = super(SecondPersonPage, stored).save_revision(log_action=False)
            stored.live_revision = published
            stored.save(update_fields=["live_revision"], clean=False)
            self.live_revision = published
        draft: Revision = super().save_revision(*args, **more)
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
            super().publish(revision, user, *args, **more)
