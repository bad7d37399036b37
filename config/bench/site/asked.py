"""One page of the open site asked over HTTP, by several visitors at once."""

import http.client
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from statistics import quantiles
from urllib.parse import urlencode

from config.bench.browser import Unmeasurable
from config.launch.server import HOST

VISITORS = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for. fields: a form that is sent; headers: what the visitor's browser adds."""

    path: str
    fields: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Heard:
    """What the answers took, in seconds, and how long all of them together."""

    times: Sequence[float]
    lasted: float

    @property
    def rate(self) -> float:
        """Pages per second."""
        return len(self.times) / self.lasted

    @property
    def p95(self) -> float:
        """Ninety-five of a hundred were answered within so many seconds."""
        return quantiles(self.times, n=20)[-1]


def together(port: int, asked: Asked, *, times: int) -> Heard:
    """Ask so often in all, by visitors who do not wait for each other. Raises Unmeasurable."""
    began = time.perf_counter()
    with ThreadPoolExecutor(VISITORS) as pool:
        jobs = [pool.submit(one_by_one, port, asked, times // VISITORS) for _ in range(VISITORS)]
        taken = [one for job in jobs for one in job.result()]
    return Heard(taken, time.perf_counter() - began)


def one_by_one(port: int, asked: Asked, times: int) -> list[float]:
    """Ask one after the other on a line that stays open; give the seconds of each."""
    method, body = ("POST", urlencode(asked.fields)) if asked.fields else ("GET", None)
    form = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
    line, taken = http.client.HTTPConnection(HOST, port, timeout=60), []
    try:
        for _turn in range(times):
            began = time.perf_counter()
            line.request(method, asked.path, body=body, headers={**asked.headers, **form})
            answer = line.getresponse()
            answer.read()
            taken.append(time.perf_counter() - began)
            if answer.status != 200:
                raise Unmeasurable(f"A page of the open site answered {answer.status}.")
    finally:
        line.close()
    return taken


def middle(heard: Sequence[Heard]) -> Heard:
    """Give the turn whose p95 is the median: one turn may meet a busy machine."""
    return sorted(heard, key=lambda one: one.p95)[len(heard) // 2]
