"""Rows of the matrix for risk results."""

from typing import Any

from django.utils import timezone

from casework.access.context import acting
from casework.risk.actions import Finding, record_result
from casework.risk.models import Instrument
from casework.survivors.models import Survivor
from tests.access.matrix import Row, World
from tests.access.matrix_files import reading


def result(world: World, survivor: Survivor) -> list[Any]:
    """The worker here judged it."""
    at = timezone.now()
    finding = Finding(
        band="ALTO", assessed_at=at, instrument=Instrument.objects.get(pk="JUICIO"),
        reason="Aumentaron las amenazas esta semana",
    )  # fmt: skip
    worker = world.staff["n6"].staff
    with acting(worker.context):
        made = record_result(survivor=survivor, finding=finding, by=worker, at=at)
    return [made.pk]


ROWS: tuple[Row, ...] = (
    reading("risk:history"),
    reading("risk:record"),
    reading("risk:take-back", result),
)
