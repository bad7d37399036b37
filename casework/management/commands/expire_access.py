"""Close what is over: run it every few minutes."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from casework.access import expiry


class Command(BaseCommand):
    """Close assignments, grants and sessions whose time is past."""

    help = "Closes assignments, grants and sessions whose time is past. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, one line per kind."""
        for done in expiry.run(timezone.now()):
            self.stdout.write(f"{done.what}: {done.count}")
