"""The copy as one document: data with origin, purposes, recipients, retention (law 1.1, access)."""

import csv
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from casework.identity.privacy import Purpose, Retention
from casework.sharing.models import RecipientClass, SharingPurpose
from casework.sharing.queries import sent
from casework.survivors import holdings
from casework.survivors.export.queries import harmless
from casework.survivors.holdings import Holding
from casework.territory.listed import names

from . import enclosing, gathering

SCHEMA = "urn:siivbg:copia:1"
SCHEMA_FILE = Path(__file__).parent / "schema" / "copia-1.schema.json"

PURPOSES = {
    Purpose.CARE: _("To attend to you without asking you twice."),
    Purpose.PRIORITY: _("To attend first to who is in more danger."),
    Purpose.STATISTICS: _("Figures without names."),
    Purpose.OPERATION: _("To run this system and keep it safe."),
    Purpose.CONTENT: _("Texts for everybody."),
}
RETENTIONS = {
    Retention.CASE: _("As long as your file, and then as the law on archives says."),
    Retention.SESSION: _("Some hours."),
    Retention.LOG: _("As long as the record of who read your data."),
    Retention.STAFF: _("As long as the law asks for the records of workers."),
    Retention.CATALOGUE: _("As long as it is in force, and then as history."),
}


@cache
def schema() -> dict[str, Any]:
    """Give the published schema."""
    found: dict[str, Any] = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    return found


def schema_address() -> str:
    """Give where anybody reads the schema."""
    return f"{settings.PUBLIC_ORIGIN}{reverse('copy_format')}"


def made(
    parts: Sequence[Mapping[str, Any]], *, kind: str, number: str, language: str, at: datetime,
    survivor_id: UUID, identities: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """Join what the centres prepared into the document. identities: each recipient by name."""
    rows = joined(parts)
    sections = [
        _section(holding, rows[code]) for holding in holdings.held()
        if rows.get(code := holdings.label(holding))
    ]  # fmt: skip
    data: dict[str, Any] = {
        "schema": SCHEMA, "schema_at": schema_address(), "kind": kind, "request": number,
        "language": language,
        "made_at": timezone.localtime(at).isoformat(timespec="seconds"), "sections": sections,
    }  # fmt: skip
    going, apart = enclosing.joined(parts)
    if going:
        data["papers"] = enclosing.described(going, 5 if kind == "portability" else 4)
    if apart:
        data["papers_apart"] = apart
    if kind == "access":
        data["recipients"] = recipients(survivor_id, identities=identities)
        data["logic"] = [
            {"code": code, "title": title, "words": words}
            for code, (title, words) in holdings.logic().items()
        ]
        data["withheld"] = withheld()
    return data


def joined(parts: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Give each row once: what follows her is in every centre's part, the first to be read wins."""
    rows: dict[str, dict[str, Any]] = {}
    for part in parts:
        texts = [one["text"] for one in part["texts"]]
        for code, found in part["sections"].items():
            kept = rows.setdefault(code, {})
            for row_id, values in found.items():
                kept.setdefault(row_id, gathering.filled(values, texts))
    return rows


def _section(holding: Holding, rows: Mapping[str, Any]) -> dict[str, Any]:
    fields = {one.name: str(capfirst(holdings.name_of(one))) for one in holdings.fields_of(holding)}
    used = {name for values in rows.values() for name in values}
    purpose, retention = holding.privacy.purpose, holding.privacy.retention
    return {
        "code": holdings.label(holding), "title": str(holding.name),
        "purpose": {"code": str(purpose), "words": str(PURPOSES[purpose])},
        "retention": {"code": str(retention), "words": str(RETENTIONS[retention])},
        "origin": {"code": holding.origin, "words": str(holdings.ORIGINS[holding.origin])},
        "fields": {name: words for name, words in fields.items() if name in used},
        "rows": [{"id": row_id, "values": values} for row_id, values in rows.items() if values],
    }  # fmt: skip


def recipients(survivor_id: UUID, *, identities: bool) -> list[dict[str, Any]]:
    """Give to whom her data went: classes, and each institution's name where she asks for it."""
    classes, purposes = names(RecipientClass.objects.all()), names(SharingPurpose.objects.all())
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for one in sent(survivor_id):
        line = found.setdefault((one.recipient, one.purpose), {
            "class": str(classes.get(one.recipient, one.recipient)),
            "purpose": str(purposes.get(one.purpose, one.purpose)), "times": 0,
            "last": timezone.localtime(one.at).isoformat(timespec="seconds"),
        })  # fmt: skip
        line["times"] += 1
        if identities and one.institution not in line.setdefault("institutions", []):
            line["institutions"].append(one.institution)
    return list(found.values())


def withheld() -> list[dict[str, Any]]:
    """Say honestly what stays out: by reason, never by what it is."""
    why = Counter(holdings.left_out().values())
    for holding in holdings.held():
        why.update(set(holdings.withheld_of(holding).values()))
    return [{"why": str(holdings.WHY[code]), "times": count} for code, count in sorted(why.items())]


def as_json(data: Mapping[str, Any]) -> bytes:
    """Give the document as a file."""
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def as_csv(data: Mapping[str, Any]) -> bytes:
    """Give the document as a table: one line for each value; harmless in a spreadsheet (AB38)."""
    out = StringIO()
    lines = csv.writer(out)
    lines.writerow(["section", "title", "row", "field", "label", "code", "value"])
    for section in data["sections"]:
        for row in section["rows"]:
            for name, value in row["values"].items():
                code, words = _cell(value)
                line = [section["code"], section["title"], row["id"], name,
                        section["fields"].get(name, name), code, words]  # fmt: skip
                lines.writerow([harmless(str(cell)) for cell in line])
    return ("\ufeff" + out.getvalue()).encode()


def _cell(value: Any) -> tuple[str, str]:
    if isinstance(value, dict) and set(value) == {"code", "words"}:
        return str(value["code"]), str(value["words"])
    return "", said(value)


def said(value: Any) -> str:
    """Give a value as people read it."""
    if isinstance(value, dict):
        if "words" in value:
            return str(value["words"])
        return "; ".join(
            words for key, one in value.items() if key != "ref" and (words := said(one))
        )
    if isinstance(value, list):
        return ", ".join(words for one in value if (words := said(one)))
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    return str(value)
