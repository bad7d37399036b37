"""Measuring processes: they have the application's role and nothing more, and answer in JSON."""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from config.launch.commands import ROOT

from . import people
from .browser import Unmeasurable
from .database import Kept, Registry


def told(module: str, registry: Registry, plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Run a measuring module on a registry and give what it tells, line by line.

    This process must be connected to the registry, as the system role: it makes the worker's
    account. Raises Unmeasurable.
    """
    account = people.make_account().as_json()
    yield from of(module, registry, {**plan, "women": registry.women, "account": account})


def of(module: str, database: Kept, plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Run a measuring module on a database and give what it tells, line by line.

    Raises Unmeasurable.
    """
    environment = {
        **database.environment(),
        "SIIVBG_DB_ROLE": "app",
        "DJANGO_SETTINGS_MODULE": "config.bench.settings",
    }
    with subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", module],
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
