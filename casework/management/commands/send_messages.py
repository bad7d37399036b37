"""Send the neutral messages whose hours have come, each once: run it often."""

from typing import Any

from django.core.management.base import BaseCommand

from casework.messages.sending import tend


class Command(BaseCommand):
    """One turn of the sender (safety.md 0.4). Numbers only: nobody is named."""

    help = "Sends the neutral messages whose hours have come. Safe to repeat; nothing goes twice."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, one line for each state."""
        for state, number in sorted(tend().items()):
            self.stdout.write(f"{state}: {number}.")
