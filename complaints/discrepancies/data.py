"""Which data she may say are wrong, what they say now, and how a right value is written in."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from casework.access.principals import Staff
from casework.identity.documents import DocumentType, IdentityDocument
from casework.identity.run import Run
from casework.survivors import actions as survivors
from casework.survivors.models import Survivor
from casework.survivors.registry import actions as registry
from casework.survivors.registry import catalogue, identification, queries
from casework.survivors.registry.forms import IDENTITY_FIELDS, identity_of
from casework.survivors.registry.models import Datum
from casework.territory.models import Comuna
from casework.territory.validity import chilean_day

# Columns of her record behind each identification field.
COLUMNS = {**IDENTITY_FIELDS, "social-name": ("social_name",)}
Value = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """A datum of hers as it stands: shown is None when nobody wrote where it comes from."""

    code: str
    label: str | Promise
    words: str
    shown: queries.Shown | None


def lines(survivor: Survivor, day: date) -> list[Line]:
    """Give every datum known of her, identification first: two queries, whatever their number."""
    rows = queries.current_data(survivor)
    seen = {code: queries.shown(row, day) for code, row in rows.items()}
    identity = [
        Line(code, identification.FIELDS[code].label, value, seen.get(code))
        for code, value in identification.known_values(survivor)
    ]
    fields = catalogue.in_force(day).values()
    social = [
        Line(f.code, f.name, seen[f.code].words, seen[f.code]) for f in fields if f.code in seen
    ]
    return [*identity, *social]


def line_of(survivor: Survivor, code: str, day: date) -> Line | None:
    """Give one of them, or None when nothing is known of it."""
    return next((line for line in lines(survivor, day) if line.code == code), None)


def current(survivor: Survivor, code: str) -> Datum | None:
    """Give the row that says where a datum comes from, alone."""
    rows = Datum.objects.select_for_update(of=("self",))
    found: Datum | None = rows.filter(survivor=survivor, field=code, ended_at=None).first()
    return found


def current_source(survivor: Survivor, code: str) -> str:
    """Give the code of the institution a datum comes from, or ""."""
    row = queries.current_data(survivor).get(code)
    return str(row.institution_id or "") if row else ""


def words_of(code: str, value: Mapping[str, Any], day: date) -> str:
    """Give a right value in words, as it will stand."""
    if code not in identification.FIELDS:
        asked = catalogue.in_force(day).get(code)
        codes = list(value.get("codes", ()))
        return asked.words(codes) if asked else ", ".join(codes)
    if code == "comuna":
        comuna = Comuna.objects.filter(pk=value.get("comuna", "")).first()
        return comuna.name if comuna else ""
    if code == "birth-date":
        born = value.get("birth_date")
        return date.fromisoformat(born).strftime("%d-%m-%Y") if born else ""
    if code == "document":
        return str(value.get("run") or value.get("document_value") or "")
    return " ".join(str(part) for name in COLUMNS[code] if (part := value.get(name)))


def write(
    *, survivor: Survivor, code: str, value: Value, told: registry.Told, by: Staff, at: datetime
) -> None:
    """Write a right value in, in force at once; the old one stays in its history only (law R).

    Raises survivors.AlreadyRegistered, registry rules.Refusal.
    """
    if code in identification.FIELDS:
        identity = replace(identity_of(survivor), **_columns(code, value))
        survivors.correct_identity(survivor=survivor, identity=identity, by=by, at=at, told=told)
        return
    answer = registry.Answer(tuple(value.get("codes", ())), str(value.get("note", "")))
    registry.tell(survivor=survivor, answers={code: answer}, by=by, at=at, told=told)


def _columns(code: str, value: Value) -> dict[str, Any]:
    """Give the parts of `survivors.Identity` that a value stands for."""
    if code == "document":
        run = value.get("run")
        return {"run": Run.parse(run) if run else None, "document": _document(value)}
    if code == "birth-date":
        born = value.get("birth_date")
        return {"birth_date": date.fromisoformat(born) if born else None}
    if code == "comuna":
        return {"comuna_code": value.get("comuna", "")}
    return {name: value.get(name, "") for name in COLUMNS[code]}


def _document(value: Value) -> IdentityDocument | None:
    if not value.get("document_value"):
        return None
    return IdentityDocument(
        DocumentType(value["document_type"]), value["document_value"],
        value.get("document_country", ""),
    )  # fmt: skip


def same(survivor: Survivor, code: str, value: Value, day: date) -> bool:
    """Say whether a value is what stands already."""
    if code in COLUMNS:
        names = ("run", "document_value") if code == "document" else COLUMNS[code]
        return all(_text(survivor, name) == (value.get(name) or "") for name in names)
    row = queries.current_data(survivor).get(code)
    return row is not None and list(row.value.get("codes", [])) == list(value.get("codes", []))


def _text(survivor: Survivor, name: str) -> str:
    if name == "comuna":
        return survivor.comuna_id or ""
    found = getattr(survivor, name)
    return found.isoformat() if isinstance(found, date) else str(found or "")


def beside(version: str) -> str:
    """Give her version as it stands beside the datum for every reader."""
    return _("She says: %(version)s") % {"version": version}


def kept_beside(version: str, at: datetime) -> str:
    """Give what stands beside a datum that was kept: that it was looked at, and her version."""
    day = chilean_day(at).strftime("%d-%m-%Y")
    return _("Looked at with its source on %(day)s, and kept. She says: %(version)s") % {
        "day": day, "version": version,
    }  # fmt: skip
