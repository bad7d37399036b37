"""Finding colleagues by their name or their centre, as people know each other."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from casework.access.models import Assignment, Operator
from casework.identity.spanish import bare, words

MOST = 10  # a search that finds more asks for another word: nobody lists the whole country
SHORTEST = 3


def found(text: str) -> list[Operator]:
    """Give the active operators whose name or centre begins so, word by word, whatever accents.

    Nobody for less than three letters. The register is of some thousands: it is read whole.
    """
    asked = words(text)
    if sum(map(len, asked)) < SHORTEST:
        return []
    rows = _with_places(Operator.objects.filter(active=True))
    fitting = [one for one in rows if _fits(asked, words(said(one)))]
    return sorted(fitting, key=lambda one: bare(str(one)))[:MOST]


def named(ids: Iterable[UUID]) -> list[Operator]:
    """Give active operators by their identifiers."""
    wanted = list(ids)
    return list(_with_places(Operator.objects.filter(active=True, pk__in=wanted))) if wanted else []


def said(operator: Operator) -> str:
    """Give a person with where she works, as colleagues tell her from another."""
    places = {
        f"{one.level}, {one.centre.name}" if one.centre else one.level
        for one in operator.assignments.all()
    }
    return " · ".join([str(operator), *sorted(places)])


def _with_places(rows: QuerySet[Operator]) -> QuerySet[Operator]:
    running = Assignment.objects.filter(ended_at=None).select_related("centre")
    return rows.select_related("user").prefetch_related(Prefetch("assignments", running))


def _fits(asked: list[str], there: list[str]) -> bool:
    return all(any(word.startswith(one) for word in there) for one in asked)
