"""Add invented women to the registry, as many as one likes."""

import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.bench import scale


class Command(BaseCommand):
    """A synthetic registry for measuring; never in production: it would mix with real women."""

    help = "Adds invented women, centres and workers, sealed and indexed as real ones. Additive."

    def add_arguments(self, parser: CommandParser) -> None:
        """How many, and with how many processes."""
        parser.add_argument("--women", type=int, default=100_000, help="how many to add")
        parser.add_argument(
            "--processes", type=int, default=min(2, os.cpu_count() or 1), help="to write with"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Add them."""
        if settings.PRODUCTION:
            raise CommandError("Invented women do not belong into a production registry.")
        if options["women"] < 1 or options["processes"] < 1:
            raise CommandError("Say a number of women and of processes, one or more.")
        try:
            scale.add(options["women"], progress=self._show, processes=options["processes"])
        except scale.RegistryFull:
            raise CommandError("There are no fictional RUN bodies left.") from None
        self.stdout.write(f"{scale.women_there()} women are in the registry.")

    def _show(self, done: int, total: int, seconds: float) -> None:
        rate = done / max(seconds, 0.001)
        left = (total - done) / rate
        line = f"{done:>7} of {total} women  {rate:5.0f}/s  {left:4.0f} s left"
        self.stdout.write(line)
        self.stdout.flush()
