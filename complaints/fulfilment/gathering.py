"""Reading all that is held about her, field by field, as one centre may see it (law 1.1, access).

Gives plain data: what may go as it is, and apart from it every sealed text, to be read by people.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import ForeignKey, Model
from django.db.models.expressions import RawSQL
from django.utils import timezone

from casework.identity import vault
from casework.identity.fields import EncryptedField, EncryptedJSONField
from casework.survivors import holdings
from casework.survivors.holdings import Holding
from casework.territory.models import Centre

from . import blotting

TEXT = "$text"  # stands where a text is put back once two people read it
_CODE = re.compile(r"[a-z0-9_.:+\-]*", re.ASCII)
RESERVED_CENTRE = "Centro reservado"


@dataclass(slots=True)
class Gathered:
    """sections: label -> row id -> field -> value. texts: what people have to read, in order."""

    sections: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    texts: list[dict[str, Any]] = field(default_factory=list)


def gather(survivor_id: UUID, blotter: blotting.Blotter, *, given_only: bool = False) -> Gathered:
    """Give it, for the present reader: what the database does not show her is another's to add."""
    found = Gathered()
    for holding in holdings.held():
        fields = [one for one in holdings.fields_of(holding)
                  if not given_only or one.name in holding.given]  # fmt: skip
        if fields:
            rows = found.sections.setdefault(holdings.label(holding), {})
            for row in rows_of(holding, survivor_id, given_only=given_only):
                rows[str(row.pk)] = _values(row, fields, holding, found, blotter)
    return found


def rows_of(holding: Holding, survivor_id: UUID, *, given_only: bool = False) -> list[Model]:
    """Give her rows in force of a model, with their keys opened in one question."""
    mine = RawSQL("SELECT unnest(siivbg_joined(%s))", [survivor_id])
    rows = holding.model._default_manager.filter(holding.current, **{f"{holding.person}__in": mine})
    if given_only:
        rows = rows.filter(holding.supplied)
    ties = [one.name for one in holdings.fields_of(holding) if isinstance(one, ForeignKey)]
    ties += ["centre__kind"] if "centre" in ties else []
    found = list(rows.select_related(*ties).order_by("created_at", "pk") if ties
                 else rows.order_by("created_at", "pk"))  # fmt: skip
    keys = {getattr(row, "key_id", None) for row in found}
    vault.unlock({key for key in keys if key is not None})
    return found


def _values(
    row: Model, fields: list[Any], holding: Holding, found: Gathered, blotter: blotting.Blotter
) -> dict[str, Any]:
    values = {}
    for one in fields:
        value = getattr(row, one.name)
        if value in (None, "", [], {}, ()):
            continue
        spoken = holding.spoken.get(one.name)
        value = spoken(row) if spoken else value
        place = {"section": holdings.label(holding), "row": str(row.pk), "field": one.name}
        if isinstance(one, EncryptedField) and one.name not in holding.plain:
            values[one.name] = _text(value, place, found, blotter)
        elif spoken:
            values[one.name] = value
        else:
            values[one.name] = said = plain(row, one, value)
            if any(blotter.knows(text) for text in typed([said])):
                # Somebody else inside what needs no reading: then people read it.
                values[one.name] = _text(said, place, found, blotter)
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def _text(
    value: Any, place: dict[str, Any], found: Gathered, blotter: blotting.Blotter, path: str = ""
) -> Any:
    """Take the words out of a sealed value and leave their places; codes and numbers stay."""
    if _is_said(value):
        return value
    if isinstance(value, dict):
        return {key: _text(one, place, found, blotter, f"{path}/{key}")
                for key, one in value.items() if one not in (None, "", [])}  # fmt: skip
    if isinstance(value, list):
        return [_text(one, place, found, blotter, f"{path}/{number}")
                for number, one in enumerate(value)]  # fmt: skip
    if not isinstance(value, str):
        return _simple(value)
    is_code = path and _CODE.fullmatch(value) and not blotter.knows(value)
    if is_code or blotting.is_hers(value, blotter):
        return value
    proposed, removed = blotter.proposed(value)
    found.texts.append({**place, "path": path, "text": proposed, "removed": removed})
    return {TEXT: len(found.texts) - 1}


def _is_said(value: Any) -> bool:
    """Say whether a value is a code with the words of its list: nobody's own words."""
    return isinstance(value, dict) and set(value) == {"code", "words"}


def original(place: dict[str, Any], survivor_id: UUID) -> str | None:
    """Give a text again as it stands in the file; None when the reader does not see it (any more).

    What was written on after it was gathered is not what two people read: the same text or none.
    """
    for holding in holdings.held():
        if holdings.label(holding) == place["section"]:
            mine = {holding.person: survivor_id}
            row = holding.model._default_manager.filter(pk=place["row"], **mine).first()
            value = getattr(row, place["field"], None) if row else None
            for step in [one for one in place["path"].split("/") if one]:
                value = value[int(step)] if isinstance(value, list) else (value or {}).get(step)
            return value if isinstance(value, str) else None
    return None


def plain(row: Model, one: Any, value: Any) -> Any:
    """Give a value as data: a code with its words, a day, a number; never who others are."""
    if isinstance(one, ForeignKey):
        return _tied(value)
    if isinstance(one, EncryptedJSONField):
        return value
    base = getattr(one, "base_field", None)
    if base is not None:
        words = dict(base.flatchoices)
        return [{"code": str(v), "words": str(words[v])} if v in words else _simple(v)
                for v in value]  # fmt: skip
    if one.flatchoices and value in dict(one.flatchoices):
        return {"code": str(value), "words": str(dict(one.flatchoices)[value])}
    return _simple(value)


def _tied(value: Model) -> Any:
    """Another row: words of a code list; of a secret centre not even the name; else its number."""
    if isinstance(value, Centre):
        return RESERVED_CENTRE if value.kind.secret else value.name
    privacy = vars(type(value)).get("privacy")
    if privacy is not None and (privacy.subject or privacy.third_party or privacy.staff):
        return {"ref": str(value.pk)}
    return {"code": str(value.pk), "words": str(value)}


def _simple(value: Any) -> Any:
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bool | int | float | str | dict | list):
        return value
    return str(value)


def filled(value: Any, texts: list[str | None]) -> Any:
    """Put the texts back in their places; one that was left out whole leaves nothing."""
    if isinstance(value, dict):
        if TEXT in value:
            return texts[value[TEXT]]
        return {key: put for key, one in value.items() if (put := filled(one, texts)) is not None}
    if isinstance(value, list):
        return [put for one in value if (put := filled(one, texts)) is not None]
    return value


def typed(value: Any) -> Iterator[str]:
    """Give every text inside a value that somebody may have typed."""
    if isinstance(value, dict):
        if not _is_said(value) and set(value) != {"ref"}:
            for one in value.values():
                yield from typed(one)
    elif isinstance(value, list):
        for one in value:
            yield from typed(one)
    elif isinstance(value, str):
        yield value
