"""The copy of one file on paper: sealed, with its mark on every page (SE-21, design 6).

It is printed from the very data of the other copy, so it can hold nothing that one leaves out.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from casework.access.principals import Staff
from casework.documents import actions as documents
from casework.documents.models import SealedDocument

from ..models import Survivor
from .models import Export

TEMPLATE = "survivors/copy_paper.html"
TITLE = "Copia de antecedentes"  # neutral: it is seen in file lists, tabs and printers
KIND = "copy"
LANGUAGE = "es"


def printed(
    export: Export, survivor: Survivor, data: Mapping[str, Any], *, by: Staff, at: datetime
) -> SealedDocument:
    """Print, seal and keep the copy: whoever receives it can check it, and what left stays known.

    data: of `queries.as_data`. It stays the centre's own. Raises SealFailed, StoreFull.
    """
    with translation.override(LANGUAGE):
        context = page_of(data)
    return documents.issue(
        template=TEMPLATE, context=context, title=TITLE, kind=KIND, key_id=survivor.key_id,
        by=by.actor, at=at, survivor_id=survivor.pk, centre_ids=[export.centre_id],
        language=LANGUAGE, follows=False,
    )  # fmt: skip


def page_of(data: Mapping[str, Any]) -> dict[str, object]:
    """Give the page: plain data for the template of sealed documents. What is empty is left out."""
    who = data["identificacion"]
    named = (
        (_("Name"), "nombre"), (_("Social name"), "nombre_social"), (_("RUN"), "run"),
        (_("Document"), "documento"), (_("Date of birth"), "fecha_nacimiento"),
        (_("Comuna"), "comuna"),
    )  # fmt: skip
    return {
        "mark": data["marca"],
        "heading": _("Copy of her file"),
        "lead": _("It holds no contact, no addresses and nobody else's data."),
        "sections": [
            {
                "title": _("Identification"),
                "rows": [[label, _text(who[key])] for label, key in named if who[key]],
            },
            {"title": _("Attentions"), "rows": [_attention(one) for one in data["atenciones"]]},
            {
                "title": _("Trayecto"),
                "rows": [[_text(one["fecha"]), one["hecho"]] for one in data["trayecto"]],
            },
        ],
    }


def _attention(one: Mapping[str, Any]) -> list[str]:
    return [_text(one["fecha"]), " · ".join(filter(None, [one["tipo"], one.get("centro", "")]))]


def _text(value: Any) -> str:
    return f"{value:%d-%m-%Y}" if isinstance(value, date) else str(value)
