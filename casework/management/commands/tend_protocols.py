"""Ask whoever has a case to look at it after its protocol changed: run it often."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from casework.cases.work.reviewing import ask_reviews


class Command(BaseCommand):
    """One turn. Numbers only: nobody is named."""

    help = "Asks for the review of open cases whose protocol has a new version. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        self.stdout.write(f"reviews: {ask_reviews(timezone.now())}.")
