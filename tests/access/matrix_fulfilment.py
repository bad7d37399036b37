"""Rows of the matrix for carrying requests out: her team alone (design 4)."""

from typing import Any

from django.utils import timezone

from casework.access.context import acting
from complaints.models import RightsRequest
from complaints.rights.choices import Asked, Channel, IdentityLevel
from complaints.rights.filing import Intake, file
from tests.access.matrix import Row, World, public, staff
from tests.access.matrix_files import DONE, HERE, woman

WRONG = {**HERE, "n5": 422, "n6": 422}


def _asked(world: World, right: str) -> RightsRequest:
    def made() -> RightsRequest:
        by, her = world.staff["n6"].staff, woman(world)
        intake = Intake(right=right, name="Ella", survivor_id=her.pk, wording="x", alone=True)
        with acting(by.context):
            filed = file(
                intake=intake, channel=Channel.COUNTER, identity=IdentityLevel.PRESENT, by=by,
                at=timezone.now(),
            )  # fmt: skip
            return RightsRequest.objects.get(pk=filed.request_id)

    return world.once(("fulfilment", right), made)


def copy(world: World) -> list[Any]:
    return [_asked(world, Asked.ACCESS).pk]


def work(world: World) -> list[Any]:
    return [_asked(world, Asked.RECTIFICATION).pk]


def act(world: World) -> list[Any]:
    return [*work(world), "correct"]


def apart(world: World) -> list[Any]:
    return [_asked(world, Asked.BLOCKING).survivor_id]


ROWS: tuple[Row, ...] = (
    staff("fulfilment:copy", make=copy, **HERE),
    staff("fulfilment:copy-prepare", make=copy, method="post", **DONE),
    staff("fulfilment:copy-review", make=copy, method="post", **DONE),
    staff("fulfilment:copy-pack", make=copy, method="post", **DONE),
    staff("fulfilment:copy-take", make=copy, method="post", **DONE),
    staff("fulfilment:work", make=work, **HERE),
    staff("fulfilment:act", make=act, method="post", **WRONG),
    staff("fulfilment:emergency", make=apart, **HERE),
    public("copy_format", 200),
)
