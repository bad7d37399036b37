"""Measure the product on a synthetic registry, and print one table."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.bench import database, people, table, traffic
from config.bench.browser import Unmeasurable
from config.launch.commands import ROOT, Failed


class Command(BaseCommand):
    """Ratios beside their limits; a value over its limit is said and is no failure."""

    help = "Measures the product on invented women and prints one table."

    def add_arguments(self, parser: CommandParser) -> None:
        """How large, how long."""
        parser.add_argument("--women", type=int, default=100_000, help="in the registry")
        parser.add_argument("--quick", action="store_true", help="few repetitions, rough figures")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it. Raises CommandError when it cannot be measured."""
        if settings.PRODUCTION:
            raise CommandError("Measure beside production, not in it.")
        try:
            women = database.ensure(options["women"], self.stdout.write)
            rows = list(self._rows(women, quick=options["quick"]))
        except (Unmeasurable, Failed) as problem:
            raise CommandError(f"Not measured: {problem}") from None
        cores, busy = os.cpu_count(), os.getloadavg()[0]
        self.stdout.write(f"\n{women} women, {cores} cores, load {busy:.1f}\n")
        for line in table.lines(rows):
            self.stdout.write(line)

    def _rows(self, women: int, *, quick: bool) -> Iterator[table.Row]:
        path = "/"
        for found in self._inside(women, quick=quick):
            if "path" in found:
                path = found["path"]
                continue
            row = table.Row(**found)
            self._show(row)
            yield row
        requests, seconds = (20, 2.0) if quick else (160, 4.0)
        yield from traffic.load_rows(
            path, database.environment(), requests=requests, seconds=seconds
        )

    def _inside(self, women: int, *, quick: bool) -> Iterator[dict[str, str]]:
        """Measure in a process that has the application's role and nothing more."""
        account = people.make_account()
        plan = {"women": women, "quick": quick, "account": account.as_json()}
        environment = {
            **database.environment(),
            "SIIVBG_DB_ROLE": "app",
            "DJANGO_SETTINGS_MODULE": "config.bench.settings",
        }
        with subprocess.Popen(
            [sys.executable, "-m", "config.bench"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdin is not None and process.stdout is not None
            json.dump(plan, process.stdin)
            process.stdin.close()
            yield from map(json.loads, process.stdout)
        if process.returncode:
            raise Unmeasurable("the reason is above.")

    def _show(self, row: table.Row) -> None:
        """Tell how far it is, apart from the table: on the other stream."""
        line = f"  {row.name:<32} {row.measured:<24} {row.ratio:<10} {row.verdict}"
        sys.stderr.write(line + "\n")
        sys.stderr.flush()
