"""Forget what nobody came back to: run it every few minutes."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from casework.drafts import actions


class Command(BaseCommand):
    """Remove drafts left for two weeks."""

    help = "Removes drafts that were left for two weeks. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        self.stdout.write(f"drafts: {actions.expire(at=timezone.now())}")
