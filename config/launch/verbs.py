"""What make can ask for: each verb prepares the environment, then does its work in it."""

import importlib
import os
import signal
import sys
from collections.abc import Callable

from . import bootstrap
from .commands import ROOT, Failed
from .progress import say, since_start
from .trouble import Interrupted, Trouble, of_system

# verb -> (module, function, needs the development requirements)
VERBS = {
    "run": ("stack", "run", False),
    "dev": ("stack", "dev", False),
    "reset": ("reset", "reset", False),
    "who": ("visitors", "show", False),
    "test": ("testing", "test", True),
    "format": ("testing", "tidy", True),
    "manage": ("stack", "manage", True),
}


def main(arguments: list[str]) -> int:
    """Run one verb and give the exit code. Trouble is one sentence on standard error."""
    if not arguments or arguments[0] not in VERBS:
        print(f"Say what to do: {', '.join(VERBS)}.", file=sys.stderr)
        return 2
    since_start()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    try:
        return _do(arguments)
    except Trouble as trouble:
        return _complain(str(trouble))
    except Failed as failure:
        return _complain(f"{failure.output}\n\n{failure}: its last lines are above.")
    except OSError as problem:
        return _complain(str(of_system(problem)))
    except Interrupted:
        say("Stopped.")
        return 130


def _do(arguments: list[str]) -> int:
    os.chdir(ROOT)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    module, function, dev = VERBS[arguments[0]]
    bootstrap.ensure(dev=dev)
    if not bootstrap.inside():
        bootstrap.enter(arguments)
    work: Callable[[list[str]], int] = getattr(
        importlib.import_module(f"config.launch.{module}"), function
    )
    return work(arguments[1:])


def _complain(sentence: str) -> int:
    print(f"\n{sentence}", file=sys.stderr, flush=True)
    return 1


def _interrupt(*signal_and_frame: object) -> None:
    # Once is enough: what follows is the orderly end.
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    raise Interrupted
