"""The receipt of a request (law DP-04): sealed in the act of filing, or queued for it."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from casework.audit.actors import Actor
from casework.cases.legal_sources import citation
from casework.documents import actions as documents
from casework.documents.models import SealedDocument
from casework.documents.seal import SealFailed
from casework.documents.store import StoreFull

from . import rules
from .choices import Channel
from .models import RightsRequest
from .states import State

TEMPLATE = "documents/record.html"
# Neutral on purpose: seen in file lists and tabs.
TITLE = "Certificado de ingreso"
KIND = "rights-receipt"


def seal_receipt(request: RightsRequest, *, by: Actor, at: datetime) -> SealedDocument | None:
    """Seal the receipt and give it; None when nobody can seal now: `receipt_waits` says so.

    The request is filed all the same. A time stamp that is missing is added later by
    `casework.documents.tending`.
    """
    with translation.override(request.language):
        page = receipt_page(request)
    try:
        with transaction.atomic():
            return documents.issue(
                template=TEMPLATE, context=page, title=TITLE, kind=KIND, key_id=request.key_id,
                by=by, at=at, language=request.language, follows=False,
            )  # fmt: skip
    except (SealFailed, StoreFull):
        return None


def receipt_page(request: RightsRequest) -> dict[str, object]:
    """Give what the receipt says: when, where, its number, who filed, who received (DP-04).

    The same words whether the person is known here or not (AB31).
    """
    return {
        "heading": _("We received your request"),
        "lead": _("Keep this paper. With its number you can ask how your request is going."),
        "sections": [
            {"rows": _rows(request)},
            {"title": _("What happens now"), "paragraphs": _next_steps(request)},
        ],
        "evidence": [
            (_("Received"), _moment(request.filed_at)),
            (_("Origin"), str(Channel(request.channel).label)),
            (_("Body"), settings.BRAND["owner"] or settings.BRAND["name"]),
        ],
    }


def _rows(request: RightsRequest) -> list[tuple[str, str]]:
    rows = [
        (_("Number"), request.number),
        (_("What you ask for"), str(request.get_right_display())),
        (_("In the name of"), str(request.asker_name)),
        (_("Asked by"), str(request.proxy_name or "")),
        (_("Addressed to"), _("The head of the service")),
        (_("Received by"), _receiver(request)),
        (_("We must answer until"), _day(request.due_at)),
        (_("Which law sets the time"), _source(request)),
    ]
    return [(label, value) for label, value in rows if value]


def _receiver(request: RightsRequest) -> str:
    """Say who received it. Never which centre: the paper may be found at home (safety.md 0.5)."""
    return _("This system, by itself") if request.received_by is None else _("A worker")


def _next_steps(request: RightsRequest) -> list[str]:
    words = [
        _("It is free. You do not need a lawyer."),
        _("We answer in writing, in the way you chose."),
        _("If we do not answer in time, you can complain at once: this paper is your proof."),
    ]
    if request.state == State.HELD or rules.must_be_held(_case(request)):
        words.insert(1, _("Before anything leaves, we make sure with you that you asked for it."))
    return words


def _case(request: RightsRequest) -> rules.Circumstances:
    return rules.Circumstances(
        request.right, request.filer, request.identity_level, request.about_contact, request.alone
    )


def _source(request: RightsRequest) -> str:
    return citation(rules.clock_of(request.right, request.regime).source)


def receipt_of(request: RightsRequest) -> SealedDocument | None:
    """Give the receipt of a request, found by its key; None while it waits for the seal."""
    found = SealedDocument.objects.filter(key_id=request.key_id, kind=KIND)
    return found.order_by("issued_at").first()


def _moment(at: datetime) -> str:
    return formats.date_format(timezone.localtime(at), "DATETIME_FORMAT")


def _day(at: datetime) -> str:
    return formats.date_format(timezone.localtime(at).date(), "DATE_FORMAT")
