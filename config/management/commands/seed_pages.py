"""Add invented pages to the site, as many as one likes."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.bench.site import growing


class Command(BaseCommand):
    """Many pages for measuring; never in production: they say nothing."""

    help = "Adds invented protocols, guidelines, news and centres to a site that has none."

    def add_arguments(self, parser: CommandParser) -> None:
        """How many."""
        parser.add_argument("--pages", type=int, required=True, help="how many to write")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write them. Raises CommandError."""
        if settings.PRODUCTION:
            raise CommandError("Invented pages do not belong on the site.")
        # Page by page the index would be read whole again each time; it is made once at the end.
        index: dict[str, Any] = dict(settings.WAGTAILSEARCH_BACKENDS["default"])
        settings.WAGTAILSEARCH_BACKENDS = {"default": {**index, "AUTO_UPDATE": False}}
        growing.grow(options["pages"], self._show)
        call_command("update_index", verbosity=0)

    def _show(self, done: int, pages: int) -> None:
        self.stdout.write(f"{done:>6} of {pages} pages")
        self.stdout.flush()
