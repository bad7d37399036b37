"""Rows of the matrix for requests about personal data (design 4; who works on them is her team)."""

from typing import Any

from django.utils import timezone

from casework.access.context import acting
from casework.documents.uploads import CleanFile
from casework.survivors.models import Survivor
from complaints.models import RightsRequest
from complaints.rights import claim_actions
from complaints.rights.choices import Asked, Channel, Filer, IdentityLevel
from complaints.rights.filing import Intake, Proxy, file
from complaints.rights.receipts import receipt_of
from tests.access.matrix import Row, World, staff
from tests.access.matrix_files import BOTH, DONE, HERE, hers, reading

PAPER = CleanFile(b"%PDF-1.4", "application/pdf", "pdf", "poder.pdf", scanned=False)


def asked(world: World) -> RightsRequest:
    """A request of a woman attended here, with a paper."""
    return world.once("rights-request", lambda: _asked(world))


def _asked(world: World) -> RightsRequest:
    from tests.access.matrix_files import woman

    her: Survivor = woman(world)
    by = world.staff["n6"].staff
    intake = Intake(
        right=Asked.OPPOSITION, name="Ella", survivor_id=her.pk, wording="No quiero",
        filer=Filer.REPRESENTATIVE, proxy=Proxy("Otra"), files=(("power", PAPER),),
    )  # fmt: skip
    with acting(by.context):
        filed = file(
            intake=intake, channel=Channel.COUNTER, identity=IdentityLevel.DOCUMENT, by=by,
            at=timezone.now(),
        )  # fmt: skip
        return RightsRequest.objects.get(pk=filed.request_id)


def request(world: World) -> list[Any]:
    return [asked(world).pk]


def paper(world: World) -> list[Any]:
    with acting(world.staff["n6"].staff.context):
        return [asked(world).pk, asked(world).papers.get().pk]


def receipt(world: World) -> list[Any]:
    with acting(world.staff["n6"].staff.context):
        found = receipt_of(asked(world))
        assert found is not None
        return [asked(world).pk, found.pk]


def claim(world: World) -> list[Any]:
    def made() -> Any:
        by, at = world.staff["n6"].staff, timezone.now()
        with acting(by.context):
            return claim_actions.record_claim(
                request=asked(world), notified_at=at, words="", by=by, at=at
            )

    return [asked(world).pk, world.once("rights-claim", made).pk]


def taking(world: World) -> list[Any]:
    return [asked(world).pk, "tomar"]


ROWS: tuple[Row, ...] = (
    staff("rights:queue", **BOTH),
    staff("rights:new", **BOTH),
    staff("rights:new-for", make=hers(), **HERE),
    reading("rights:hers"),
    reading("rights:wish"),
    staff("rights:request", make=request, **HERE),
    staff("rights:paper", make=paper, **HERE),
    staff("rights:document", make=receipt, **HERE),
    staff("rights:act", make=taking, **HERE),
    staff("rights:answer-claim", make=claim, method="post", **DONE),
    staff("rights:match", make=request, **HERE),
    staff("rights:export", make=request, method="post", **HERE),
)
