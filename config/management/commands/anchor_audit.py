"""Write the ends of the log's chains outside the database."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from casework.audit.anchoring import anchor_all_heads
from casework.audit.anchors import AnchorsUnavailable
from casework.audit.months import prepare_months


class Command(BaseCommand):
    """Anchor every lane and make the coming months' partitions; scheduled every 10 minutes."""

    help = "Writes the log's anchors and makes the coming months' partitions. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        prepare_months()
        try:
            count = anchor_all_heads()
        except (AnchorsUnavailable, OSError) as problem:
            raise CommandError(f"Anchors were not written: {problem}") from problem
        self.stdout.write(f"{count} lanes anchored.")
