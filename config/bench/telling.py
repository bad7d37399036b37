"""How a measuring process talks: its plan comes in, what it finds goes out, a JSON line each."""

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, is_dataclass
from typing import Any

from .browser import Unmeasurable


def tell(measure: Callable[[dict[str, Any]], Iterable[object]]) -> int:
    """Give each thing as soon as it is found, and the process's exit code.

    measure: takes the plan, gives dataclasses or mappings; may raise Unmeasurable.
    """
    plan = json.load(sys.stdin)
    try:
        for found in measure(plan):
            sys.stdout.write(json.dumps(_plain(found)) + "\n")
            sys.stdout.flush()
    except Unmeasurable as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 0


def _plain(found: object) -> Mapping[str, object]:
    if is_dataclass(found) and not isinstance(found, type):
        return asdict(found)
    assert isinstance(found, Mapping)
    return found
