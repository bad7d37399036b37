"""Keeps the open site ready: copies of the help pages, and every page in the search."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.search import indexing
from portal.site import copies


class Command(BaseCommand):
    """`manage.py tend_site`."""

    help = "Write the copies of the help pages, and bring into the search pages that are not in it."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do both."""
        self.stdout.write(f"{indexing.complete()} {copies.refresh()}")
