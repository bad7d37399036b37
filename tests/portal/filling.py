"""Fills any form of the workplace with hostile words: fields and blocks are found, not listed.

What only takes something else (an address, a figure, a choice) gets that.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import count
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.blocks.base import BlockField

from .corpus import ALL, CORPUS, packed

COPIES = 2  # of each piece of a body, of each row of a list
PLAIN = ("600 123", "12", "9", "https://www.gob.cl/", "es")
BARRED = ("javascript:__hit(40)", "data:text/html,<script>__hit(41)</script>", "vbscript:__hit(42)",
          "java\tscript:__hit(43)", ' javascript:__hit(44)" onclick="__hit(45)')  # fmt: skip
FILES = {"video": ".mp4", "captions": ".vtt"}
LONGEST, PAGE = 160, 256  # a title may have more letters than some kinds of page can show of it
LEFT = {"ORDER", "DELETE", "id"}
Sent = dict[str, Any]


def sent(form: forms.BaseForm) -> Sent:
    """Give what an editor who fills this whole form sends."""
    data: Sent = {}
    for turn, (name, field) in enumerate(form.fields.items()):
        began = form.initial.get(name, field.initial)
        field.validators = [*field.validators, *_asked_by_model(form, name)]
        data |= of_field(field, form.add_prefix(name), turn * 5, began)
    for formset in getattr(form, "formsets", {}).values():
        data |= _of_formset(formset)
    return {name: value for name, value in data.items() if value is not None}


def _asked_by_model(form: Any, name: str) -> list[Any]:
    """Give what the row itself asks of a field: its form asks that only once everything is sent."""
    model = getattr(getattr(form, "_meta", None), "model", None)
    known = {field.name: field for field in model._meta.get_fields()} if model else {}
    return list(getattr(known.get(name), "validators", []))


def _of_formset(formset: Any) -> Sent:
    data: Sent = {f"{formset.prefix}-INITIAL_FORMS": "0", f"{formset.prefix}-TOTAL_FORMS": "0"}
    if "comments" in formset.prefix:  # beside the page, not in it
        return data
    row = formset.empty_form
    row.prefix = f"{formset.prefix}-0"
    return data | {f"{formset.prefix}-TOTAL_FORMS": "1"} | sent(row)


def of_field(field: forms.Field, name: str, turn: int, began: Any = None) -> Sent:
    """Give what is sent for one field."""
    if isinstance(field, BlockField):
        return of_block(field.block, name, turn)
    if isinstance(field.widget, DraftailRichTextArea):
        return {name: content_state()}
    return {name: _value(field, name.rpartition("-")[2], turn, began)}


def _value(field: forms.Field, name: str, turn: int, began: Any) -> Any:
    if isinstance(field, forms.ModelChoiceField):
        return getattr(began, "pk", began) or _first(field, name)
    if isinstance(field, forms.BooleanField):
        return None if name in {"decorative", "DELETE"} else "on"
    field = getattr(field, "base_field", field)  # of a list, one
    choices = getattr(field, "choices", None) or getattr(field.widget, "choices", None)
    if choices is not None:
        return began or next(str(code) for code, _words in _flat(choices) if code)
    if isinstance(field, forms.DateTimeField | forms.FileField) or name in LEFT:
        return None
    if isinstance(field, forms.DateField):
        return str(began or date(2027 if name.endswith(("_to", "_until")) else 2026, 6, 1))
    if isinstance(field, forms.IntegerField | forms.DecimalField):
        least = 2026 if name == "year" else max(int(field.min_value or 0), 1)
        return least if began is None else began
    return _words(field, turn, began)


def _first(field: forms.ModelChoiceField[Any], name: str) -> Any:
    """Give the first row a field offers; a film and its captions are files of their kind."""
    found: Any = field.queryset
    if name in FILES:
        found = found.filter(file__endswith=FILES[name])
    row = found.first()
    return row.pk if row else None


def _words(field: forms.Field, turn: int, began: Any) -> str:
    """Give hostile words where the field takes any; else what it began with, or something plain."""
    if isinstance(field, forms.SlugField):
        return str(began or f"hostil-{next(_NUMBERS)}")
    room = getattr(field, "max_length", None)
    tried = packed(min(room, LONGEST) if room and room < PAGE else room, turn)
    for one in (tried, str(began or next(_NUMBERS)), *PLAIN):
        try:
            field.clean(one)
        except ValidationError:
            continue
        return one
    raise AssertionError(f"nothing known pleases the field “{field.label}”")


_NUMBERS = count(1)


def _flat(choices: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    for code, words in choices:
        yield from words if isinstance(words, list | tuple) else [(code, words)]


def of_block(block: blocks.Block, name: str, turn: int, place: int = 0) -> Sent:
    """Give what is sent for a block with everything inside it."""
    if isinstance(block, blocks.BaseStreamBlock):
        kinds = [kind for kind in block.child_blocks.items() for _copy in range(COPIES)]
        return _rows(name, turn, [(child, {"type": kind}) for kind, child in kinds])
    if isinstance(block, blocks.ListBlock):
        return _rows(name, turn, [(block.child_block, {}) for _copy in range(COPIES)])
    if isinstance(block, blocks.BaseStructBlock):
        parts = enumerate(block.child_blocks.items(), start=turn)
        found = [of_block(child, f"{name}-{key}", at, place) for at, (key, child) in parts]
        return {key: value for one in found for key, value in one.items()}
    if isinstance(block, blocks.StaticBlock):
        return {}
    if name.endswith("-right") and place:  # of several answers the first is right
        return {}
    return of_field(block.field, name, turn, block.get_default() or None)


def _rows(name: str, turn: int, rows: list[tuple[blocks.Block, Sent]]) -> Sent:
    data: Sent = {f"{name}-count": str(len(rows))}
    for place, (child, marks) in enumerate(rows):
        said = {**marks, "order": str(place), "deleted": "", "id": ""}
        data |= {f"{name}-{place}-{key}": value for key, value in said.items()}
        data |= of_block(child, f"{name}-{place}-value", turn + place * 5, place)
    return data


def content_state() -> str:
    """Give a text as the editor's own tool sends it, with marks and links nobody may make."""
    kinds = ("unstyled", "header-one", "unordered-list-item", "atomic", "code-block")
    lines = [{"key": f"k{place}", "text": ALL.replace("\n", " "), "type": kind, "depth": 0,
              "inlineStyleRanges": [{"offset": 0, "length": 5, "style": "STRIKETHROUGH"}],
              "entityRanges": []}
             for place, kind in enumerate(kinds)]  # fmt: skip
    made: dict[str, Any] = {}
    for place, address in enumerate(BARRED):
        made[str(place)] = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": address}}
    for kind in ("IMAGE", "EMBED", "DOCUMENT", "HORIZONTAL_RULE"):
        data = {"url": BARRED[0], "src": BARRED[1], "alt": CORPUS[3], "id": "1", "format": "left"}
        made[str(len(made))] = {"type": kind, "mutability": "IMMUTABLE", "data": data}
    for key in made:
        lines.append({
            "key": f"e{key}", "text": "enlace", "type": "unstyled", "depth": 0,
            "inlineStyleRanges": [], "entityRanges": [{"offset": 0, "length": 6, "key": int(key)}],
        })  # fmt: skip
    return json.dumps({"blocks": lines, "entityMap": made})
