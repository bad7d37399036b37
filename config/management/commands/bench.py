"""Measure the product on synthetic registries, and print its tables."""

import os
import sys
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.bench import growth, inside, table, traffic
from config.bench.browser import Unmeasurable
from config.bench.database import Registry
from config.bench.site import rows as site
from config.launch.commands import Failed

RATES = (1, 35)  # requests a second: somebody alone, and the peak of the whole Service


class Command(BaseCommand):
    """Ratios beside their limits; a value over its limit is said and is no failure."""

    help = "Measures the product on invented women and prints its tables."

    def add_arguments(self, parser: CommandParser) -> None:
        """How large, how long."""
        parser.add_argument("--women", type=int, default=60_000, help="in the registry")
        parser.add_argument(
            "--large", type=int, default=600_000, help="in the large one; 0 leaves it out"
        )
        parser.add_argument("--site", action="store_true", help="the open site alone")
        parser.add_argument("--quick", action="store_true", help="few repetitions, rough figures")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it. Raises CommandError when it cannot be measured."""
        if settings.PRODUCTION:
            raise CommandError("Measure beside production, not in it.")
        small, large = Registry(options["women"]), Registry(options["large"])
        sizes = [small, large] if large.women else [small]
        try:
            if not options["site"]:
                self._measure(small, sizes, options["quick"])
            self._site(options["quick"])
        except (Unmeasurable, Failed) as problem:
            raise CommandError(f"Not measured: {problem}") from None

    def _measure(self, small: Registry, sizes: list[Registry], quick: bool) -> None:
        small.ensure(self.stdout.write)
        rows = list(self._pages(small, quick))
        days = [found for registry in sizes for found in self._day(registry, quick)]
        cores, busy = os.cpu_count(), os.getloadavg()[0]
        self.stdout.write(f"\n{small.women} women, {cores} cores, load {busy:.1f}\n")
        for line in (*table.lines(rows), "", *growth.table(days).lines()):
            self.stdout.write(line)

    def _site(self, quick: bool) -> None:
        rows = []
        for row in site.rows(self.stdout.write, quick=quick):
            self._show(f"{row.name:<32} {row.measured:<24} {row.ratio:<10} {row.verdict}")
            rows.append(row)
        self.stdout.write("")
        for line in table.lines(rows):
            self.stdout.write(line)

    def _pages(self, registry: Registry, quick: bool) -> Iterator[table.Row]:
        path = "/"
        for found in inside.told("config.bench", registry, {"quick": quick}):
            if "path" in found:
                path = found["path"]
                continue
            row = table.Row(**found)
            self._show(f"{row.name:<32} {row.measured:<24} {row.ratio:<10} {row.verdict}")
            yield row
        for found in inside.told("config.bench.first_text", registry, {"quick": quick}):
            yield table.Row(**found)
        requests, seconds = (20, 2.0) if quick else (160, 4.0)
        yield from traffic.load_rows(
            path, registry.environment(), requests=requests, seconds=seconds
        )

    def _day(self, registry: Registry, quick: bool) -> Iterator[dict[str, Any]]:
        registry.ensure(self.stdout.write)
        plan = {"rates": RATES, "seconds": 3 if quick else 25, "slow_seconds": 12 if quick else 60}
        for found in inside.told("config.bench.mixed", registry, plan):
            self._show(f"{found['page']:<32} {found['rate']:>3}/s {found['p50']:.0f} ms")
            yield {**found, "women": registry.women}

    def _show(self, words: str) -> None:
        """Tell how far it is, apart from the tables: on the other stream."""
        sys.stderr.write(f"  {words}\n")
        sys.stderr.flush()
