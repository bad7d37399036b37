"""Reads of what is known of her, in words: value, source, date, state, whether it still holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from casework.access.models import Operator
from casework.access.principals import Principal
from casework.territory.validity import chilean_day

from ..account.models import Account
from ..asked import Known, Needed, still_needed
from ..models import SafeContact, Survivor
from . import catalogue, identification
from .models import Datum, Source, Theme
from .states import State

CONTACT, ACCOUNT = "safe-contact", "account"
LOOKS = {
    State.DECLARED: ("message", "neutral"),
    State.VALIDATED: ("check", "success"),
    State.DISPUTED: ("alert", "danger"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A datum as every reader sees it; a disputed one says so wherever it stands."""

    id: UUID
    code: str
    label: str | Promise
    words: str
    note: str
    state: str
    state_words: str
    icon: str
    tone: str
    source: str
    dated: date
    because: str
    expired: bool
    current: bool
    own_word: bool
    written_by: UUID | None
    centre: str


@dataclass(frozen=True, slots=True)
class Part:
    """A theme of the characterisation: what is known, and what was not asked yet."""

    code: str
    label: str | Promise
    known: list[Shown]
    unasked: list[catalogue.Asked]


def current_data(survivor: Survivor) -> dict[str, Datum]:
    """Give the current row of each field, by field code, in one query."""
    rows = Datum.objects.filter(survivor=survivor, ended_at=None)
    return {row.field: row for row in rows.select_related("institution", "centre__kind")}


@dataclass(frozen=True, slots=True)
class Glance:
    """Until when the safe contact holds; when she first told her account, in how many entries.

    joined: another record was joined to hers.
    """

    contact_until: date | None
    told_on: date | None
    entries: int
    joined: bool


def glance(survivor: Survivor) -> Glance:
    """Give what the first tab says of contact and account, in one query."""
    contact = SafeContact.objects.filter(survivor=OuterRef("pk"), ended_at=None)
    told = Account.objects.filter(survivor=OuterRef("pk")).order_by("written_at")
    counted = told.order_by().values("survivor").annotate(n=Count("pk")).values("n")
    row = Survivor.objects.filter(pk=survivor.pk).values_list(
        Subquery(contact.values("valid_until")[:1]),
        Subquery(told.exclude(kind=Account.Kind.CHILD).values("told_on")[:1]),
        Coalesce(Subquery(counted), 0),
        Exists(Survivor.objects.filter(merged_into=OuterRef("pk"))),
    )
    return Glance(*row.get())


def history_of(survivor: Survivor, field: str, by: Principal) -> list[Datum]:
    """Give every row of a field inside the asker's scope: what holds now, then newest first.

    What a joined record says of it is part of her history, and never what holds.
    """
    hers = RawSQL("SELECT unnest(siivbg_joined(%s))", [survivor.pk])
    rows = Datum.objects.visible_to(by).filter(survivor__in=hers, field=field)
    found = list(rows.select_related("institution", "centre__kind").order_by("-written_at", "-id"))
    return sorted(found, key=lambda row: row.survivor_id != survivor.pk or row.ended_at is not None)


def shown(datum: Datum, day: date) -> Shown:
    """Give a datum in words."""
    asked = catalogue.in_force(day).get(datum.field)
    identity = identification.FIELDS.get(datum.field)
    value = datum.value
    known = _known(datum, asked, identity)
    icon, tone = LOOKS[State(datum.state)]
    label = identity.label if identity else asked.name if asked else datum.field
    codes = value.get("codes", [])
    centre = datum.centre
    return Shown(
        id=datum.pk, code=datum.field, label=label, note=value.get("note", ""),
        words=value.get("text") or (asked.words(codes) if asked else ", ".join(codes)),
        state=datum.state, state_words=datum.get_state_display(), icon=icon, tone=tone,
        source=_source(datum), dated=datum.dated, because=datum.because,
        expired=(until := known.holds_until()) is not None and until < day,
        current=datum.ended_at is None,
        own_word=bool((identity or asked) and (identity or asked).own_word),  # type: ignore[union-attr]
        written_by=datum.written_by,
        centre=centre.name if centre and not centre.kind.secret else "",
    )  # fmt: skip


def parts(data: dict[str, Datum], day: date) -> list[Part]:
    """Give the social characterisation by theme."""
    fields = catalogue.in_force(day).values()
    return [
        Part(
            theme.value, theme.label,
            [shown(data[f.code], day) for f in fields if f.theme == theme and f.code in data],
            [f for f in fields if f.theme == theme and f.code not in data],
        )
        for theme in Theme
    ]  # fmt: skip


def identity_shown(survivor: Survivor, data: dict[str, Datum], day: date) -> dict[str, Shown]:
    """Give source, date and state of each identification field that has them, by field code."""
    return {
        code.replace("-", "_"): shown(data[code], day)
        for code in identification.FIELDS
        if code in data
    }


def names_of(operators: Iterable[UUID | None]) -> dict[UUID, str]:
    """Give the names of those who wrote, in one query."""
    ids = {one for one in operators if one is not None}
    found = Operator.objects.filter(pk__in=ids).select_related("user")
    return {one.pk: one.user.get_full_name() or one.user.get_username() for one in found}


def intake_plan(survivor: Survivor, data: dict[str, Datum], day: date) -> Needed:
    """Part what an intake asks into what is still needed and what she already told anywhere."""
    wanted = [one.code for one in identification.FIELDS.values() if one.needed]
    wanted += [one.code for one in catalogue.in_force(day).values() if one.needed]
    return still_needed(known_of(survivor, data, day), [*wanted, CONTACT, ACCOUNT], day)


def known_of(survivor: Survivor, data: dict[str, Datum], day: date) -> dict[str, Known]:
    """Give what is known of her, by field code, as the rule `asked.still_needed` reads it."""
    fields = catalogue.in_force(day)
    found = {
        code: _known(row, fields.get(code), None)
        for code, row in data.items()
        if code not in identification.FIELDS
    }
    for code, _value in identification.known_values(survivor):
        identity = identification.FIELDS[code]
        if code == "names" and not (survivor.given_names and survivor.first_surname):
            continue
        row = data.get(code)
        told = row.dated if row else chilean_day(survivor.created_at)
        disputed = bool(row and row.state == State.DISPUTED)
        found[code] = Known(told, identity.months, disputed)
    return {**found, **_told_elsewhere(survivor, day)}


def _told_elsewhere(survivor: Survivor, day: date) -> dict[str, Known]:
    seen = glance(survivor)
    found = {}
    if seen.contact_until is not None and seen.contact_until >= day:
        found[CONTACT] = Known(day)
    if seen.told_on is not None:
        found[ACCOUNT] = Known(seen.told_on)
    return found


def _known(
    datum: Datum,
    asked: catalogue.Asked | None,
    identity: identification.IdentityField | None,
) -> Known:
    field = identity or asked
    return Known(datum.dated, field.months if field else None, datum.state == State.DISPUTED)


def _source(datum: Datum) -> str:
    if datum.source == Source.INSTITUTION and datum.institution:
        return _("According to %(institution)s") % {"institution": datum.institution.name}
    return str(datum.get_source_display())
