"""Writes on two values of one woman: one is chosen, the other stays with its source and date.

The value that stays behind is never touched: it is the joined record's, so that parting the two
within thirty days gives each woman hers back.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from casework.access.principals import Staff
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.identity.lookup import name_tokens
from casework.territory.validity import chilean_day

from .. import contact_hooks
from ..models import SafeContact, Survivor
from ..registry import identification
from ..registry.models import Datum, Source
from .clashes import CONTACT, Clash, clashes_of
from .models import Merge

COPIED = ("channel", "value", "value_digest", "from_hour", "to_hour", "weekdays", "note",
          "words_to_say", "words_to_avoid", "voicemail", "valid_until")  # fmt: skip
SEALED = ("value", "note", "words_to_say", "words_to_avoid")
NAMES = ("working_name", "given_names", "first_surname", "second_surname", "social_name")


class Moved(Exception):
    """Somebody chose meanwhile, or wrote another value: look again."""


@transaction.atomic
def choose(
    *, survivor: Survivor, code: str, seen: str, there: bool, by: Staff, at: datetime
) -> Clash:
    """Choose one of two values. there: the joined record's. seen: `Clash.seen` of the page.

    Raises Moved. The choice is of the woman's own words or papers, by whoever attends her; the
    other value stays in the history of the datum.
    """
    Survivor.objects.select_for_update().get(pk=survivor.pk)
    found = next((one for one in clashes_of(survivor, by, chilean_day(at))
                  if one.code == code and one.seen == seen), None)  # fmt: skip
    if found is None:
        raise Moved
    if not there:
        _stay(found)
    elif code == CONTACT:
        _take_contact(survivor, found, by, at)
    else:
        _take_datum(survivor, found, by, at)
    record(
        Verb.CHANGED, by=by.actor, at=at, target=Target("survivor", str(survivor.pk)),
        subject=survivor.pk, detail={"what": "value_chosen", "field": code, "joined": there},
    )  # fmt: skip
    return found


def _stay(found: Clash) -> None:
    """The kept record's value is the right one: remembered on it."""
    if not found.here.row:
        raise Moved  # nothing is known here: there is only the other value
    if found.code == CONTACT:
        _mark(SafeContact.objects.get(pk=found.here.row), chosen_in=found.merge)
    else:
        Datum.objects.filter(pk=found.here.row).update(chosen_in=found.merge)


def _mark(contact: SafeContact, **values: Any) -> None:
    """Save one contact, so that the log of fields sees it."""
    for name, value in values.items():
        setattr(contact, name, value)
    contact.save(update_fields=list(values))


def _take_contact(survivor: Survivor, found: Clash, by: Staff, at: datetime) -> None:
    other = SafeContact.objects.get(pk=found.there.row)
    _mark(SafeContact.objects.get(pk=found.here.row), ended_at=at)
    taken = SafeContact.objects.create(
        survivor=survivor, key_id=survivor.key_id, recorded_by=by.operator_id, created_at=at,
        chosen_in=found.merge, **{name: getattr(other, name) for name in COPIED},
    )  # fmt: skip
    contact_hooks.tell_agreed(taken, by, at)


def _take_datum(survivor: Survivor, found: Clash, by: Staff, at: datetime) -> None:
    """Write the other value as a new row, with its own source, day and state."""
    if found.here.row:
        Datum.objects.filter(pk=found.here.row).update(ended_at=at)
    other = _origin(found)
    value = other.value if found.code not in identification.FIELDS else _take_columns(
        survivor, found)  # fmt: skip
    Datum.objects.bulk_create([
        Datum(
            survivor=survivor, key_id=survivor.key_id, field=found.code, value=value,
            source=other.source, institution_id=other.institution_id, dated=other.dated,
            state=other.state, because=other.because, centre_id=other.centre_id,
            written_by=by.operator_id, written_at=at, chosen_in=found.merge,
        )
    ])  # fmt: skip


def _origin(found: Clash) -> Datum:
    """Give the row the value comes from; one that moved with the joining stands here."""
    number = found.there.row or found.here.row
    if number:
        row: Datum = Datum.objects.get(pk=number)
        return row
    return Datum(source=Source.EARLIER, dated=chilean_day(found.merge.gone.created_at))


def _take_columns(survivor: Survivor, found: Clash) -> dict[str, Any]:
    """Write the joined record's columns on hers; give the datum, with what stood there before."""
    columns = identification.FIELDS[found.code].columns
    before = {column: _plain(getattr(survivor, column)) for column in columns}
    for column in columns:
        setattr(survivor, column, getattr(found.merge.gone, column))
    _save_columns(survivor, columns)
    return {"text": found.there.words, "before": before}


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _save_columns(survivor: Survivor, columns: tuple[str, ...]) -> None:
    """Save them, with what is derived from them."""
    survivor.birth_year = survivor.birth_date.year if survivor.birth_date else None
    survivor.name_tokens = name_tokens(*(getattr(survivor, name) for name in NAMES))
    survivor.save(update_fields=[*columns, "birth_year", "name_tokens", "updated_at"])


def give_back(merge: Merge, at: datetime) -> None:
    """Undo the choices of a joining, before the database parts the two.

    What was taken over goes to the record it came from, as history; what it replaced holds again.
    """
    kept, gone = merge.kept, merge.gone
    for row in Datum.objects.filter(chosen_in=merge, survivor=kept).order_by("written_at"):
        if row.written_at > merge.approved_at:
            _datum_back(row, kept, gone, at)
        else:
            Datum.objects.filter(pk=row.pk).update(chosen_in=None)
    for contact in SafeContact.objects.filter(chosen_in=merge, survivor=kept):
        if contact.created_at > merge.approved_at:
            _contact_back(contact, gone, at)
        else:
            _mark(contact, chosen_in=None)


def _datum_back(row: Datum, kept: Survivor, gone: Survivor, at: datetime) -> None:
    value, because, taken_at, current = row.value, row.because, row.written_at, row.ended_at is None
    before = value.pop("before", None)
    row.survivor, row.key_id, row.value, row.because = gone, gone.key_id, value, because
    row.ended_at = row.ended_at or at
    row.save(update_fields=["survivor", "key_id", "value", "because", "ended_at"])
    if not current:  # she said something newer since: that holds
        return
    earlier = Datum.objects.filter(survivor=kept, field=row.field, ended_at=taken_at)
    earlier.update(ended_at=None)
    if before is not None:
        columns = identification.FIELDS[row.field].columns
        for column in columns:
            born = column == "birth_date" and before[column]
            setattr(kept, column, date.fromisoformat(born) if born else before[column])
        _save_columns(kept, columns)


def _contact_back(contact: SafeContact, gone: Survivor, at: datetime) -> None:
    kept_id, taken_at, current = contact.survivor_id, contact.created_at, contact.ended_at is None
    plain = {name: getattr(contact, name) for name in SEALED}
    contact.survivor, contact.key_id = gone, gone.key_id
    for name, value in plain.items():
        setattr(contact, name, value)
    contact.ended_at = contact.ended_at or at
    contact.save(update_fields=["survivor", "key_id", "ended_at", *SEALED])
    if current:
        for earlier in SafeContact.objects.filter(survivor=kept_id, ended_at=taken_at):
            _mark(earlier, ended_at=None)
