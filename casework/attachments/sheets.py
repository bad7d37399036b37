"""The pages of a PDF as pictures: reading them leaves nothing among a telephone's downloads."""

from dataclasses import dataclass

from casework.documents import sandbox, store
from casework.documents.models import StoredFile

PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Sheets:
    """Where a reader is. number: the page shown, from 1; count: how many there are."""

    number: int
    count: int

    @property
    def before(self) -> int:
        """The page before, 0 on the first."""
        return self.number - 1

    @property
    def after(self) -> int:
        """The page after, 0 on the last."""
        return self.number + 1 if self.number < self.count else 0


def of(stored: StoredFile, asked: str) -> Sheets | None:
    """Give the place in a PDF that an address asks for, or None where it cannot be drawn.

    asked: digits or anything else; past the end it is the last page. The file is opened only to
    count: what is in it leaves by `sheet`, which is logged.
    """
    if stored.content_type != PDF:
        return None
    try:
        count = sandbox.sheets(store.open(stored).getvalue())
    except sandbox.Refused:
        return None
    number = int(asked) if asked.isdecimal() and len(asked) < 6 else 1
    return Sheets(min(max(number, 1), count), count) if count else None
