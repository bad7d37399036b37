"""The first administrator, who then creates everybody else in the browser."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from casework.access import actions, competence
from casework.access.levels import Level
from casework.audit.actors import SYSTEM


class Command(BaseCommand):
    """Create an operator with level N2 and print her temporary password once."""

    help = "Creates an administrator (N2) and prints her temporary password, once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the user name and the names."""
        parser.add_argument("username")
        parser.add_argument("--given-names", default="")
        parser.add_argument("--surnames", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        if get_user_model().objects.filter(username__iexact=options["username"]).exists():
            raise CommandError("Somebody has this user name already: choose another.")
        at = timezone.now()
        with transaction.atomic():
            made = actions.create_operator(
                username=options["username"], given_names=options["given_names"],
                surnames=options["surnames"], run=None, by=SYSTEM, at=at,
            )  # fmt: skip
            actions.assign(
                made.operator, level=Level.N2, scope=actions.Scope(),
                starts_on=timezone.localdate(at), ends_on=None, agreement=None, by=SYSTEM, at=at,
            )  # fmt: skip
        self.stdout.write(f"User name: {options['username']}")
        self.stdout.write(f"Temporary password, for 72 hours: {made.temporary_password}")
        if not competence.certified(made.operator.pk, Level.N2, at):
            self.stdout.write(
                "Her level opens when her certificate is recorded: "
                f"manage.py record_certificate {options['username']} --help"
            )
