"""Loads the first instruments and clocks; afterwards they are edited as data."""

import json
from pathlib import Path
from typing import Any

CODES = Path(__file__).parent / "data" / "codes.json"
# Where the lengths come from: an international peer's; what is offered is a proposal.
# domain.md 1.3, 1.4: not validated here.
SOURCE = "Propuesta del equipo del sistema, por confirmar"


def load_codes(apps: Any, _editor: Any) -> None:
    """Create the instruments and the clocks (a migration's step)."""
    found = json.loads(CODES.read_text(encoding="utf-8"))
    instrument, clock = (apps.get_model("casework", name) for name in ("Instrument", "LevelClock"))
    for row in found["instruments"]:
        instrument.objects.get_or_create(code=row.pop("code"), defaults=row)
    for row in found["clocks"]:
        clock.objects.get_or_create(level=row.pop("level"), defaults={**row, "source": SOURCE})
