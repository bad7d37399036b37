"""Django's `migrate`, drawing fewer models on its way."""

from typing import Any

from django.core.management.commands import migrate

from config.migrating import LeanExecutor


class Command(migrate.Command):
    """Bring the database to the newest migration, or to the one named."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        migrate.MigrationExecutor = LeanExecutor  # type: ignore[attr-defined]
        super().handle(*args, **options)
