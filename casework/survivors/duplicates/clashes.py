"""Where two joined records say different things of her, until a worker chooses with her.

Joining leaves with the joined record what the kept one has already: the current value of a datum,
the safe contact in force. Both values are shown; nothing is chosen by a rule (design 1).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from casework.access.principals import Staff
from casework.identity import vault
from casework.territory.validity import chilean_day

from .. import head, masking
from ..models import SafeContact, Survivor
from ..registry import identification, queries
from ..registry.models import Datum
from .models import Merge

CONTACT = queries.CONTACT
# Both RUNs lead to the one file already; which paper she holds is corrected in her identification.
NOT_CHOSEN = frozenset({"document"})


@dataclass(frozen=True, slots=True)
class Value:
    """One of the two. row: its number, "" when it has no row. source and dated: "" and None so."""

    row: str
    words: str
    source: str = ""
    dated: date | None = None
    centre: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """What was found twice. here: in the record that stayed; there: in the one that was joined."""

    code: str
    label: str
    here: Value
    there: Value
    merge: Merge

    @property
    def seen(self) -> str:
        """What a choice is about: one made on an older page does not count."""
        return f"{self.here.row}.{self.there.row}.{self.merge.pk}"


def clashes_of(survivor: Survivor, by: Staff, day: date) -> list[Clash]:
    """Give what was found twice and nobody has chosen; one question when nothing was joined."""
    merges = _merges([survivor.pk])
    if not merges:
        return []
    vault.unlock([survivor.key_id, *(one.gone.key_id for one in merges)])
    found = _Found(survivor, [one.gone_id for one in merges])
    clashes = [clash for merge in merges for clash in found.of(merge, day)]
    if masking.hides(survivor.pk, by):
        reserved = identification.RESERVED | {CONTACT}
        return [clash for clash in clashes if clash.code not in reserved]
    return clashes


def _merges(kept: list[UUID]) -> list[Merge]:
    """Give the joinings into a record that stand, also those into what was joined to it."""
    found: list[Merge] = []
    while kept:
        rows = Merge.objects.filter(kept__in=kept, undone_at=None, gone__merged_into__isnull=False)
        newer = list(rows.select_related("gone__comuna").order_by("approved_at", "pk"))
        found, kept = [*found, *newer], [one.gone_id for one in newer]
    return found


class _Found:
    """The rows of all the records involved, read at once."""

    def __init__(self, survivor: Survivor, gone: list[UUID]) -> None:
        self.survivor = survivor
        self.here: dict[str, Datum] = {}
        self.there: dict[tuple[UUID, str], Datum] = {}
        rows = Datum.objects.filter(survivor__in=[survivor.pk, *gone], ended_at=None)
        for row in rows.select_related("institution", "centre__kind", "chosen_in"):
            if row.survivor_id == survivor.pk:
                self.here[row.field] = row
            else:
                self.there[row.survivor_id, row.field] = row
        agreed = SafeContact.objects.filter(survivor__in=[survivor.pk, *gone], ended_at=None)
        self.contacts = {one.survivor_id: one for one in agreed.select_related("chosen_in")}

    def of(self, merge: Merge, day: date) -> Iterator[Clash]:
        """Give what one joining left to choose."""
        yield from self._identity(merge, day)
        for (owner, code), row in self.there.items():
            here = self.here.get(code)
            if owner != merge.gone_id or code in identification.FIELDS or here is None:
                continue
            if not _settled(here, merge) and not _same(here, row):
                shown, value = queries.shown(here, day), _value(row, day)
                yield Clash(code, str(shown.label), _value(here, day), value, merge)
        yield from self._contact(merge)

    def _identity(self, merge: Merge, day: date) -> Iterator[Clash]:
        for code, field in identification.FIELDS.items():
            there = identification.value_of(merge.gone, code)
            here = identification.value_of(self.survivor, code)
            row = self.here.get(code)
            settled = row is not None and _settled(row, merge)
            if code in NOT_CHOSEN or settled or not there or there == here:
                continue
            other = self.there.get((merge.gone_id, code))
            yield Clash(code, str(field.label), _text(here, row, day), _text(there, other, day),
                        merge)  # fmt: skip

    def _contact(self, merge: Merge) -> Iterator[Clash]:
        here, there = self.contacts.get(self.survivor.pk), self.contacts.get(merge.gone_id)
        if here is None or there is None or _contact_settled(here, merge):
            return
        one, other = _way(here), _way(there)
        if one.words != other.words:
            yield Clash(CONTACT, str(head.CONTACT), one, other, merge)


def _settled(row: Datum, merge: Merge) -> bool:
    """Written since they were joined, or chosen then."""
    return row.written_at > merge.approved_at or _chosen(row, merge)


def _contact_settled(row: SafeContact, merge: Merge) -> bool:
    return row.created_at > merge.approved_at or _chosen(row, merge)


def _chosen(row: Datum | SafeContact, merge: Merge) -> bool:
    return row.chosen_in is not None and row.chosen_in.approved_at >= merge.approved_at


def _same(one: Datum, other: Datum) -> bool:
    mine, hers = one.value, other.value
    return (sorted(mine.get("codes", [])), mine.get("note", "")) == (
        sorted(hers.get("codes", [])), hers.get("note", "")
    )  # fmt: skip


def _value(row: Datum, day: date) -> Value:
    shown = queries.shown(row, day)
    words = f"{shown.words}. {shown.note}" if shown.note else str(shown.words)
    return Value(str(row.pk), words, shown.source, shown.dated, shown.centre)


def _text(words: str, row: Datum | None, day: date) -> Value:
    """Give a value of her identification, with where it comes from when that is known."""
    if row is None:
        return Value("", words)
    shown = queries.shown(row, day)
    return Value(str(row.pk), words, shown.source, shown.dated, shown.centre)


def _way(contact: SafeContact) -> Value:
    parts = [*head.way_of(contact), str(contact.words_to_say or "")]
    words = " · ".join(part for part in parts if part)
    return Value(str(contact.pk), words, dated=chilean_day(contact.created_at))
