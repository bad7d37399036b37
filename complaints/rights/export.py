"""The whole file of a request in one ZIP: sealed index, sealed papers, what came with it (DP-70).

Names inside say only their order: a list of names tells nothing over a shoulder (safety.md 1.1).
"""

import zipfile
from datetime import datetime
from io import BytesIO

from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from casework.access.principals import Staff
from casework.documents import actions as documents
from casework.documents import store
from casework.documents.downloads import EXTENSIONS
from casework.documents.models import SealedDocument, StoredFile

from .models import RequestFile, RightsRequest, Sending
from .receipts import TEMPLATE
from .shown import what_words

TITLE, KIND = "Expediente de solicitud", "rights-file"


def pack(request: RightsRequest, *, by: Staff, at: datetime) -> bytes:
    """Give the ZIP. Every paper in it is opened through the log (`documents.read_file`)."""
    files = [one.stored for one in _sealed(request)]
    files += [paper.stored_file for paper in _papers(request)]
    with translation.override(request.language):
        page = index_page(request)
    index = documents.issue(
        template=TEMPLATE, context=page, title=TITLE, kind=KIND, key_id=request.key_id,
        by=by.actor, at=at, language=request.language, follows=False,
    )  # fmt: skip
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("00.pdf", store.open(index.stored).getvalue())
        for number, stored in enumerate(files, 1):
            content = documents.read_file(stored=stored, by=by.actor, at=at, purpose="request")
            packed.writestr(f"{number:02d}.{_extension(stored)}", content.getvalue())
    return out.getvalue()


def index_page(request: RightsRequest) -> dict[str, object]:
    """Give the index: what was asked, every event, every sending with its digest (law DP-05)."""
    return {
        "heading": _("File of a request"),
        "lead": _("Request number %(number)s") % {"number": request.number},
        "sections": [
            {"title": _("What was asked"), "rows": _facts(request)},
            {"title": _("In the words of who asks"), "paragraphs": [str(request.wording or "–")]},
            {"title": _("What happened"), "rows": _events(request)},
            {"title": _("What was sent"), "rows": _sendings(request)},
            {"title": _("Papers in this file"), "rows": _list(request)},
        ],
        "evidence": [(_("Law"), str(request.get_regime_display()))],
    }


def _facts(request: RightsRequest) -> list[tuple[str, str]]:
    rows = [
        (_("Number"), request.number),
        (_("What is asked for"), str(request.get_right_display())),
        (_("How it came"), str(request.get_channel_display())),
        (_("Who asks"), str(request.get_filer_display())),
        (_("In the name of"), str(request.asker_name)),
        (_("Asked by"), str(request.proxy_name or request.asker_name)),
        (_("Received"), _moment(request.filed_at)),
        (_("To be answered until"), _moment(request.ends_at)),
        (_("State"), str(request.get_state_display())),
        (_("Answer"), str(request.get_outcome_display()) if request.outcome else ""),
        (
            _("Legal ground"),
            f"{request.ground}. {request.ground.citation}" if request.ground else "",
        ),
    ]
    return [(label, value) for label, value in rows if value]


def _events(request: RightsRequest) -> list[tuple[str, str]]:
    return [
        (_moment(event.at), ": ".join(filter(None, (what_words(event), event.reason or ""))))
        for event in request.events.all()
    ]


def _sendings(request: RightsRequest) -> list[tuple[str, str]]:
    return [(_moment(row.at), _sending(row)) for row in request.sendings.order_by("at")]


def _sending(row: Sending) -> str:
    parts = [str(row.get_what_display()), str(row.get_delivery_display()), str(row.address or "")]
    if row.received_at:
        parts.append(_("received %(moment)s") % {"moment": _moment(row.received_at)})
    if row.content_sha256:
        parts.append(f"SHA-256 {bytes(row.content_sha256).hex()}")
    return " · ".join(part for part in parts if part)


def _list(request: RightsRequest) -> list[tuple[str, str]]:
    sealed = [str(one.title) for one in _sealed(request)]
    papers = [str(one.get_kind_display()) for one in _papers(request)]
    return [(f"{number:02d}", words) for number, words in enumerate([*sealed, *papers], 1)]


def _sealed(request: RightsRequest) -> list[SealedDocument]:
    rows = SealedDocument.objects.filter(key_id=request.key_id).exclude(kind=KIND)
    return list(rows.select_related("stored").order_by("issued_at", "pk"))


def _papers(request: RightsRequest) -> list[RequestFile]:
    return list(request.papers.select_related("stored_file").order_by("at", "pk"))


def _extension(stored: StoredFile) -> str:
    return EXTENSIONS.get(stored.content_type, "bin")


def _moment(at: datetime) -> str:
    return formats.date_format(timezone.localtime(at), "DATETIME_FORMAT")
