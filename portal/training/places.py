"""How many places of an edition are taken: counted by the database, which names nobody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from .edition_models import Edition


@dataclass(frozen=True, slots=True)
class Places:
    """taken: places held. waiting: people on the list."""

    taken: int = 0
    waiting: int = 0


def places(editions: Iterable[UUID]) -> dict[UUID, Places]:
    """Give the places of some editions, in one statement."""
    asked = list(editions)
    if not asked:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM siivbg_places(%s::uuid[])", [asked])
        found = {one: Places(taken, waiting) for one, taken, waiting in cursor.fetchall()}
    return {one: found.get(one, Places()) for one in asked}


def asked_for(editions: Iterable[UUID]) -> set[UUID]:
    """Give those of some editions in which somebody ever asked for a place, also who left it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT edition_id FROM siivbg_places(%s::uuid[])", [list(editions)])
        return {one for (one,) in cursor.fetchall()}


def has_place(edition: Edition) -> bool:
    """Say whether somebody may still take a place. Ask with the edition's row locked."""
    return places([edition.pk])[edition.pk].taken < edition.capacity


def fill(edition: Edition, at: datetime) -> int:
    """Give free places to those who wait, first come first; give how many moved up."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM siivbg_fill_places(%s, %s)", [edition.pk, at])
        return len(cursor.fetchall())
