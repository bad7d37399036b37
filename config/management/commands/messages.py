"""Bring the message catalogues up to date with the sources, and compile them."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.catalogue.compiling import compile_all
from config.catalogue.extract import extract
from config.catalogue.merge import update
from config.catalogue.messages import NotExtractable


class Command(BaseCommand):
    """Update and compile `locale/*`."""

    help = "Updates the message catalogues from the sources and compiles them."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Offer compiling alone, which is what a start needs."""
        parser.add_argument("--compile-only", action="store_true", help="do not read the sources")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it. Raises CommandError when a source cannot be read."""
        if not options["compile_only"]:
            self._update()
        compile_all(settings.BASE_DIR)

    def _update(self) -> None:
        try:
            missing = update(settings.BASE_DIR, extract(settings.BASE_DIR))
        except (NotExtractable, SyntaxError) as problem:
            raise CommandError(str(problem)) from None
        for text in missing["es"]:
            self.stdout.write(f"  without Spanish: {text!r}")
        self.stdout.write(f"Catalogues are up to date; {len(missing['es'])} texts lack Spanish.")
