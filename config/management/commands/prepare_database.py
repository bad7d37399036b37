"""Make the database's roles and default rights. Safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand

from config.launch import roles


class Command(BaseCommand):
    """Create the owner, system and application roles and give them their default rights."""

    help = "Makes the database roles and default rights. Run before migrate; safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        roles.prepare()
        self.stdout.write("Roles are ready.")
