"""Filling the synthetic registry: which blocks are free, who writes them, how far it is."""

import multiprocessing
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from datetime import datetime

from django.db import connection
from django.utils import timezone

from casework.identity.lookup import run_digest
from casework.survivors.models import Survivor

from . import places
from .scale_actions import write_block
from .women import BLOCK, MOST, regions, run_of, woman

Progress = Callable[[int, int, float], None]
Job = tuple[int, int, places.Ground, datetime]  # block, size, where, when


class RegistryFull(Exception):
    """There are no fictional RUN bodies left."""


def women_there() -> int:
    """Count the women of the registry. Needs the system role."""
    return int(Survivor.objects.count())


def add(women: int, *, progress: Progress, processes: int = 1) -> None:
    """Add that many women. progress is told (done, total, seconds since the start).

    A run that was interrupted left whole blocks: the next one fills the gaps. Raises
    RegistryFull.
    """
    at, blocks = timezone.now(), list(_jobs(women))
    last = max((block for block, _size in blocks), default=0)
    ground = places.prepare(at, regions((last + 1) * BLOCK))
    jobs = [(block, size, ground, at) for block, size in blocks]
    began, done = time.monotonic(), 0
    for size in _written(jobs, processes):
        done += size
        progress(done, women, time.monotonic() - began)


def _jobs(women: int) -> Iterator[tuple[int, int]]:
    """Give (block, size) until every woman has her place."""
    for block in _free_blocks():
        if women <= 0:
            return
        yield block, min(BLOCK, women)
        women -= BLOCK
    if women > 0:
        raise RegistryFull


def _free_blocks() -> Iterator[int]:
    """Give the numbers of the blocks whose first woman is not registered."""
    blocks, step = range(MOST // BLOCK), 200
    for first in blocks[::step]:
        group = {_first_digest(block): block for block in blocks[first : first + step]}
        taken = Survivor.objects.filter(run_digest__in=list(group))
        found = {bytes(digest) for digest in taken.values_list("run_digest", flat=True)}
        yield from (block for digest, block in group.items() if digest not in found)


def _first_digest(block: int) -> bytes:
    run = run_of(block * BLOCK)
    assert run is not None
    return run_digest(run)


def _written(jobs: list[Job], processes: int) -> Iterator[int]:
    """Write every job, here or in processes of their own; give the size of each as it is done."""
    if processes == 1:
        yield from (_write(*job) for job in jobs)
        return
    connection.close()
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        for job in as_completed([pool.submit(_write, *job) for job in jobs]):
            yield job.result()


def _write(block: int, size: int, ground: places.Ground, at: datetime) -> int:
    first = block * BLOCK
    women = [woman(number, ground.comunas) for number in range(first, first + size)]
    write_block(women, block=block, ground=ground, at=at)
    return size
