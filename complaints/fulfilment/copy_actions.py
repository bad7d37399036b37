"""Writes of the copy: each centre prepares its part, two of its people read it (safety.md 4)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from casework.access.principals import Staff
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.survivors.models import Survivor

from ..rights.choices import Asked
from ..rights.models import RightsRequest
from ..rights.states import FINAL, State
from . import blotting, enclosing, gathering
from .copy_models import CopyPart, RemovedWords
from .limit_models import Block
from .others import blotter_of
from .subjects import survivor_of

COPIED = (Asked.ACCESS, Asked.PORTABILITY)
# What she gets is what two people read and a third decided on: later nobody changes it.
FROZEN = frozenset({State.DECIDED, *FINAL})


class CopyRefused(Exception):
    """The act is not allowed now; the message says why, in words for the screen."""


def centre_of(request: RightsRequest, by: Staff) -> int:
    """Give the centre whose part she works on. Raises CopyRefused."""
    mine = sorted(by.case_centres & set(request.centre_ids))
    if not mine:
        raise CopyRefused(_("Only a team that attends her prepares this."))
    return mine[0]


def part_of(request: RightsRequest, by: Staff) -> CopyPart | None:
    """Give the part of the asker's own centre, if it was begun."""
    return CopyPart.objects.filter(request=request, centre_id__in=sorted(by.case_centres)).first()


@transaction.atomic
def prepare(*, request: RightsRequest, by: Staff, at: datetime) -> CopyPart:
    """Gather what this centre sees of her, others already taken out, for two people to read.

    Again: it is gathered anew and has to be read again. Raises CopyRefused.
    """
    check_open(request)
    survivor, centre_id = _hers(request), centre_of(request, by)
    if Block.objects.filter(survivor=survivor, ended_at=None).exists():
        raise CopyRefused(
            _("Part of it is kept apart. Ask her first whether it may be read again.")
        )
    blotter, given_only = (
        blotter_of(survivor, request.centre_ids), request.right == Asked.PORTABILITY
    )  # fmt: skip
    found = gathering.gather(survivor.pk, blotter, given_only=given_only)
    content = {
        "sections": found.sections, "texts": [_kept(one) for one in found.texts],
        "papers": enclosing.papers_of(survivor, blotter, given_only=given_only),
    }  # fmt: skip
    part = CopyPart.objects.filter(request=request, centre_id=centre_id).first() or CopyPart(
        request=request, centre_id=centre_id, centre_ids=[centre_id], key_id=request.key_id
    )
    _write(part, content, by, at)
    _note_removed(
        part, [(n, one["removed"]) for n, one in enumerate(found.texts)], "proposed", by, at
    )
    _log(request, "copy-prepared", by, at)
    return part


def check_open(request: RightsRequest) -> RightsRequest:
    """Give the request back; raise CopyRefused once it was decided or is over."""
    if request.state in FROZEN:
        raise CopyRefused(_("It was decided. The copy stays as it was read: nothing is changed."))
    return request


def _hers(request: RightsRequest) -> Survivor:
    survivor = survivor_of(request)
    if survivor is None or request.right not in COPIED:
        raise CopyRefused(_("There is nothing to prepare for this request."))
    return survivor


def _kept(text: Mapping[str, Any]) -> dict[str, Any]:
    return {name: text[name] for name in ("section", "row", "field", "path", "text")}


def _write(part: CopyPart, content: dict[str, Any], by: Staff, at: datetime) -> None:
    part.content, part.prepared_by, part.prepared_at = content, by.operator_id, at
    part.reviewed_by = part.reviewed_at = None
    part.save()


@transaction.atomic
def edit(*, part: CopyPart, texts: Mapping[int, str | None], by: Staff, at: datetime) -> CopyPart:
    """Take more out of some texts (by number), or leave one out whole (None); it is read again.

    Nobody adds or rewords: what stays was written in the file, and no name that is known comes
    back. Raises CopyRefused.
    """
    kept = CopyPart.objects.select_for_update().get(pk=part.pk)
    content = kept.content
    request = check_open(RightsRequest.objects.get(pk=kept.request_id))
    survivor = _hers(request)
    blotter = blotter_of(survivor, request.centre_ids)
    changed: list[tuple[int, list[str]]] = []
    for number, words in texts.items():
        place = content["texts"][number]
        if words == place["text"]:
            continue
        _check(words, place, survivor, blotter)
        changed.append((number, [place["text"] or ""]))
        place["text"] = words
    if changed:
        _write(kept, content, by, at)
        _note_removed(kept, changed, "edited", by, at)
        _log(request, "copy-edited", by, at)
    return kept


@transaction.atomic
def enclose(*, part: CopyPart, wanted: Sequence[int], by: Staff, at: datetime) -> CopyPart:
    """Choose which papers go with the copy (by number); it is read again if that changes it.

    Raises CopyRefused once it was decided.
    """
    kept = CopyPart.objects.select_for_update().get(pk=part.pk)
    content, request = kept.content, check_open(RightsRequest.objects.get(pk=kept.request_id))
    if enclosing.chosen(content.get("papers", []), wanted):
        _write(kept, content, by, at)
        _log(request, "copy-edited", by, at)
    return kept


def _check(
    words: str | None, place: Mapping[str, Any], survivor: Survivor, blotter: blotting.Blotter
) -> None:
    if words is None:
        return
    original = gathering.original(dict(place), survivor.pk)
    if original is None or not blotting.only_removes(original, words):
        raise CopyRefused(
            _("Only take words out, and write %(blot)s in their place. Add nothing.")
            % {"blot": blotting.BLOT}
        )
    if blotter.knows(words):
        raise CopyRefused(_("There is still a name or a place of somebody else in it."))


@transaction.atomic
def review(*, part: CopyPart, by: Staff, at: datetime) -> CopyPart:
    """A second person of the centre read it and it may go. Raises CopyRefused to the first."""
    kept = CopyPart.objects.select_for_update().get(pk=part.pk)
    if kept.prepared_by == by.operator_id:
        raise CopyRefused(_("Somebody else of the team has to read it: two people, always."))
    if kept.centre_id not in by.case_centres:
        raise CopyRefused(_("Only a team that attends her prepares this."))
    request = check_open(RightsRequest.objects.get(pk=kept.request_id))
    content = kept.content
    enclosing.keep_own(content, _hers(request), request)
    kept.content, kept.reviewed_by, kept.reviewed_at = content, by.operator_id, at
    kept.save(update_fields=["content", "reviewed_by", "reviewed_at", "updated_at"])
    _log(request, "copy-reviewed", by, at)
    return kept


def _note_removed(
    part: CopyPart, entries: Sequence[tuple[int, list[str]]], step: str, by: Staff, at: datetime
) -> None:
    """Keep the log of what was taken out, apart and for its own centre only."""
    lines = [{"text": number, "removed": words} for number, words in entries if words]
    if lines:
        RemovedWords(
            part=part, key_id=part.key_id, centre_ids=part.centre_ids, entries=lines, step=step,
            operator_id=by.operator_id, at=at,
        ).save(force_insert=True)  # fmt: skip


def _log(request: RightsRequest, what: str, by: Staff, at: datetime) -> None:
    record(
        Verb.RIGHTS_MOVED, by=by.actor, at=at, target=Target("rights_request", str(request.pk)),
        subject=request.survivor_id, purpose="request", detail={"what": what},
    )  # fmt: skip


def missing_centres(request: RightsRequest) -> list[int]:
    """Give the centres that attend her and whose part nobody finished reading yet."""
    ready = CopyPart.objects.filter(request=request, reviewed_at__isnull=False)
    done = set(ready.values_list("centre_id", flat=True))
    return sorted(set(request.centre_ids) - done)
