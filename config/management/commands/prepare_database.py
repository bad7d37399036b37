"""Make the database's roles and default rights. Safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.launch import roles
from config.launch.trouble import Trouble


class Command(BaseCommand):
    """Create the owner, system and application roles and give them their default rights."""

    help = "Makes the database roles and default rights. Run before migrate; safe to repeat."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it. Raises CommandError where the login may not."""
        try:
            roles.prepare()
        except Trouble as trouble:
            raise CommandError(str(trouble)) from None
        self.stdout.write("Roles are ready.")
