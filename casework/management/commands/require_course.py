"""Which courses a level needs: written by whoever installs, never in the browser."""

from argparse import ArgumentParser
from datetime import date, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from casework.access.certificate_models import RequiredCourse
from casework.access.levels import Level
from casework.audit.actors import SYSTEM
from casework.audit.log import Target, record
from casework.audit.verbs import Verb


class Command(BaseCommand):
    """Require a course for a level from a day on, or stop requiring it."""

    help = "Says that a level needs a course from a day on; with --stop, that it no longer does."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the level, the course and the day."""
        parser.add_argument("level", choices=[level.value for level in Level])
        parser.add_argument("course_code")
        parser.add_argument("--name", default="", help="the name of the course, as screens show it")
        parser.add_argument("--from", dest="day", type=date.fromisoformat, help="today if left out")
        parser.add_argument("--stop", action="store_true", help="not needed from that day on")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        day = options["day"] or timezone.localdate()
        running = RequiredCourse.objects.filter(
            Q(valid_to=None) | Q(valid_to__gte=day),
            level=options["level"], course_code=options["course_code"],
        )  # fmt: skip
        if options["stop"]:
            self._stop(running, day)
        elif running.exists():
            raise CommandError("The level needs this course already.")
        elif not options["name"]:
            raise CommandError("Say the name of the course: --name.")
        else:
            RequiredCourse.objects.create(
                level=options["level"], course_code=options["course_code"],
                name=options["name"], valid_from=day,
            )  # fmt: skip
        what = "stop" if options["stop"] else "need"
        detail = {"level": options["level"], "course": options["course_code"], "what": what}
        target = Target("required_course", options["level"])
        record(Verb.RULE_PUBLISHED, by=SYSTEM, at=timezone.now(), target=target, detail=detail)
        self.stdout.write(f"{options['level']}: {options['course_code']} {what} from {day}.")

    def _stop(self, running: Any, day: date) -> None:
        """Close what is in force the day before; what had not begun goes."""
        if not running.exists():
            raise CommandError("The level does not need this course.")
        running.filter(valid_from__gte=day).delete()
        running.update(valid_to=day - timedelta(days=1))
