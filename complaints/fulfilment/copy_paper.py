"""The copy on paper, to be read by her: sealed, plain words, section by section."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.access.principals import Staff
from casework.documents import actions as documents
from casework.documents.models import SealedDocument
from casework.survivors.models import Survivor

from ..rights.models import RightsRequest
from . import document

TEMPLATE = "documents/record.html"
TITLE, KIND = "Copia de datos", "data-copy"  # neutral: seen in file lists and printers


def printed(
    request: RightsRequest, survivor: Survivor, data: Mapping[str, Any], *, by: Staff, at: datetime
) -> SealedDocument:
    """Print and seal it with her own key: erasing her erases it. Raises SealFailed, StoreFull."""
    return documents.issue(
        template=TEMPLATE, context=page(data), title=TITLE, kind=KIND, key_id=survivor.key_id,
        by=by.actor, at=at, survivor_id=survivor.pk, centre_ids=sorted(by.case_centres)[:1],
        language=request.language, follows=False,
    )  # fmt: skip


def page(data: Mapping[str, Any]) -> dict[str, object]:
    """Give what the paper says."""
    sections = [_section(one) for one in data["sections"]]
    if "papers" in data or "papers_apart" in data:
        sections.append(_papers(data))
    if "recipients" in data:
        sections += [_recipients(data["recipients"]), _logic(data["logic"]), _out(data["withheld"])]
    return {
        "heading": _("Your data"),
        "lead": _("This is what this system holds about you. Keep it in a safe place, or leave it "
                  "at your centre."),
        "sections": sections,
        "evidence": [
            (_("Request"), data["request"]),
            (_("Made"), _said(data["made_at"])),
        ],
    }  # fmt: skip


def _section(section: Mapping[str, Any]) -> dict[str, object]:
    about = _("Where it comes from: %(origin)s What for: %(purpose)s How long: %(retention)s") % {
        name: section[name]["words"] for name in ("origin", "purpose", "retention")
    }
    fields = section["fields"]
    rows: list[tuple[str, str]] = []
    for row in section["rows"]:
        values = [(fields.get(name, name), _said(value)) for name, value in row["values"].items()]
        if len(section["rows"]) == 1:
            rows += values
        else:
            lines = (f"{label}: {words}" for label, words in values[1:] if words)
            rows.append((values[0][1] or "–", "\n".join(lines) or "–"))
    return {"title": section["title"], "paragraphs": [about],
            "rows": [(label, words) for label, words in rows if words]}  # fmt: skip


def _said(value: Any) -> str:
    words = document.said(value)
    try:
        if len(words) == 10:
            return formats.date_format(date.fromisoformat(words), "DATE_FORMAT")
        return formats.date_format(datetime.fromisoformat(words), "DATETIME_FORMAT")
    except ValueError:
        return words


def _papers(data: Mapping[str, Any]) -> dict[str, object]:
    found: dict[str, object] = {
        "title": _("Papers that go with this copy"),
        "rows": [(one["file"], f"{one['title']}, {_said(one['day'])}")
                 for one in data.get("papers", [])],
    }  # fmt: skip
    if apart := data.get("papers_apart"):
        found["paragraphs"] = [ngettext(
            "%(n)d more paper stays at your centre: it may show other people. Ask to see it there.",
            "%(n)d more papers stay at your centre: they may show other people. Ask to see them "
            "there.", apart,
        ) % {"n": apart}]  # fmt: skip
    return found


def _recipients(found: list[dict[str, Any]]) -> dict[str, object]:
    if not found:
        return {"title": _("Who else received your data"),
                "paragraphs": [_("Nobody outside this system.")]}  # fmt: skip
    rows = [
        (
            one["class"],
            "\n".join([one["purpose"], *one.get("institutions", []), _said(one["last"])]),
        )
        for one in found
    ]
    return {"title": _("Who else received your data"), "rows": rows}


def _logic(found: list[dict[str, Any]]) -> dict[str, object]:
    return {"title": _("How decisions are made"),
            "rows": [(one["title"], one["words"]) for one in found]}  # fmt: skip


def _out(found: list[dict[str, Any]]) -> dict[str, object]:
    return {"title": _("What is not in this copy, and why"),
            "paragraphs": [one["why"] for one in found]}  # fmt: skip
