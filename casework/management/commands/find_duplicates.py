"""Look for records that may be one woman, and close the joinings whose thirty days are over."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from casework.survivors.duplicates.actions import settle, suspect
from casework.survivors.models import Survivor

STEP = 1000


class Command(BaseCommand):
    """Compare records across the country. Run it every night; safe to repeat."""

    help = (
        "Writes down which records may be one woman; people decide. Runs as the system "
        "(SIIVBG_DB_ROLE=system). --days: only records changed in so many days."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """How far back to look."""
        parser.add_argument("--days", type=int, default=0)

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, with progress."""
        at = timezone.now()
        women = Survivor.objects.filter(merged_into=None).order_by("pk")
        if options["days"]:
            women = women.filter(updated_at__gte=at - timedelta(days=options["days"]))
        total, found = women.count(), 0
        for done, survivor in enumerate(women.iterator(chunk_size=STEP), start=1):
            found += len(suspect(survivor=survivor, at=at))
            if done % STEP == 0:
                self.stdout.write(f"{done}/{total}")
        self.stdout.write(f"compared: {total}, alike: {found}, settled: {settle(at=at)}")
