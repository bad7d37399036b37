"""What a worker of the largest centre asks for during a day, and how often."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import cycle, islice
from random import Random

from casework.identity.spanish import bare

from . import people
from .browser import Browser
from .pages import LIST

# Out of a hundred clicks (our estimate: a worker reads files most of all).
SHARES = {
    "Mi día": 20,
    "Search by name": 12,
    "Head of her file": 28,
    "Whole trayecto, 500 events": 16,
    "Waiting list": 10,
    "Case list, largest centre": 14,
}
FILES = 60  # different women who are opened


@dataclass(frozen=True, slots=True)
class Ask:
    """One request."""

    page: str
    method: str
    path: str
    fields: Mapping[str, str] = field(default_factory=dict)


class Workday:
    """Gives the next thing the worker asks for. women: how many the registry holds."""

    def __init__(self, worker: Browser, women: int) -> None:
        self.worker = worker
        known = list(islice(people.women_of_first_centre(women), FILES))
        runs = [woman.identity.run for woman in known]
        self._files = cycle([f"{LIST}{people.id_of(run)}/" for run in runs if run])
        self._long = f"{LIST}{people.id_of(people.long_life())}/trayecto/"
        self._names = cycle([bare(woman.identity.first_surname) for woman in known])

    def next(self, chance: Random) -> Ask:
        """Give one, by its share of the day."""
        (page,) = chance.choices(list(SHARES), weights=list(SHARES.values()))
        return self._ask(page)

    def each(self) -> Iterator[Ask]:
        """Give one of each page."""
        return (self._ask(page) for page in SHARES)

    def _ask(self, page: str) -> Ask:
        if page == "Search by name":
            return Ask(page, "POST", LIST, {"name": next(self._names)})
        paths = {
            "Mi día": "/gestion/mi-dia/",
            "Whole trayecto, 500 events": self._long,
            "Waiting list": "/gestion/lista-de-espera/",
            "Case list, largest centre": "/gestion/casos/",
        }
        return Ask(page, "GET", paths.get(page) or next(self._files))
