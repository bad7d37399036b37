"""Every row about the open site, from databases made once."""

from collections.abc import Callable, Iterator

from config.bench import inside
from config.bench.table import Row

from . import load
from .database import LARGE, SMALL, Site

QUICK, WHOLE = 40, 400


def rows(say: Callable[[str], None], *, quick: bool) -> Iterator[Row]:
    """Make what is needed and measure it; quick: few repetitions, and few of the many pages.

    Raises Unmeasurable, and what commands.run raises.
    """
    times = QUICK if quick else WHOLE
    small, large = Site(SMALL), Site(SMALL * 5 if quick else LARGE)
    for one in (large, small):
        one.ensure(say)
    for found in inside.of("config.bench.site", small, {}):
        yield Row(**found)
    yield from load.beside_bare(small, times=times * load.MORE)
    yield from load.without_database(small, times=times * load.MORE)
    yield from load.grown(small, large, times=times // 2)
