"""Rows of the matrix for kept drafts and for copies that leave the system."""

from django.utils import timezone

from casework.survivors.export import actions
from casework.survivors.export.actions import Grounds
from tests.access.matrix import NOBODY_KNOWS, Row, World, staff
from tests.access.matrix_files import BOTH, reading
from tests.database import as_system

GROUNDS = Grounds("review", "El comité regional revisa la carga de trabajo del centro", "Región")


def asked(world: World) -> list[object]:
    """The head here asked for the list of her centre."""
    head, at = world.staff["n5"], timezone.now()
    assert head.centre is not None
    with as_system():
        return [actions.ask_list(centre=head.centre, grounds=GROUNDS, by=head.staff, at=at).pk]


def agreed(world: World) -> list[object]:
    """And a worker agreed."""
    from casework.survivors.export.models import Export

    made = asked(world)
    with as_system():
        row = Export.objects.get(pk=made[0])
        actions.decide(export=row, agreed=True, by=world.staff["n6"].staff, at=timezone.now())
    return made


NONE = dict.fromkeys(BOTH, 404)  # without a ticket of hers there is nothing to keep
GONE = dict.fromkeys(BOTH, 302)

ROWS: tuple[Row, ...] = (
    staff("drafts:save", method="post", **NONE),
    staff("drafts:discard", method="post", **NONE),
    staff("drafts:seal", **BOTH),
    staff("drafts:kept", **BOTH),
    staff("drafts:dismiss", make=lambda _world: [NOBODY_KNOWS], method="post", **GONE),
    staff("survivors:exports", **BOTH),
    # Who asked may not agree (403); elsewhere it is not there (404).
    staff("survivors:export-decide", make=asked, method="post", data={"answer": "yes"},
          n5=403, n6=302, n5_other=404, n6_other=404),
    staff("survivors:export-take", make=agreed, method="post",
          n5=200, n6=403, n5_other=404, n6_other=404),
    reading("survivors:copy"),
)  # fmt: skip
