"""Change the key that wraps every person's key, while people work (safety.md 4, row 82)."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, models, transaction

from .key_ports import KeyPort, KeyUnavailable, Tampered, key_port
from .models import DataKey
from .vault import ROTATION_LOCK, wrapping_context

SYSTEM_ROLE = "siivbg_system"
ONE_ROTATION_LOCK = ROTATION_LOCK + 1
BATCH = 500

Progress = Callable[[int, int], None]


class RotationRefused(Exception):
    """The rotation may not start: another one runs, or the role does not see every key."""


@dataclass(frozen=True, slots=True)
class Rotation:
    """What was done. resumed: it ended an interrupted one. broken: keys that no longer open."""

    kek_id: str
    rewrapped: int
    resumed: bool
    retired: tuple[str, ...]
    broken: tuple[UUID, ...]


def rotate(*, progress: Progress, batch: int = BATCH) -> Rotation:
    """Make a new KEK, wrap every key with it, then retire the old one.

    Readers go on: a key is readable under either KEK until the old one is retired, and who read
    the row just before reads it again. A rotation that was killed is taken up where it stopped.
    A key that no longer opens is reported, and its KEK kept in service. Raises RotationRefused.
    """
    _refuse_narrow_role()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ONE_ROTATION_LOCK])
        if cursor.fetchone() != (True,):
            raise RotationRefused("Another rotation is running.")
        try:
            return _rotate(key_port(), progress, batch)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ONE_ROTATION_LOCK])


def _rotate(port: KeyPort, progress: Progress, batch: int) -> Rotation:
    target = port.current()
    resumed = len(port.ids()) > 1
    if not resumed:
        target = port.renew()
    sweep = _Sweep(port, target, progress, batch)
    sweep.run()
    with transaction.atomic(), connection.cursor() as cursor:
        # Waits for everyone who may still be storing a key under the old KEK.
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ROTATION_LOCK])
        sweep.run()
    old = set(port.ids()) - {target}
    retired = sorted(old - set(_in_use()))
    for kek_id in retired:
        port.retire(kek_id)
    return Rotation(target, sweep.done, resumed, tuple(retired), tuple(sorted(sweep.broken)))


class _Sweep:
    """Goes over the keys not yet wrapped by the target, batch by batch, each in a transaction."""

    def __init__(self, port: KeyPort, target: str, progress: Progress, batch: int) -> None:
        self.port, self.target, self.progress, self.batch = port, target, progress, batch
        self.done = 0
        self.broken: set[UUID] = set()

    def run(self) -> None:
        """Rewrap all there is now."""
        total, last = self.done + self._left().count(), UUID(int=0)
        while True:
            with transaction.atomic():
                rows = list(self._left().filter(pk__gt=last).select_for_update()[: self.batch])
                self._rewrap(rows)
            if not rows:
                return
            last = rows[-1].pk
            self.progress(self.done, max(total, self.done))

    def _left(self) -> "models.QuerySet[DataKey]":
        alive = DataKey.objects.filter(wrapped__isnull=False).exclude(kek_id=self.target)
        return alive.exclude(pk__in=self.broken).order_by("pk")

    def _rewrap(self, rows: list[DataKey]) -> None:
        changed = []
        for row in rows:
            try:
                changed.append((self._wrapped_anew(row), self.target, row.pk))
            except (Tampered, KeyUnavailable):
                self.broken.add(row.pk)
        with connection.cursor() as cursor:
            cursor.executemany(
                "UPDATE casework_datakey SET wrapped = %s, kek_id = %s WHERE id = %s", changed
            )
        self.done += len(changed)

    def _wrapped_anew(self, row: DataKey) -> bytes:
        assert row.wrapped is not None
        context = wrapping_context(row.pk, row.owner)
        key = self.port.unwrap(bytes(row.wrapped), kek_id=row.kek_id, context=context)
        return self.port.wrap(key, kek_id=self.target, context=context)


def _in_use() -> list[str]:
    alive = DataKey.objects.filter(wrapped__isnull=False)
    return list(alive.values_list("kek_id", flat=True).distinct())


def _refuse_narrow_role() -> None:
    """Under row-level security the application sees few keys: it would retire a KEK in use."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        if cursor.fetchone() != (SYSTEM_ROLE,):
            raise RotationRefused("Only the system role sees every key.")
