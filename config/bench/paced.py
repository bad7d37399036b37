"""Work that arrives at a steady rate, whoever is ready for it: what a crowd of users does.

The time of each piece runs from the moment it was due, so that waiting in line counts too.
"""

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

from .timing import Times

Work = tuple[str, Callable[[], object]]


def paced(pieces: Iterator[Work], *, rate: float, seconds: float, hands: int) -> dict[str, Times]:
    """Do pieces of work at `rate` a second for so long; give the times by name.

    hands: how many may be under way at once. Raises what a piece raises.
    """
    taken: dict[str, Times] = defaultdict(Times)
    lock = threading.Lock()

    def do(name: str, work: Callable[[], object], due: float) -> None:
        work()
        spent = (time.perf_counter() - due) * 1000
        with lock:
            taken[name].taken.append(spent)

    began = time.perf_counter()
    with ThreadPoolExecutor(hands) as pool:
        jobs = []
        for number in range(int(rate * seconds)):
            due = began + number / rate
            time.sleep(max(0.0, due - time.perf_counter()))
            name, work = next(pieces)
            jobs.append(pool.submit(do, name, work, due))
        for job in jobs:
            job.result()
    return dict(taken)
