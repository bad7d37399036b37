"""Loads the first lists and numbers of this room; afterwards they are edited as data."""

import json
from datetime import date
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
SINCE = date(2024, 6, 14)  # Ley 21.675 in force


def load_codes(apps: Any, _editor: Any) -> None:
    """Create the rows that are missing (a migration's step)."""
    _forms(apps.get_model("casework", "ViolenceForm").objects)
    _options(apps.get_model("casework", "EpisodeOption").objects)
    _numbers(apps.get_model("casework", "EpisodeNumber").objects)
    figures = apps.get_model("casework", "SharingPurpose").objects.filter(code="statistics")
    figures.update(identifies=False)


def _read(name: str) -> Any:
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def _forms(rows: Any) -> None:
    for order, form in enumerate(_read("forms.json")):
        values = {**form, "order": order, "valid_from": SINCE}
        rows.get_or_create(code=values.pop("code"), defaults=values)


def _options(rows: Any) -> None:
    for name, groups in _read("options.json").items():
        order = 0
        for group in groups:
            for code, words in group["entries"]:
                order += 1
                values = {
                    "name": words, "group": group["group"], "source": group["source"],
                    "order": order, "valid_from": SINCE,
                }  # fmt: skip
                rows.get_or_create(list=name, code=code, defaults=values)


def _numbers(rows: Any) -> None:
    found = _read("numbers.json")
    for code, value in found["numbers"].items():
        defaults = {"value": value, "source": found["source"], "valid_from": SINCE}
        rows.get_or_create(code=code, valid_to=None, defaults=defaults)
