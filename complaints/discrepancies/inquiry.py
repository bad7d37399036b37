"""The sealed letter that asks an institution about one datum, and says nothing else of her."""

from datetime import datetime

from django.conf import settings
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from casework.access.principals import Staff
from casework.documents import actions as documents
from casework.documents.models import SealedDocument
from casework.survivors.models import Survivor
from casework.survivors.registry import identification, naming
from casework.territory.models import Institution
from casework.territory.validity import chilean_day

from ..rights.receipts import TEMPLATE
from . import data
from .models import Discrepancy

# Neutral on purpose: seen in file lists and tabs.
TITLE, KIND = "Consulta de un dato", "datum-inquiry"


def seal_letter(row: Discrepancy, to: Institution, *, by: Staff, at: datetime) -> SealedDocument:
    """Seal it with the key of her request. Raises SealFailed, StoreFull.

    In Spanish: it goes to an institution of the State.
    """
    with translation.override("es"):
        page = letter_page(row, to, at)
    return documents.issue(
        template=TEMPLATE, context=page, title=TITLE, kind=KIND, key_id=row.request.key_id,
        by=by.actor, at=at, language="es", follows=False,
    )  # fmt: skip


def letter_page(row: Discrepancy, to: Institution, at: datetime) -> dict[str, object]:
    """Give what it says: who she is as far as a record is found by, the datum, by when.

    Neither what she says of it, nor that she is attended, nor where (safety.md 0.5).
    """
    day = chilean_day(at)
    line = data.line_of(row.survivor, row.field, day)
    return {
        "heading": _("We ask about a datum in your records"),
        "lead": _("Addressed to: %(name)s") % {"name": to.name},
        "sections": [
            {"rows": _person(row.survivor)},
            {
                "title": _("The datum"),
                "rows": [(naming.field_name(row.field, day), line.words if line else "")],
                "paragraphs": [_("Tell us what your records say of it, and since when.")],
            },
            {
                "paragraphs": [
                    _("Please answer before %(day)s: the person has a right to an answer in time.")
                    % {"day": _day(row.request.ends_at)},
                    _("Keep this letter apart: it asks for nothing else, and nobody passes it on."),
                ]
            },
        ],
        "evidence": [
            (_("Number"), row.request.number),
            (_("Sent"), _day(at)),
            (_("Body"), settings.BRAND["owner"] or settings.BRAND["name"]),
        ],
    }  # fmt: skip


def _person(survivor: Survivor) -> list[tuple[str, str]]:
    """Give what a record is found by: her names and her document."""
    known = dict(identification.known_values(survivor))
    asked = ("names", "document")
    return [(str(identification.FIELDS[code].label), known[code]) for code in asked
            if code in known]  # fmt: skip


def letters_of(row: Discrepancy) -> list[SealedDocument]:
    """Give the letters sealed for a discrepancy, newest first."""
    found = SealedDocument.objects.filter(key_id=row.request.key_id, kind=KIND)
    return list(found.order_by("-issued_at"))


def _day(at: datetime) -> str:
    return formats.date_format(timezone.localtime(at).date(), "DATE_FORMAT")
