"""Rows of the matrix for certificates of training and the exceptions to them."""

from datetime import date
from typing import Any

from casework.access.waiver_models import Waiver
from tests.access.matrix import Row, World, one_operator, public, staff
from tests.database import as_system


def _waiver(world: World) -> Waiver:
    with as_system():
        return Waiver.objects.create(
            operator=world.operator(), given_by=world.staff["n2"].operator, level="N6",
            starts_on=date(2024, 1, 1), ends_on=date(2024, 1, 2),
            reason="Nadie más atiende urgencias en el centro esta semana.",
        )  # fmt: skip


def waiver(world: World) -> list[Any]:
    return [world.once("waiver", lambda: _waiver(world)).pk]


ROWS: tuple[Row, ...] = (
    public("certificate-check:check", 200),
    public("certificate-check:issuer", 200),
    public("certificate-check:revoked", 200),
    staff("staff:waivers", n2=200),
    staff("staff:new-waiver", make=one_operator, n2=200),
    staff("staff:end-waiver", make=waiver, method="post", n2=302),
)
