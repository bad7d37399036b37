"""Loads the first three neutral texts; afterwards they are edited as data. Wording of ours."""

import json
from pathlib import Path
from typing import Any

TEXTS = Path(__file__).parent / "data" / "texts.json"


def load_texts(apps: Any, _editor: Any) -> None:
    """Create them (a migration's step)."""
    text = apps.get_model("casework", "NeutralText")
    for row in json.loads(TEXTS.read_text(encoding="utf-8")):
        text.objects.get_or_create(slot=row["slot"], valid_to=None, defaults=row)
