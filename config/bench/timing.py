"""Durations: taken with the process's finest clock, told as median and 95th percentile."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from typing import Any


@dataclass
class Times:
    """Milliseconds of each repetition."""

    taken: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The one in the middle."""
        return median(self.taken)

    @property
    def p95(self) -> float:
        """The one that 95 of 100 do not exceed."""
        ordered = sorted(self.taken)
        return ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]

    @contextmanager
    def one(self) -> Iterator[None]:
        """Take the time of a block."""
        began = time.perf_counter()
        yield
        self.taken.append((time.perf_counter() - began) * 1000)

    def __str__(self) -> str:
        return f"{self.median:.1f} ms, {self.p95:.1f} ms"


@dataclass
class Stopwatch:
    """Adds up what some functions take while they work inside something else."""

    total: float = 0.0
    running: bool = False

    @contextmanager
    def on(self, owner: Any, name: str) -> Iterator[None]:
        """Time a function, method or module's function by replacing it for the block."""
        own = name in vars(owner)
        before = getattr(owner, name)
        setattr(owner, name, self._timed(before))
        try:
            yield
        finally:
            if own:
                setattr(owner, name, before)
            else:
                delattr(owner, name)

    def _timed(self, work: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **options: Any) -> Any:
            if self.running:  # inside another that is timed already
                return work(*args, **options)
            self.running, began = True, time.perf_counter()
            try:
                return work(*args, **options)
            finally:
                self.total += (time.perf_counter() - began) * 1000
                self.running = False

        return timed
