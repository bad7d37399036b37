"""Children that do not outlive their parent, even when it is killed (Linux; elsewhere the
next start finds and ends them)."""

import ctypes
import signal
import sys
from collections.abc import Callable

PR_SET_PDEATHSIG = 1


def die_with_parent(number: signal.Signals) -> Callable[[], None] | None:
    """Give what a child runs before its program starts, so that its parent's end signals it."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None)

    def bind() -> None:
        libc.prctl(PR_SET_PDEATHSIG, int(number))

    return bind
