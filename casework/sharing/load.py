"""Loads the first code lists of sharing; afterwards they are edited as data."""

import json
from datetime import date
from pathlib import Path
from typing import Any

CODES = Path(__file__).parent / "data" / "codes.json"
SINCE = date(2024, 6, 14)  # Ley 21.675 in force


def load_codes(apps: Any, _editor: Any) -> None:
    """Create the purposes and recipient classes that are missing (a migration's step)."""
    for model, rows in json.loads(CODES.read_text(encoding="utf-8")).items():
        manager = apps.get_model("casework", model).objects
        for order, (code, name, explanation) in enumerate(rows):
            manager.get_or_create(
                code=code,
                defaults={
                    "name": name,
                    "explanation": explanation,
                    "order": order,
                    "valid_from": SINCE,
                },
            )
