"""A certificate recorded on the server's console: the first administrator's, or the last one's."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from casework.access.certificate_actions import Paper, WrongDates, record_certificate
from casework.access.levels import Level
from casework.access.models import Operator
from casework.audit.actors import SYSTEM


class Command(BaseCommand):
    """Record what an operator showed, when no administrator can do it in the browser."""

    help = "Records an operator's certificate; her assignments of that level then open."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what the certificate says."""
        parser.add_argument("username")
        parser.add_argument("--level", default="N2", choices=[level.value for level in Level])
        parser.add_argument("--course", required=True)
        parser.add_argument("--course-code", default="", help="where the level needs that course")
        parser.add_argument("--issuer", required=True)
        parser.add_argument("--reference", required=True, help="its number or code")
        parser.add_argument("--issued-on", required=True, type=date.fromisoformat)
        parser.add_argument("--valid-to", type=date.fromisoformat, help="its last day")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        found = Operator.objects.filter(user__username=options["username"], active=True).first()
        if found is None:
            raise CommandError("No operator has this user name.")
        paper = Paper(
            level=Level(options["level"]), course=options["course"], issuer=options["issuer"],
            reference=options["reference"], issued_on=options["issued_on"],
            valid_to=options["valid_to"], course_code=options["course_code"],
        )  # fmt: skip
        try:
            record_certificate(found, paper, by=SYSTEM, at=timezone.now())
        except WrongDates as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write(f"Recorded: level {paper.level} opens for {options['username']}.")
