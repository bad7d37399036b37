"""Writes on what is known of her: told, confirmed, disputed, settled. Nothing is overwritten."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.access.principals import Staff
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.territory.validity import chilean_day

from ..doings import Doing, done
from ..models import Survivor
from . import catalogue, identification, rules
from .models import Datum, Source
from .states import State


@dataclass(frozen=True, slots=True)
class Told:
    """Where something comes from. dated: of when it is; empty, the day it is written down."""

    source: str = Source.HERSELF
    institution: str = ""
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: codes of the list (or `unknown`, `unsaid`) and perhaps a few words."""

    codes: tuple[str, ...]
    note: str = field(default="", repr=False)

    def value(self) -> dict[str, Any]:
        """Give it as it is sealed."""
        return {"codes": list(self.codes), "note": self.note}


HERSELF = Told()


@transaction.atomic
def tell(
    *, survivor: Survivor, answers: Mapping[str, Answer], by: Staff, at: datetime,
    told: Told = HERSELF, centre_id: int | None = None,
) -> list[Datum]:  # fmt: skip
    """Write down what was answered, by field code; each earlier value becomes history.

    The same answer told again is written too: it is known to hold from that day on.
    Raises rules.Refusal for an answer outside the catalogue, or a source without its institution.
    """
    fields = catalogue.in_force(chilean_day(at))
    for code, answer in answers.items():
        if code not in fields:
            raise rules.Refusal(_("This is no longer asked."))
        rules.check_answer(fields[code], answer.codes)
    values = {code: answer.value() for code, answer in answers.items()}
    rows = _write(survivor, values, told, by, at, centre_id=centre_id)
    if rows:
        done(survivor, Doing.IDENTITY, by=by, at=at)
    return rows


def note_identity(
    *, survivor: Survivor, codes: set[str], by: Staff, at: datetime, told: Told = HERSELF,
    centre_id: int | None = None,
) -> list[Datum]:  # fmt: skip
    """Write beside her record where its values come from. codes: `identification.FIELDS`.

    Called by the actions that write her record, inside their transaction, which log the act.
    """
    known = dict(identification.known_values(survivor))
    values = {code: {"text": known[code]} for code in sorted(codes) if code in known}
    return _write(survivor, values, told, by, at, centre_id=centre_id, log=False)


@transaction.atomic
def move(
    *, datum: Datum, after: State, because: str, by: Staff, at: datetime, told: Told | None = None,
) -> Datum:  # fmt: skip
    """Change how sure a datum is, with the reason; its value stays. Gives the new row.

    told: the document or institution that shows it, needed to validate. Raises rules.Refusal, also
    when somebody else moved it meanwhile.
    """
    current = Datum.objects.select_for_update().get(pk=datum.pk)
    seen = told or Told(current.source, current.institution_id or "", current.dated)
    rules.check_move(
        before=State.REPLACED if current.ended_at else current.state, after=after,
        source=seen.source, reason=because, own_word=_own_word(current.field, at),
    )  # fmt: skip
    written = _write(
        current.survivor, {current.field: current.value}, seen, by, at, state=after, because=because
    )
    return written[0]


def _write(
    survivor: Survivor, values: Mapping[str, Any], told: Told, by: Staff, at: datetime, *,
    state: str = State.DECLARED, because: str = "", centre_id: int | None = None, log: bool = True,
) -> list[Datum]:  # fmt: skip
    today = chilean_day(at)
    dated = told.dated or today
    rules.check_source(
        source=told.source, institution=told.institution, dated=dated,
        today=max(today, timezone.localdate()),
    )  # fmt: skip
    if not values:
        return []
    Datum.objects.filter(survivor=survivor, field__in=values, ended_at=None).update(ended_at=at)
    rows = [
        Datum(
            survivor=survivor, key_id=survivor.key_id, field=code, value=value, dated=dated,
            source=told.source, institution_id=told.institution or None, state=state,
            because=because, written_by=by.operator_id, written_at=at,
            centre_id=centre_id or next(iter(sorted(by.case_centres)), None),
        )
        for code, value in values.items()
    ]  # fmt: skip
    Datum.objects.bulk_create(rows)
    if log:
        target = Target("survivor", str(survivor.pk))
        record(Verb.CHANGED, by=by.actor, at=at, target=target, subject=survivor.pk,
               detail={"what": "data", "n": len(rows)})  # fmt: skip
    return rows


def _own_word(code: str, at: datetime) -> bool:
    known = identification.FIELDS.get(code) or catalogue.in_force(chilean_day(at)).get(code)
    return bool(known and known.own_word)
