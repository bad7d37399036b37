"""Destroy reserved notes whose day is past, and log conflicts found meanwhile: run it often."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from casework.episodes import vault_actions
from casework.episodes.aggressor_actions import announce_all


class Command(BaseCommand):
    """Keep the vault to its days (law DP-60) and the log complete."""

    help = "Destroys expired reserved notes and logs new conflicts of interest. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, one line for each."""
        at = timezone.now()
        self.stdout.write(f"Notes destroyed: {vault_actions.purge(at)}.")
        with transaction.atomic():
            self.stdout.write(f"Conflicts logged: {announce_all(at)}.")
