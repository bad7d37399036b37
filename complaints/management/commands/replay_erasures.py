"""Forget again, after a restore, whoever was erased since that backup."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from complaints.fulfilment import replaying
from complaints.fulfilment.tombstones import BrokenTombstone


class Command(BaseCommand):
    """Replay the tombstones. Run it before the server starts on restored data."""

    help = "Erases again what a restored backup brought back. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say how many."""
        try:
            again, added = replaying.replay()
        except BrokenTombstone as problem:
            raise CommandError(f"{problem}: a line was changed, or KEY_DIR is another.") from None
        except replaying.NotSystem:
            raise CommandError("Only the system role may do this.") from None
        self.stdout.write(f"forgotten again: {again}; lines added: {added}")
