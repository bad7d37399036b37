"""The guardian of the embedded PostgreSQL: a small process that starts it, restarts it when it
is killed, and stops it when nobody uses it any more. `python -m config.launch.guardian DATA`."""

import contextlib
import fcntl
import os
import signal
import sys
import time
from collections import deque
from pathlib import Path

from . import embedded
from .postmaster import Postmaster
from .trouble import Interrupted, Trouble, of_system

PAUSE = 0.2
RESTARTS = 5  # within WINDOW seconds; then the trouble is not an accident
WINDOW = 60.0


def main(arguments: list[str]) -> int:
    """Keep the server until nobody uses it. Says "ready", or one sentence of trouble."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _end)
    data = Path(arguments[0])
    server = Postmaster(data, fast="fast" in arguments[1:])
    mark = (data.parent / f"{data.name}.guardian").open("a")
    fcntl.flock(mark, fcntl.LOCK_EX)  # held for life: this server is looked after
    try:
        server.start()
        _tell("ready")
        _keep(data, server)
    except Trouble as trouble:
        _tell(str(trouble))
        return 1
    except OSError as problem:
        _tell(str(of_system(problem)))
        return 1
    except Interrupted:
        pass
    finally:
        server.stop()
    return 0


def _keep(data: Path, server: Postmaster) -> None:
    restarts: deque[float] = deque(maxlen=RESTARTS)
    with (data.parent / f"{data.name}.users").open("a") as users:
        while not _nobody(users.fileno()):
            if not server.running():
                restarts.append(time.monotonic())
                if len(restarts) == RESTARTS and restarts[-1] - restarts[0] < WINDOW:
                    raise Trouble("The database keeps stopping: see its log under var/.")
                server.start()
            time.sleep(PAUSE)
        # The lock is kept while stopping: whoever comes now waits, then starts afresh.
        server.stop()


def _nobody(users: int) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _tell(word: str) -> None:
    with contextlib.suppress(OSError):  # nobody may be listening any more
        os.write(1, f"{word}\n".encode())


def _end(*signal_and_frame: object) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise Interrupted


if __name__ == "__main__":
    embedded.account()
    sys.exit(main(sys.argv[1:]))
