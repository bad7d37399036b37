"""Prove that the log is whole."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from casework.audit.verify import Broken, verify


class Command(BaseCommand):
    """Read the whole log and its anchors; stop at the first place that is not as written."""

    help = "Proves the log: chains, gaps, ends, anchors. Exit code 1 and one sentence if broken."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        try:
            proof = verify(progress=self._show)
        except Broken as problem:
            self.stderr.write(f"THE LOG IS BROKEN. {problem}")
            sys.exit(1)
        self.stdout.write(
            f"The log is whole: {proof.events} events in {proof.lanes} lanes, "
            f"{proof.anchors} anchors, {proof.unanchored} events waiting for theirs."
        )

    def _show(self, done: int, total: int) -> None:
        if total and self.stdout.isatty():
            self.stdout.write(f"\r{100 * done // total:3d}% of {total}", ending="")
            self.stdout.write("\r" if done < total else "\n", ending="")
            self.stdout.flush()
