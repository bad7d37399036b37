"""Look after stored documents: late time stamps, and files that no row knows."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from casework.audit.actors import SYSTEM
from casework.documents import tending
from complaints.fulfilment.sweeping import forget_expired
from complaints.oirs import tending as oirs
from complaints.rights import tending as rights


class Command(BaseCommand):
    """Stamp what waits, seal receipts that wait, remove expired copies and files of a crash."""

    help = "Adds late time stamps and removes orphan files. Run every few minutes; safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        at = timezone.now()
        stamped, waiting = tending.stamp_pending(by=SYSTEM, at=at)
        self.stdout.write(f"Stamped: {stamped}. Still waiting: {waiting}.")
        for name, seal in (("requests", rights.seal_waiting), ("claims", oirs.seal_waiting)):
            sealed, left = seal(at)
            self.stdout.write(f"Receipts of {name} sealed: {sealed}. Still waiting: {left}.")
        self.stdout.write(f"Copies nobody took, removed: {forget_expired(at)}.")
        self.stdout.write(f"Orphan files removed: {tending.sweep(at=at)}.")
