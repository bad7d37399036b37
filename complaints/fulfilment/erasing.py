"""Erasing: a dry run that lists everything, holds in words, her keys destroyed, a tombstone (C).

Public bodies erase only what another body sent and is no longer needed (art. 23), by an act of
whoever may give it (SE-20). Never by itself, never under a hold, and it cannot be undone.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.access.principals import Staff
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.documents import store
from casework.documents.models import StoredFile
from casework.identity import vault
from casework.identity.models import DataKey
from casework.survivors.models import Survivor

from ..rights.choices import Asked
from ..rights.models import RightsRequest
from ..rights.port import CannotFulfil, Done, Fulfiller, Preview
from . import holds, recipients, tombstones
from .addresses import work_page
from .change_models import Correction, Erasure
from .choices import Part
from .copy_actions import CopyRefused
from .rectifying import check_still_open, close
from .subjects import survivor_of

ACT = "legal-act"
MIN_ACT = 8
# They outlive the file: the proof of what was asked and answered (DP-05), and the log.
IDENTITY = {"identity": gettext_lazy("Who she is and how she comes in")}
REST = {
    "answers": gettext_lazy("What she authorised"), "history": gettext_lazy("Her trayecto"),
    "rest": gettext_lazy("The rest of her file"),
}  # fmt: skip
PARTS = {
    "Survivor": "identity", "Door": "identity", "Attention": "history",
    "TrajectoryEvent": "history", "Datum": Part.ABOUT, "SafeContact": Part.CONTACT,
    "RelatedPerson": Part.HOUSEHOLD, "Account": Part.ACCOUNT, "StoredFile": Part.DOCUMENTS,
    "SealedDocument": Part.DOCUMENTS,
}  # fmt: skip
ROOMS = {
    "episodes": Part.EPISODES, "risk": Part.RISK, "cases": Part.CASES, "plans": Part.PLANS,
    "protocols": Part.CASES, "legal": Part.LEGAL, "referrals": Part.REFERRALS,
    "attachments": Part.DOCUMENTS, "documents": Part.DOCUMENTS, "record_models": "answers",
}  # fmt: skip
STAYS = frozenset({"complaints", "selfservice"})
NEVER = frozenset({"casework.AuditEvent"})


@dataclass(frozen=True, slots=True)
class Counted:
    """What an erasure touches. rows: by model's words; keys; files on disk."""

    rows: dict[str, int]
    keys: tuple[UUID, ...]
    files: tuple[str, ...]


def dry_run(survivor_id: UUID) -> Counted:
    """List what an erasure would touch, as far as the reader sees; nothing is changed."""
    rows = {
        label: count for label, model, column in _models()
        if (count := model._default_manager.filter(**{column: survivor_id}).count())
    }  # fmt: skip
    keys = DataKey.objects.filter(survivor_id=survivor_id, wrapped__isnull=False)
    files = StoredFile.objects.filter(survivor_id=survivor_id).values_list("place", flat=True)
    return Counted(rows, tuple(keys.order_by("pk").values_list("pk", flat=True)), tuple(files))


def _models() -> Iterable[tuple[str, type[Model], str]]:
    yield "casework.Survivor", Survivor, "id"
    for model in apps.get_models():
        names = {one.attname for one in model._meta.concrete_fields}
        label = model._meta.label
        if (
            "survivor_id" in names
            and "key_id" in names
            and label not in NEVER
            and (model._meta.app_label not in STAYS)
        ):
            yield label, model, "survivor_id"


def words_of(rows: dict[str, int]) -> list[tuple[str, int]]:
    """Give the rows of a dry run in words: by the parts of a file, in their order."""
    found: Counter[str] = Counter()
    for label, count in rows.items():
        found[_part(apps.get_model(label))] += count
    words = {**IDENTITY, **dict(Part.choices[1:]), **REST}
    return [(str(words[part]), found[part]) for part in words if found[part]]


def _part(model: type[Model]) -> str:
    """Give the part of a file that a table belongs to, by its name or its room."""
    _house, room, *_rest = model.__module__.split(".")
    return PARTS.get(model.__name__) or ROOMS.get(room) or "rest"


@transaction.atomic
def name_act(*, request: RightsRequest, act: str, by: Staff, at: datetime) -> None:
    """Write down the act that orders the erasure (SE-20). Raises CopyRefused."""
    check_still_open(request)
    if request.right != Asked.SUPPRESSION or len(act.strip()) < MIN_ACT:
        raise CopyRefused(_("Write which act orders it: its kind, number and date."))
    close(request, ACT, at)
    Correction(
        request=request, key_id=request.key_id, field=ACT, value={"text": act.strip()},
        written_by=by.operator_id,
    ).save(force_insert=True)  # fmt: skip


def act_of(request: RightsRequest) -> str:
    """Give the act that orders it, or ""."""
    row = Correction.objects.filter(request=request, field=ACT, removed_at=None).first()
    return str(row.value["text"]) if row else ""


def _obstacles(request: RightsRequest, at: datetime) -> list[str]:
    survivor = survivor_of(request)
    if survivor is None:
        return [_("Nobody here has this RUN: answer that nothing can be given.")]
    found = holds.standing(survivor, request, at)
    if not act_of(request):
        found.append(_("An act of the authority has to order it: nobody wrote down which one."))
    return found


def preview(request: RightsRequest, by: Staff, at: datetime) -> Preview:
    """Say what would be erased, and every reason against it."""
    lines = []
    if request.survivor_id is not None:
        counted = dry_run(request.survivor_id)
        lines = [_("Erased for good. Rows: %(rows)d. Keys: %(keys)d. Files: %(files)d.") % {
            "rows": sum(counted.rows.values()), "keys": len(counted.keys),
            "files": len(counted.files)}]  # fmt: skip
    lines.append(_("If it is refused, offer her to keep it apart instead."))
    return Preview((*lines, *recipients.lines(request)), tuple(_obstacles(request, at)),
                   work_page(request.pk))  # fmt: skip


@transaction.atomic
def fulfil(request: RightsRequest, by: Staff, at: datetime) -> Done:
    """Erase: destroy her keys, empty what finds her, leave the tombstone. Raises CannotFulfil."""
    problems = _obstacles(request, at)
    if problems or request.survivor_id is None:
        raise CannotFulfil(problems[0])
    if recipients.untold(request):
        raise CannotFulfil(recipients.closing_check(request))
    told, survivor_id, counted = (
        recipients.told_lines(request),
        request.survivor_id,
        dry_run(request.survivor_id),
    )
    tombstone = Erasure(
        request=request, survivor_id=survivor_id, keys=[str(key) for key in counted.keys],
        rows=counted.rows, act=act_of(request)[:60], at=at, erased_by=by.operator_id,
    )  # fmt: skip
    tombstone.save(force_insert=True)
    record(
        Verb.DATA_KEY_DESTROYED, by=by.actor, at=at, target=Target("survivor", str(survivor_id)),
        subject=survivor_id, purpose="request",
        detail={"keys": len(counted.keys), "rows": sum(counted.rows.values())},
    )  # fmt: skip
    for key_id in counted.keys:
        vault.destroy(key_id, by=by.actor, at=at)
    forget_person(survivor_id)
    request.survivor = None
    transaction.on_commit(lambda: _afterwards(tombstone, counted.files))
    return Done((_("Your data were erased for good. We keep only that you asked, and this answer."),
                 *told))  # fmt: skip


def forget_person(survivor_id: UUID) -> None:
    """Empty what finds her and close her rows to everybody, in every table (one statement)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT siivbg_forget(%s)", [survivor_id])


def as_tombstone(row: Erasure) -> tombstones.Tombstone:
    """Give the line of an erasure."""
    return tombstones.Tombstone(
        str(row.pk),
        str(row.survivor_id),
        tuple(row.keys),
        row.at.isoformat(),
        f"staff:{row.erased_by}",
    )


def _afterwards(row: Erasure, files: Iterable[str]) -> None:
    tombstones.write(as_tombstone(row))
    remove_files(files)


def remove_files(places: Iterable[str]) -> None:
    """Remove the sealed bytes from the disk; without their key they are noise already."""
    for place in places:
        store.path_of(place).unlink(missing_ok=True)


SUPPRESSION = Fulfiller(preview, fulfil)
