"""After a restore: forget again whoever was erased since that backup, before anybody enters."""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from casework.documents.models import StoredFile
from casework.identity import vault
from casework.identity.models import DataKey

from . import erasing, tombstones
from .change_models import Erasure

SYSTEM_ROLE = "siivbg_system"


class NotSystem(Exception):
    """Only unattended work, which sees every row, may do this."""


def replay() -> tuple[int, int]:
    """Erase again what came back and write the lines that are missing; safe to repeat.

    Gives how many files were forgotten again, and how many lines were added. Raises NotSystem,
    tombstones.BrokenTombstone.
    """
    _check_role()
    known = list(tombstones.read())
    again = sum(_forget_again(one) for one in known)
    missing = Erasure.objects.exclude(pk__in=[one.id for one in known]).order_by("at")
    added = 0
    for row in missing:
        tombstones.write(erasing.as_tombstone(row))
        added += 1
    return again, added


def _check_role() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        if cursor.fetchone() != (SYSTEM_ROLE,):
            raise NotSystem


@transaction.atomic
def _forget_again(one: tombstones.Tombstone) -> bool:
    came_back = DataKey.objects.filter(pk__in=one.keys, wrapped__isnull=False)
    doer = {"destroyed_at": datetime.fromisoformat(one.at), "destroyed_by": one.by}
    keys = DataKey.objects.filter(survivor_id=one.survivor_id, wrapped__isnull=False)
    count = came_back.update(wrapped=None, **doer) + keys.update(wrapped=None, **doer)
    vault.forget()
    erasing.forget_person(UUID(one.survivor_id))
    places = StoredFile.objects.filter(survivor_id=one.survivor_id)
    erasing.remove_files(list(places.values_list("place", flat=True)))
    return count > 0
