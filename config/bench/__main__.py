"""The measuring process: reads its plan from standard input, gives one row a line (JSON).

It works as the application's role, in the settings of `config.bench.settings`; the command
`manage.py bench` starts it.
"""

import json
import sys
from dataclasses import asdict

import django

django.setup()

from . import measure, people  # noqa: E402 - models need the applications loaded
from .browser import Unmeasurable  # noqa: E402


def main() -> int:
    """Measure, and give each row as soon as it is known."""
    asked = json.load(sys.stdin)
    plan = measure.Plan(asked["women"], quick=asked["quick"])
    try:
        _tell({"path": measure.content_path()})
        for row in measure.rows(plan, people.Account(**asked["account"])):
            _tell(asdict(row))
    except Unmeasurable as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 0


def _tell(message: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
