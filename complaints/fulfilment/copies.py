"""Making the copy when it is decided, packing it when she is there, handing it over once."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.access.principals import Principal, Staff, SurvivorPrincipal
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.documents import store
from casework.documents.models import StoredFile
from casework.documents.neutral import download_name
from casework.survivors.models import Survivor

from ..rights.choices import Asked
from ..rights.models import RightsRequest
from ..rights.port import CannotFulfil, Done, Fulfiller, Preview
from ..rights.states import State
from . import container, copy_paper, document, enclosing, gathering
from .addresses import copy_page
from .copy_actions import CopyRefused, missing_centres
from .copy_models import CopyPart, DataCopy
from .others import blotter_of
from .subjects import survivor_of

GOOD_FOR = timedelta(hours=24)
JSON = "application/json"
READY = (State.DECIDED, State.ANSWERED)


def preview(request: RightsRequest, by: Staff, at: datetime) -> Preview:
    """Say what the copy would hold and whose reading is missing."""
    missing = missing_centres(request)
    obstacles = [ngettext(
        "The part of %(n)d centre still has to be read by two people.",
        "The parts of %(n)d centres still have to be read by two people.", len(missing),
    ) % {"n": len(missing)}] if missing else []  # fmt: skip
    lines = [_("A sealed paper she can read, and the same data in a file."),
             _("Nothing of other people, and no address where anybody is safe.")]  # fmt: skip
    return Preview(tuple(lines), tuple(obstacles), copy_page(request.pk))


def fulfil(request: RightsRequest, by: Staff, at: datetime) -> Done:
    """Make the copy from what was read. Raises CannotFulfil when somebody else would be in it."""
    survivor = survivor_of(request)
    if survivor is None:
        raise CannotFulfil(_("Nobody here has this RUN: answer that nothing can be given."))
    if missing_centres(request):
        raise CannotFulfil(_("Two people of each centre have to read it first."))
    with translation.override(request.language):
        data = _document(request, survivor, at)
        check_nobody_else(data, survivor, request)
        check_papers(survivor, request)
        kept = _kept(request, survivor, data, by, at)
    digest = bytes(kept.data_sha256).hex()
    return Done((
        _("We made a copy of your data. You get it in person or as we agreed, one time."),
        _("Its mark is %(mark)s") % {"mark": digest[:16]},
    ))  # fmt: skip


def _document(request: RightsRequest, survivor: Survivor, at: datetime) -> dict[str, Any]:
    wanted = request.wanted or {}
    return document.made(
        _read(request), kind=str(request.right),
        number=request.number, language=request.language, at=at, survivor_id=survivor.pk,
        identities=wanted.get("recipients") == "identities",
    )  # fmt: skip


def _read(request: RightsRequest) -> list[dict[str, Any]]:
    """Give what the centres prepared and read, in the order they finished."""
    parts = CopyPart.objects.filter(request=request, reviewed_at__isnull=False)
    return [part.content for part in parts.order_by("reviewed_at", "pk")]


def check_nobody_else(data: Mapping[str, Any], survivor: Survivor, request: RightsRequest) -> None:
    """Look once more at every word somebody typed. Raises CannotFulfil, naming only the section."""
    blotter = blotter_of(survivor, request.centre_ids)
    for section in data["sections"]:
        for row in section["rows"]:
            values = list(row["values"].values())
            if any(blotter.knows(text) for text in gathering.typed(values)):
                raise CannotFulfil(
                    _("Somebody else is still named in “%(section)s”. Take it out and read again.")
                    % {"section": section["title"]}
                )


def check_papers(survivor: Survivor, request: RightsRequest) -> None:
    """Look once more at every paper that goes. Raises CannotFulfil, saying only what it is."""
    going, _apart = enclosing.joined(_read(request))
    blotter = blotter_of(survivor, request.centre_ids)
    for paper in going:
        if enclosing.names_now(paper, blotter):
            raise CannotFulfil(
                _("Somebody else is named by now in a paper that goes with it: %(paper)s. Take it "
                  "out and read again.")
                % {"paper": enclosing.kind_of(paper)}
            )  # fmt: skip


def _kept(
    request: RightsRequest, survivor: Survivor, data: Mapping[str, Any], by: Staff, at: datetime
) -> DataCopy:
    content = document.as_json(data)
    wide: dict[str, Any] = {"key_id": survivor.key_id, "survivor_id": survivor.pk, "follows": False,
            "centre_ids": sorted(by.case_centres)[:1]}  # fmt: skip
    portable = request.right == Asked.PORTABILITY
    copy = DataCopy(
        request=request, made_at=at, data_sha256=hashlib.sha256(content).digest(),
        data=store.put(content, name=download_name("json"), content_type=JSON, **wide),
        table=store.put(document.as_csv(data), name=download_name("csv"), content_type="text/csv",
                        **wide) if portable else None,
        paper=copy_paper.printed(request, survivor, data, by=by, at=at),
    )  # fmt: skip
    copy.save(force_insert=True)
    _log(copy, request, "copy-made", by, at)
    return copy


@transaction.atomic
def pack(*, copy: DataCopy, by: Staff, at: datetime) -> str:
    """Pack the copy for her and give the words that open it: shown now, kept nowhere.

    Good for one download within 24 hours; again only when that time passed unused. CopyRefused.
    """
    kept = (
        DataCopy.objects.select_for_update(of=("self",)).select_related("request").get(pk=copy.pk)
    )
    request = kept.request
    if request.state not in READY:
        raise CopyRefused(_("It is handed over once it was decided."))
    if kept.taken_at is not None:
        raise CopyRefused(_("She took this copy already. If she lost it, she can ask again."))
    if kept.expires_at is not None and at < kept.expires_at:
        raise CopyRefused(_("It is packed and waits. Its words were shown once."))
    words, files = container.new_words(), _whole(kept)
    packed = container.packed(files, words)
    if list(container.opened(packed, words).values()) != list(files.values()):
        raise CopyRefused(_("It could not be packed now. Try again in a while."))
    if kept.container is not None:
        _forget_file(kept.container)
    kept.container = store.put(
        packed, key_id=kept.data.key_id, name=download_name("zip"),
        survivor_id=kept.data.survivor_id,
        content_type=container.CONTENT_TYPE, centre_ids=kept.data.centre_ids, follows=False,
    )  # fmt: skip
    kept.packed_by, kept.packed_at, kept.expires_at = by.operator_id, at, at + GOOD_FOR
    kept.save(update_fields=["container", "packed_by", "packed_at", "expires_at"])
    _log(kept, request, "copy-packed", by, at)
    return words


def _whole(copy: DataCopy) -> dict[str, bytes]:
    """Give all that goes into the container. Raises CopyRefused when a paper cannot be read."""
    going, _apart = enclosing.joined(_read(copy.request))
    try:
        return _files(copy) | enclosing.contents(going)
    except enclosing.PaperGone:
        raise CopyRefused(
            _("A paper of the copy cannot be read here. Tell the administrator.")
        ) from None


def _files(copy: DataCopy) -> dict[str, bytes]:
    """Paper, data, table, and the schema that says how to read the data."""
    found = {}
    if copy.paper is not None:
        found["a.pdf"] = store.open(copy.paper.stored).getvalue()
    found["b.json"] = store.open(copy.data).getvalue()
    if copy.table is not None:
        found["c.csv"] = store.open(copy.table).getvalue()
    found["d.json"] = document.SCHEMA_FILE.read_bytes()
    return found


@transaction.atomic
def take(*, copy: DataCopy, by: Staff | SurvivorPrincipal, at: datetime) -> bytes:
    """Give the container, once, within its 24 hours; then it is gone. Raises CopyRefused."""
    kept = (
        DataCopy.objects.select_for_update(of=("self",)).select_related("request").get(pk=copy.pk)
    )
    if kept.taken_at is not None:
        raise CopyRefused(_("She took this copy already. If she lost it, she can ask again."))
    if kept.container is None or kept.expires_at is None:
        raise CopyRefused(_("It is not packed yet."))
    if at >= kept.expires_at:
        raise CopyRefused(_("The 24 hours are over. Pack it again when she is there."))
    content = store.open(kept.container).getvalue()
    kept.taken_at, kept.taken_kind = at, by.actor.kind
    kept.save(update_fields=["taken_at", "taken_kind"])
    _forget_file(kept.container)
    _log(kept, kept.request, "copy-taken", by, at)
    return content


def _forget_file(stored: StoredFile) -> None:
    """Remove the packed file from the disk once the taking is committed; paper and data stay."""
    path = store.path_of(stored.place)
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def _log(copy: DataCopy, request: RightsRequest, what: str, by: Principal, at: datetime) -> None:
    record(
        Verb.DATA_EXPORTED, by=by.actor, at=at, target=Target("rights_request", str(request.pk)),
        subject=request.survivor_id, purpose="request",
        detail={"what": what, "sha256": bytes(copy.data_sha256).hex()},
    )  # fmt: skip


COPY = Fulfiller(preview, fulfil)
