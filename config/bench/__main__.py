"""The measuring process: reads its plan from standard input, gives one row a line (JSON).

It works as the application's role, in the settings of `config.bench.settings`; the command
`manage.py bench` starts it.
"""

import sys
from collections.abc import Iterator
from typing import Any

import django

django.setup()

from . import measure, people  # noqa: E402 - models need the applications loaded
from .telling import tell  # noqa: E402


def found_in(plan: dict[str, Any]) -> Iterator[object]:
    """Measure everything inside the application. Raises Unmeasurable."""
    yield {"path": measure.content_path()}
    how = measure.Plan(plan["women"], quick=plan["quick"])
    yield from measure.rows(how, people.Account(**plan["account"]))


if __name__ == "__main__":
    sys.exit(tell(found_in))
