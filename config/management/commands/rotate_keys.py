"""Change the key that wraps every person's key."""

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from casework.audit import keys
from casework.audit.actors import SYSTEM
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.identity.key_ports import FileKeys, KeyUnavailable, key_port
from casework.identity.rotation import BATCH, Rotation, RotationRefused, rotate


class Command(BaseCommand):
    """Rotate while people work; repeat it to take up a rotation that was interrupted."""

    help = "Makes a new key-encryption key, rewraps every person's key, retires the old one."

    def add_arguments(self, parser: CommandParser) -> None:
        """How many keys a transaction; the first start in production."""
        parser.add_argument("--batch", type=int, default=BATCH, help="keys a transaction")
        parser.add_argument("--begin", action="store_true", help="make the first keys in KEY_DIR")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and log it."""
        if options["begin"]:
            self._begin()
            return
        try:
            done = rotate(progress=self._show, batch=options["batch"])
        except (RotationRefused, KeyUnavailable) as problem:
            raise CommandError(str(problem)) from None
        with transaction.atomic():
            detail = {"keys": done.rewrapped, "broken": len(done.broken)}
            record(
                Verb.DATA_KEYS_ROTATED, by=SYSTEM, target=Target("kek", done.kek_id), detail=detail
            )
        self._tell(done)

    def _begin(self) -> None:
        port = key_port()
        if not isinstance(port, FileKeys):
            raise CommandError("Only keys in files are begun here; make a device's keys in it.")
        port.begin()
        keys.begin(settings.KEY_DIR)
        self.stdout.write("KEY_DIR holds its first keys. Back the folder up, apart from the data.")

    def _show(self, done: int, total: int) -> None:
        self.stdout.write(f"{done} of {total} keys rewrapped")
        self.stdout.flush()

    def _tell(self, done: Rotation) -> None:
        self.stdout.write(f"{done.rewrapped} keys are wrapped by {done.kek_id}.")
        for kek_id in done.retired:
            self.stdout.write(f"{kek_id} is retired: delete its file once no backup needs it.")
        if done.resumed:
            self.stdout.write("This ended an interrupted rotation. Run it again for a new key.")
        if done.broken:
            self.stderr.write(
                f"{len(done.broken)} keys do not open; their old key stays in service:"
            )
            self.stderr.write("\n".join(str(key_id) for key_id in done.broken))
            sys.exit(1)
