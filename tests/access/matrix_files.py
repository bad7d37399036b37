"""Rows of the matrix for the women's files, their authorisations and documents, and her own zone.

A woman of the centre here: whoever attends there meets what is not there (404), whoever has no
cases is refused (403).
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.utils import timezone
from PIL import Image

from casework.attachments.models import Attachment
from casework.documents.uploads import CleanFile
from casework.survivors import actions as survivors
from casework.survivors.models import RelatedPerson, Survivor
from consent import actions as consents
from consent.models import ConsentRecord, ConsentText
from consent.record_models import Form
from consent.text_actions import approve, send_to_review
from tests.access.matrix import PRINCIPALS, Row, World, staff
from tests.consent.conftest import draft
from tests.database import as_system

HERE = {"n5": 200, "n6": 200, "n5_other": 404, "n6_other": 404}
DONE = {**HERE, "n5": 302, "n6": 302}
BOTH = {"n5": 200, "n6": 200, "n5_other": 200, "n6_other": 200}
Given = Callable[[World, Survivor], list[Any]]


def woman(world: World) -> Survivor:
    """Somebody attended here, with a working name only."""
    worker = world.staff["n6"]
    assert worker.centre is not None
    with as_system():
        return survivors.register(
            identity=survivors.Identity(working_name="Ella"), contact=None,
            centre_id=worker.centre.pk, by=worker.staff, at=timezone.now(),
        )  # fmt: skip


@dataclass(frozen=True)
class Hers:
    """Arguments of an address of her file: her id, and what `then` makes of it."""

    then: Given | None = None

    def __call__(self, world: World) -> list[Any]:
        """Give them, of a woman made for all the addresses that need the same."""
        return world.once(self, lambda: self.of(world, woman(world)))

    def of(self, world: World, survivor: Survivor) -> list[Any]:
        """Give them, of this woman."""
        with as_system():
            return [survivor.pk, *(self.then(world, survivor) if self.then else [])]


def hers(then: Given | None = None) -> Hers:
    """Give what makes the arguments of an address of her file."""
    return Hers(then)


def text(world: World) -> ConsentText:
    """A text in force."""
    return world.once("text", lambda: _text(world))


def _text(world: World) -> ConsentText:
    author, second = world.staff["editor"].user, world.staff["n2"].user
    made = send_to_review(text=draft(author, code="matriz"), by=author, at=timezone.now())
    return approve(text=made, by=second, at=timezone.now())


def code(world: World, _survivor: Survivor) -> list[Any]:
    return [text(world).code]


def record(world: World, survivor: Survivor) -> list[Any]:
    """She said yes on a paper whose scan is still to come."""
    asked = text(world)
    kept: ConsentRecord = consents.decide(
        survivor=survivor, text=asked, answers={item.pk: True for item in asked.items.all()},
        signature=consents.Signature(form=Form.PAPER, name="Ella"),
        by=world.staff["n6"].staff, at=timezone.now(),
    )  # fmt: skip
    return [kept.pk]


def lacking(world: World, survivor: Survivor) -> list[Any]:
    return [*record(world, survivor), "scan"]


def related(world: World, survivor: Survivor) -> list[Any]:
    person: RelatedPerson = survivors.add_related(
        survivor=survivor, relation="child", by=world.staff["n6"].staff, at=timezone.now()
    )
    return [person.pk]


def document(world: World, survivor: Survivor) -> list[Any]:
    from casework.attachments.actions import bring

    file = CleanFile(b"\xff\xd8\xff", "image/jpeg", "jpg", "foto.jpg", scanned=False)
    actor = world.staff["n6"].staff.actor
    filed: Attachment = bring(
        survivor=survivor, file=file, kind="other", by=actor, at=timezone.now()
    )
    return [filed.pk]


def pictured(world: World, survivor: Survivor) -> list[Any]:
    from casework.attachments.actions import bring

    drawn = BytesIO()
    Image.new("RGB", (8, 8)).save(drawn, "JPEG")
    file = CleanFile(drawn.getvalue(), "image/jpeg", "jpg", "foto.jpg", scanned=False)
    by = world.staff["n6"].staff
    return [bring(survivor=survivor, file=file, kind="other", by=by, at=timezone.now()).pk]


def first_sheet(world: World, survivor: Survivor) -> list[Any]:
    from casework.attachments.actions import bring

    printed = BytesIO()
    Image.new("RGB", (8, 8)).save(printed, "PDF")
    file = CleanFile(printed.getvalue(), "application/pdf", "pdf", "acta.pdf", scanned=False)
    by = world.staff["n6"].staff
    return [bring(survivor=survivor, file=file, kind="other", by=by, at=timezone.now()).pk, 1]


def reading(name: str, then: Given | None = None) -> Row:
    """A page of her file."""
    return staff(name, make=hers(then), **HERE)


def writing(name: str, then: Given | None = None, **data: str) -> Row:
    """An act on her file."""
    return staff(name, make=hers(then), method="post", data=data, **DONE)


SURVIVORS = (
    staff("survivors:list", **BOTH),
    staff("survivors:find", method="post", n5=422, n6=422, n5_other=422, n6_other=422),
    staff("survivors:register", **BOTH),
    reading("survivors:file"),
    # Attending somebody registered elsewhere is how a second centre comes in (design 4.2).
    staff("survivors:attend", make=hers(), method="post",
          n5=302, n6=302, n5_other=302, n6_other=302),
    reading("survivors:trajectory"),
    reading("survivors:identity"),
    reading("survivors:contact"),
    reading("survivors:related"),
    reading("survivors:door"),
    writing("survivors:hand-key"),
    writing("survivors:mode", mode="closed"),
    writing("survivors:freeze"),
    writing("survivors:answer-duress"),
    writing("survivors:unfreeze"),
)  # fmt: skip

CONSENT = (
    staff("consent:report", **BOTH),
    reading("consent:tab"),
    reading("consent:share"),
    writing("consent:related", related, given="yes"),
    reading("consent:record", record),
    writing("consent:withdraw", record, asked="phone"),
    writing("consent:confirm", record),
    reading("consent:bring", lacking),
    reading("consent:sign", code),
    reading("consent:paper", code),
    reading("consent:sheet", code),
)

ATTACHMENTS = (
    reading("attachments:list"),
    reading("attachments:new"),
    reading("attachments:show", document),
    reading("attachments:view", document),
    reading("attachments:download", document),
    reading("attachments:thumbnail", pictured),
    reading("attachments:sheet", first_sheet),
    reading("attachments:replace", document),
    writing("attachments:take-back", document),
    reading("attachments:edit", document),
    # The hold is the head's to decide (TD-13).
    staff("attachments:hold", make=hers(document), n5=200, n6=403, n5_other=404, n6_other=404),
)


def unopened(name: str, status: int = 302, method: str = "get", args: tuple[Any, ...] = ()) -> Row:
    """Her zone, for whoever did not come through its door: everybody is answered alike."""
    return Row(name, dict.fromkeys(PRINCIPALS, status), lambda _world: list(args), method, {})


ANY = ("019aa000-0000-7000-8000-00000000dead",)
OWN_SPACE = (
    unopened("selfservice:home", 200),
    unopened("selfservice:key", method="post"),
    unopened("selfservice:close", method="post"),
    unopened("selfservice:keep", 403, method="post"),
    unopened("selfservice:consents"),
    unopened("selfservice:sign", args=("matriz",)),
    unopened("selfservice:signed", args=ANY),
    unopened("selfservice:copy", args=ANY),
    unopened("selfservice:change", method="post", args=ANY),
    unopened("selfservice:ledger"),
    unopened("selfservice:requests"),
    unopened("selfservice:ask", method="post"),
    unopened("selfservice:take-back", method="post", args=ANY),
    unopened("selfservice:receipt", method="post"),
    unopened("selfservice:letter", method="post"),
    unopened("selfservice:questions"),
    unopened("selfservice:question-add", method="post", args=ANY),
    unopened("selfservice:question-receipt", method="post", args=ANY),
    unopened("leave", 303),
)

FILES: tuple[Row, ...] = (*SURVIVORS, *CONSENT, *ATTACHMENTS, *OWN_SPACE)
