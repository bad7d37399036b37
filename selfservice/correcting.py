"""She says in her own space that a datum is not right: its clock, its mark at once (law DP-14)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.access.principals import SurvivorPrincipal
from casework.identity.records import new_id
from casework.survivors.choices import Mode
from casework.survivors.models import Door, Survivor
from casework.survivors.registry import catalogue, identification
from casework.survivors.registry.models import Datum
from casework.territory.validity import chilean_day
from complaints.discrepancies import data
from complaints.discrepancies.choices import End
from complaints.discrepancies.models import Discrepancy
from complaints.discrepancies.states import FINAL, State
from complaints.models import RightsRequest
from complaints.rights import rules
from complaints.rights.choices import Asked, Channel, Delivery, IdentityLevel
from complaints.rights.filing import Filed, Intake, file
from complaints.rights.letters import ways

from . import in_english
from .asking import Standing, own_requests, too_many
from .correcting_sql import IDENTITY_FIELDS
from .extract import Row
from .forms import AGAIN, FILED, TOO_MANY
from .sessions import Present
from .sql import SAFE_FIELDS

MARKED = frozenset({*IDENTITY_FIELDS, *SAFE_FIELDS})
LABELS = {
    "names": gettext_lazy("Name"),
    "social-name": gettext_lazy("Social name"),
    "document": gettext_lazy("RUN"),
    "birth-date": gettext_lazy("Date of birth"),
}


def due_day(at: datetime) -> date:
    """Give the last day to answer what is said now."""
    regime = rules.regime_at(at, settings.REGIMEN_21719_DESDE)
    return chilean_day(rules.due_at(Asked.RECTIFICATION, regime, at))


def opens_alone(by: SurvivorPrincipal) -> bool:
    """Say whether her space opens without her number: then no words of hers are shown in it."""
    return bool(Door.objects.visible_to(by).get().mode == Mode.OPEN)


def say_wrong(
    *, present: Present, survivor: Survivor, row: Row, version: str, by: SurvivorPrincipal,
    at: datetime,
) -> str:  # fmt: skip
    """File that a row of her extract is wrong and mark it; give the notice for the next page."""
    if too_many(present, Asked.RECTIFICATION):
        return TOO_MANY
    if row.code in waiting_fields(by):
        return AGAIN
    try:
        with transaction.atomic():
            filed = _filed(present, row, version, by, at)
            if row.code in MARKED:
                _told(survivor, row.code, version, filed, at)
    except IntegrityError:
        return AGAIN  # said twice at once: one of them counts
    return FILED


def waiting_fields(by: SurvivorPrincipal) -> set[str]:
    """Give the fields she said are wrong and nobody has answered yet."""
    rows = Discrepancy.objects.visible_to(by).exclude(state__in=FINAL)
    return set(rows.values_list("field", flat=True))


def _filed(
    present: Present, row: Row, version: str, by: SurvivorPrincipal, at: datetime
) -> Filed:  # fmt: skip
    visitor = present.visitor
    intake = Intake(
        right=Asked.RECTIFICATION, name=visitor.full_name, run=visitor.run,
        survivor_id=by.survivor_id, wording=f"{row.label}: {version}", apart=True,
        delivery=Delivery.IN_PERSON if opens_alone(by) else Delivery.OWN_SPACE,
    )  # fmt: skip
    return file(intake=intake, channel=Channel.ONLINE, identity=IdentityLevel.KEY, by=by, at=at)


def _told(survivor: Survivor, code: str, version: str, filed: Filed, at: datetime) -> None:
    """Write it down and mark the datum: its row is the database's to touch, its words hers."""
    assert filed.request_id is not None
    Discrepancy(
        survivor=survivor, key_id=survivor.key_id, centre_ids=survivor.centre_ids, field=code,
        request_id=filed.request_id, version=version, told_at=at, before="declared",
    ).save(force_insert=True)  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SELECT siivbg_my_datum(%s)", [code])
        number = cursor.fetchone()[0] or new_id()
        known = dict(identification.known_values(survivor))
        row = Datum(
            id=number, key_id=survivor.key_id, value={"text": known.get(code, "")},
            because=data.beside(version),
        )  # fmt: skip
        sealed = [_sealed(row, "value"), _sealed(row, "because")]
        cursor.execute("SELECT siivbg_my_mark(%s, %s, %s, %s)", [code, number, *sealed])


def _sealed(row: Model, name: str) -> bytes:
    return bytes(type(row)._meta.get_field(name).pre_save(row, True))  # type: ignore[union-attr]


@dataclass(frozen=True, slots=True)
class Correction:
    """Something she said is wrong, as she reads it. said and words: "" where they are not shown."""

    request_id: UUID
    what: str
    standing: Standing
    now: str
    said: str = ""
    words: str = ""
    value: str = ""
    ways: tuple[str, ...] = ()


def corrections(by: SurvivorPrincipal, shown: set[str], at: datetime) -> list[Correction]:
    """Give all she said is wrong, newest first, and how it ended.

    shown: codes her space shows as agreed; of any other datum only that there is one. Where her
    space opens without her number, no words stand here: whoever holds her telephone reads no more
    than before (design 4.3).
    """
    quiet = opens_alone(by)
    rows = {one.request_id: one for one in Discrepancy.objects.visible_to(by)}
    asked = [one for one in own_requests(by, at) if one[0].right == Asked.RECTIFICATION]
    found = []
    for request, standing in asked:
        row = rows.get(request.pk)
        if row is None:
            found.append(Correction(request.pk, standing.what, standing, standing.now))
        elif quiet or row.field not in shown:
            what = _label(row.field, at) if row.field in shown else _("A datum about you")
            found.append(Correction(request.pk, what, standing, _now(request, row)))
        else:
            found.append(_whole(request, standing, row, at))
    return found


def _whole(
    request: RightsRequest, standing: Standing, row: Discrepancy, at: datetime
) -> Correction:  # fmt: skip
    over = row.state == State.SETTLED
    return Correction(
        request.pk, _label(row.field, at), standing, _now(request, row), said=row.version,
        words=row.reason if over else "", ways=_ways(request, row),
        value=_value(row, at) if over and row.end != End.KEPT else "",
    )  # fmt: skip


def _label(code: str, at: datetime) -> str:
    asked = catalogue.in_force(chilean_day(at)).get(code)
    return str(LABELS.get(code) or (in_english.name_of(asked) if asked else code))


def _value(row: Discrepancy, at: datetime) -> str:
    """Give what it says since then; a document is never written out on her screen."""
    if row.field == "document":
        return ""
    asked = catalogue.in_force(chilean_day(at)).get(row.field)
    if asked is not None:
        return in_english.words_of(asked, row.new_value.get("codes", ()))
    return data.words_of(row.field, row.new_value, chilean_day(at))


def _ways(request: RightsRequest, row: Discrepancy) -> tuple[str, ...]:
    if row.state != State.SETTLED or row.end == End.CORRECTED or row.settled_at is None:
        return ()
    return tuple(ways(request, row.settled_at))


_STATES = {
    State.OPEN: gettext_lazy("It is marked. Your team is looking at it."),
    State.PASSED: gettext_lazy("It is marked. We asked where it comes from."),
    State.BACK: gettext_lazy("It is marked. They answered us, and your team is looking at it."),
    State.PROPOSED: gettext_lazy("It is marked. A second person is looking at it."),
    State.WITHDRAWN: gettext_lazy("You said it is fine as it is."),
}
_ENDS = {
    End.CORRECTED: gettext_lazy("We put it right."),
    End.PARTLY: gettext_lazy("We put a part of it right."),
    End.KEPT: gettext_lazy("It stays as it was. What you say is written beside it."),
}


def _now(request: RightsRequest, row: Discrepancy) -> str:
    if row.state == State.SETTLED:
        return str(_ENDS[End(row.end)])
    if request.state == "withdrawn":
        return str(_STATES[State.WITHDRAWN])
    return str(_STATES[State(row.state)])
