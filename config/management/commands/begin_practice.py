"""Let the demo's trainee have begun an exercise, in the training copy."""

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from config.demo import begun


class Command(BaseCommand):
    """Only in the training copy of a demo: elsewhere there is nobody invented to begin with."""

    help = "Lets the demo's trainee have begun an exercise in the training copy."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take her place in the site's edition."""
        parser.add_argument("place", type=UUID)

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Begin it once."""
        if settings.PRODUCTION or not settings.PRACTICE:
            raise CommandError("Only the training copy of a demo has what this begins.")
        begun.begin(options["place"], timezone.now())
