"""Certificates for personnel: the fields of the hoja de vida and no more, as CSV or JSON."""

import csv
import io
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from casework.identity import vault

from .models import IssuedCertificate
from .queries import standing
from .record import FIELDS

COLUMNS = (*FIELDS, "state")
# A cell that begins so is a formula to a spreadsheet, whatever wrote it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def rows(found: Iterable[IssuedCertificate], at: datetime) -> list[dict[str, Any]]:
    """Give each certificate's record with its state on the day. Needs a transaction."""
    listed = list(found)
    vault.unlock(row.key_id for row in listed)
    return [
        {**{name: row.record.get(name, "") for name in FIELDS}, "state": standing(row, at).value}
        for row in listed
    ]


def as_csv(records: Iterable[dict[str, Any]]) -> bytes:
    """Give a CSV that a spreadsheet in Chile opens as it is: UTF-8 with mark, semicolons.

    No cell acts: what looks like a formula gets an apostrophe before it.
    """
    written = io.StringIO()
    table = csv.writer(written, delimiter=";", lineterminator="\r\n")
    table.writerow(COLUMNS)
    table.writerows([inert(one[name]) for name in COLUMNS] for one in records)
    return written.getvalue().encode("utf-8-sig")


def as_json(records: Iterable[dict[str, Any]]) -> bytes:
    """Give the same as JSON."""
    return json.dumps(list(records), ensure_ascii=False, indent=1).encode()


def inert(value: Any) -> str:
    """Give a cell that no spreadsheet takes for a formula (safety.md)."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
