"""Rows of the matrix for questions and complaints (law 4): its centre, or nobody."""

from typing import Any

from django.utils import timezone

from casework.access.context import acting
from casework.documents.uploads import CleanFile
from complaints.models import Ticket
from complaints.oirs.choices import Kind, Way
from complaints.oirs.filing import Writing, file
from tests.access.matrix import NOBODY_KNOWS, Row, World, public, staff
from tests.access.matrix_files import BOTH, HERE, hers, unopened

PAPER = CleanFile(b"%PDF-1.4", "application/pdf", "pdf", "carta.pdf", scanned=False)


def ticket(world: World) -> Ticket:
    """A question written down at the centre here, with a file."""
    return world.once("oirs-ticket", lambda: _ticket(world))


def _ticket(world: World) -> Ticket:
    worker = world.staff["n6"]
    assert worker.centre is not None
    writing = Writing(
        Kind.ENQUIRY, "¿A qué hora abren?", Way.COUNTER, centre_id=worker.centre.pk, files=(PAPER,)
    )
    with acting(worker.staff.context):
        filed = file(writing=writing, by=worker.staff, at=timezone.now())
        return Ticket.objects.get(pk=filed.ticket_id)


def one(world: World) -> list[Any]:
    return [ticket(world).pk]


def claim(world: World) -> list[Any]:
    """A claim of the centre here, that its worker was given."""
    return world.once("oirs-claim", lambda: [_claim(world).pk])


def _claim(world: World) -> Ticket:
    worker, head = world.staff["n6"], world.staff["n5"]
    assert worker.centre is not None
    writing = Writing(Kind.CLAIM, "Nadie me llamó.", Way.COUNTER, centre_id=worker.centre.pk)
    with acting(head.staff.context):
        filed = file(writing=writing, by=head.staff, at=timezone.now())
        found = Ticket.objects.get(pk=filed.ticket_id)
        found.assigned_to = worker.operator.pk
        found.save(update_fields=["assigned_to", "updated_at"])
    return found


def paper(world: World) -> list[Any]:
    with acting(world.staff["n6"].staff.context):
        return [ticket(world).pk, ticket(world).files.get().pk]


def note(world: World) -> list[Any]:
    return [ticket(world).pk, "nota"]


ROWS: tuple[Row, ...] = (
    staff("oirs:queue", **BOTH),
    staff("oirs:new", **BOTH),
    staff("oirs:new-for", make=hers(), **HERE),
    staff("oirs:hers", make=hers(), **HERE),
    staff("oirs:breaches", **BOTH),
    staff("oirs:receipt", make=claim, **HERE),
    staff("oirs:ticket", make=one, **HERE),
    staff("oirs:file", make=paper, **HERE),
    staff("oirs:act", make=note, **HERE),
    public("questions:write", 200),
    public("questions:read", 200),
    public("questions:file", 404, method="post"),
    public("questions:receipt", 404, method="post"),
    unopened("selfservice:question-file", args=[NOBODY_KNOWS, NOBODY_KNOWS]),
)
