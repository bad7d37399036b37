"""How a certificate is set, so that it stays on one sheet as long as it can.

By how many signs it holds, measured with every field at its longest: in the usual letters while
they fit; in smaller ones up to every field full. Beyond that, when many teach, letters would be too
small to read: it goes on to a second sheet, both numbered, and the first tells how to check it.
"""

from collections.abc import Iterable
from typing import Any

ROOMY = 880
TIGHT = 2600


def shape(owner: str, lead: str, sections: Iterable[dict[str, Any]]) -> str:
    """Give the names of the setting for the paper's style sheet."""
    rows = (value for section in sections for _label, value in section["rows"])
    signs = len(owner) + len(lead) + sum(len(value) for value in rows)
    if signs <= ROOMY:
        return "one-page"
    return "one-page tight" if signs <= TIGHT else "one-page tight flows"
