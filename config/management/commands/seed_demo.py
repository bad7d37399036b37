"""Build the demo world."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from config.demo import world


class Command(BaseCommand):
    """A small, fictional, true-to-life Chile; never in production: its passwords are public."""

    help = "Builds the demo world: centres, accounts, a consent text and about sixty women."

    def handle(self, *args: Any, **options: Any) -> None:
        """Build it once."""
        if settings.PRODUCTION:
            raise CommandError("The demo's passwords are public: it is not for production.")
        if world.exists():
            self.stdout.write("The demo world is there already.")
            return
        world.build(timezone.now(), self.stdout.write)
