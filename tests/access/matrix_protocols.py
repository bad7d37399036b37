"""Rows of the matrix for protocols and guidelines: what is open, and the staff's library."""

from typing import Any

from portal.models import DocumentVersion
from tests.access.matrix import Row, World, every_staff, public, staff
from tests.portal import papers

OPEN, CLOSED = "matriz-abierta", "matriz-cerrada"


def _made(world: World) -> None:
    def make() -> bool:
        for code, audience in ((OPEN, "public"), (CLOSED, "staff")):
            page = papers.published(papers.guideline(code, audience=audience))
            papers.renewed(page, summary="Otra frase.", valid_from=papers.LATER)
        return True

    world.once("documents", make)


def document(world: World) -> list[Any]:
    """A document for staff only."""
    _made(world)
    return [CLOSED]


def version(world: World) -> list[Any]:
    return [*document(world), 1]


def changes(world: World) -> list[Any]:
    return [*document(world), 1, 2]


def since(world: World) -> list[Any]:
    """What casework knows of a protocol's version."""
    page = world.once("protocol", lambda: papers.published(papers.protocol("matriz-protocolo")))
    return [DocumentVersion.objects.get(code=page.code).protocol_id]


def opened(*more: Any, code: str = OPEN) -> Any:
    """Addresses on the open site: of a document open to everybody, unless a code is given."""

    def make(world: World) -> list[Any]:
        _made(world)
        return ["orientaciones-tecnicas", code, *more]

    return make


READERS = {"n2": 200, "n5": 200, "n5_other": 200}

ROWS: tuple[Row, ...] = (
    public("documents:versions", 200, make=opened()),
    public("documents:version", 200, make=opened(1)),
    public("documents:pdf", 200, make=opened(1)),
    public("documents:changes", 200, make=opened(1, 2)),
    # What is for staff only is not there from outside, whoever asks.
    public("documents:version", 404, make=opened(1, code=CLOSED)),
    public("documents:pdf", 404, make=opened(1, code=CLOSED)),
    public("documents:versions", 404, make=opened(code=CLOSED)),
    public("documents:changes", 404, make=opened(1, 2, code=CLOSED)),
    every_staff("library:list", 200),
    every_staff("library:document", 200, make=document),
    every_staff("library:version", 200, make=version),
    every_staff("library:versions", 200, make=document),
    every_staff("library:changes", 200, make=changes),
    every_staff("library:since", 302, make=since),
    every_staff("library:pdf", 200, make=version),
    every_staff("library:read", 302, make=version, method="post"),
    every_staff("library:overdue", 200),
    every_staff("library:annex", 404, make=lambda world: [987654]),
    staff("library:readers", **READERS),
    staff("library:readers-of", make=document, **READERS),
)
