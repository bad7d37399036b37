"""Loads the first catalogue of the social characterisation; afterwards it is edited as data."""

import json
from datetime import date
from pathlib import Path
from typing import Any

FIELDS = Path(__file__).parent / "data" / "fields.json"
SINCE = date(2024, 6, 14)  # Ley 21.675 in force


def load_fields(apps: Any, _editor: Any) -> None:
    """Create the fields and answers that are missing (a migration's step)."""
    fields = apps.get_model("casework", "SocialField").objects
    options = apps.get_model("casework", "SocialOption").objects
    for order, row in enumerate(json.loads(FIELDS.read_text(encoding="utf-8"))):
        answers = row.pop("options")
        field, _made = fields.get_or_create(
            code=row.pop("code"), defaults={**row, "order": order, "valid_from": SINCE}
        )
        for place, (code, name) in enumerate(answers):
            options.get_or_create(
                field=field,
                code=code,
                defaults={"name": name, "order": place, "valid_from": SINCE},
            )
