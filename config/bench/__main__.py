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
        print(json.dumps({"path": measure.content_path()}), flush=True)
        for row in measure.rows(plan, people.Account(**asked["account"])):
            print(json.dumps(asdict(row)), flush=True)
    except Unmeasurable as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
