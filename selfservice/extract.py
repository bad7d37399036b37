"""What is known about her, as far as she and her worker agreed to show it (design 4.3).

Read through functions of the database that give the agreed columns and nothing else: her own
session has no other way to her file (selfservice.sql). No address, centre, other person or risk.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple, TypeVar

from django.db import connection
from django.db.models import Model
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from casework.identity import carried
from casework.identity.run import Run
from casework.referrals.choices import Answer, Direction, Ending, ReferralState
from casework.survivors import weekdays
from casework.survivors.choices import Channel
from casework.survivors.models import SafeContact, Survivor
from casework.survivors.registry import catalogue
from casework.survivors.registry.models import Datum
from casework.territory.validity import chilean_day

from . import at_once, in_english
from .choices import Group


class Row(NamedTuple):
    """A datum in words. code: what she says is wrong when she says it of this one."""

    label: str
    words: str
    code: str = ""


Kept = TypeVar("Kept", bound=Model)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of what is known: its title and its rows."""

    title: str | Promise
    rows: Sequence[Row]


def extract_of(survivor: Survivor, groups: Sequence[str], at: datetime) -> list[Part]:
    """Give the agreed parts that have something to show, in order."""
    readers: dict[str, tuple[str | Promise, Callable[[], Iterator[Row]]]] = {
        Group.IDENTITY: (gettext_lazy("Who I am"), lambda: _identity(survivor)),
        Group.SINCE: (gettext_lazy("Since when you attend to me"), _since),
        Group.FAMILY: (gettext_lazy("Children and care"), _family),
        Group.LIFE: (gettext_lazy("My life"), lambda: _life(chilean_day(at))),
    }
    parts = [
        Part(title, list(read())) for group, (title, read) in readers.items() if group in groups
    ]
    return [part for part in parts if part.rows]


def _identity(survivor: Survivor) -> Iterator[Row]:
    names = (survivor.given_names, survivor.first_surname, survivor.second_surname)
    yield Row(_("Name"), " ".join(filter(None, names)) or survivor.working_name, "names")
    if survivor.social_name:
        yield Row(_("Social name"), survivor.social_name, "social-name")
    if survivor.run:
        yield Row(_("RUN"), Run.parse(survivor.run).masked, "document")
    if survivor.birth_date:
        yield Row(_("Date of birth"), _day(survivor.birth_date), "birth-date")


def _since() -> Iterator[Row]:
    first, last = _only("siivbg_my_since") or (None, None)
    if first is not None:
        yield Row(_("First time"), _day(chilean_day(first)), "first-time")
        yield Row(_("Last time"), _day(chilean_day(last)), "last-time")


def _family() -> Iterator[Row]:
    children, in_care = _only("siivbg_my_family") or (0, 0)
    if children:
        yield Row(_("My children"), str(children), "children")
    if in_care:
        people = ngettext("%(n)d person", "%(n)d persons", in_care) % {"n": in_care}
        yield Row(_("In my care"), people, "in-care")


def _life(day: date) -> Iterator[Row]:
    for datum in _rows(Datum, "siivbg_my_life"):
        asked = catalogue.in_force(day).get(datum.field)
        words = in_english.words_of(asked, datum.value.get("codes", [])) if asked else ""
        if asked and words:
            told = _("%(words)s (%(year)d)") % {"words": words, "year": datum.dated.year}
            yield Row(in_english.name_of(asked), told, datum.field)


@dataclass(frozen=True, slots=True)
class Support:
    """One referral in plain words."""

    title: str
    on_day: date
    now: str


class _Referral(NamedTuple):
    """A row of siivbg_my_referrals."""

    direction: str
    institution: str
    on_day: date
    state: str
    answer: str
    answered_on: date | None
    ending: str
    closed_on: date | None

    @classmethod
    def made(cls, **values: Any) -> "_Referral":
        """Give a row that travelled as JSON."""
        days = {name: _read_day(values[name]) for name in ("on_day", "answered_on", "closed_on")}
        return cls(**{**values, **days})


def supports() -> list[Support]:
    """Give where her referrals stand, newest first; none when it was not agreed to show them."""
    ahead = at_once.known("siivbg_my_referrals")
    if ahead is not None:
        return [_support(_Referral.made(**one)) for one in ahead]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM siivbg_my_referrals()")
        return [_support(_Referral(*row)) for row in cursor.fetchall()]


def _support(row: _Referral) -> Support:
    name = row.institution or _("Another institution")
    inward = row.direction == Direction.IN
    words = _("%(name)s sent you to us") if inward else _("We sent you to %(name)s")
    now, day = _ANSWERS.get(row.answer, ""), row.answered_on
    if row.state == ReferralState.CLOSED:
        now, day = _ENDINGS.get(row.ending, _ENDINGS[Ending.OTHER]), row.closed_on
    return Support(words % {"name": name}, row.on_day, _with_day(str(now), day))


_ANSWERS: dict[str, str | Promise] = {
    Answer.PENDING: gettext_lazy("There is no answer yet. We keep asking."),
    Answer.ACCEPTED: gettext_lazy("They said yes."),
    Answer.REJECTED: gettext_lazy("They could not take it. Ask your team what comes next."),
    Answer.NONE: gettext_lazy("They did not answer. Ask your team what comes next."),
}
_ENDINGS: dict[str, str | Promise] = {
    Ending.ATTENDED: gettext_lazy("It is finished: you were attended."),
    Ending.SHE_REFUSED: gettext_lazy("It is finished: you preferred not to go."),
    Ending.NO_ROOM: gettext_lazy("It is finished: they had no room. Ask your team."),
    Ending.NOT_NEEDED: gettext_lazy("It is finished: it was no longer needed."),
    Ending.NO_CONTACT_HER: gettext_lazy("It is finished: we could not reach you. Ask your team."),
    Ending.NO_CONTACT_THEM: gettext_lazy("It is finished: they could not be reached."),
    Ending.OTHER: gettext_lazy("It is finished. Ask your team if you want to know more."),
}


@dataclass(frozen=True, slots=True)
class Reaching:
    """How she is reached, with the number hidden: somebody may look over her shoulder."""

    way: str
    ending: str
    days: str
    hours: str
    until: date


def reaching() -> Reaching | None:
    """Give how she is reached as agreed; None when there is nothing or it is not to be shown."""
    for contact in _rows(SafeContact, "siivbg_my_contact"):
        return Reaching(
            str(WAYS.get(contact.channel, "")), hidden(contact.channel, contact.value),
            weekdays.in_words(contact.weekdays), _hours(contact), contact.valid_until,
        )  # fmt: skip
    return None


WAYS: dict[str, str | Promise] = {
    Channel.CALL: gettext_lazy("By telephone"),
    Channel.SMS: gettext_lazy("By text message"),
    Channel.WHATSAPP: gettext_lazy("By WhatsApp"),
    Channel.EMAIL: gettext_lazy("By e-mail"),
    Channel.IN_PERSON: gettext_lazy("Only when I go to the centre"),
    Channel.NOBODY: gettext_lazy("Do not contact me"),
}


def hidden(channel: str, value: str) -> str:
    """Give the last two digits of a number, or the first letter of an address, and no more."""
    if not value:
        return ""
    if channel == Channel.EMAIL:
        return f"{value[0]}•••"
    digits = "".join(char for char in value if char.isdigit())
    return f"••• {digits[-2:]}"


def _hours(contact: SafeContact) -> str:
    starts, ends = contact.from_hour, contact.to_hour
    if starts and ends:
        return _("from %(starts)s to %(ends)s") % {
            "starts": f"{starts:%H:%M}", "ends": f"{ends:%H:%M}",
        }  # fmt: skip
    return ""


def _rows(model: type[Kept], function: str) -> "Iterable[Kept]":
    ahead = at_once.known(function)
    if ahead is not None:
        return [carried.made(model, one) for one in ahead]
    return model._default_manager.raw(f"SELECT * FROM {function}()")  # noqa: S608 - written above


def _only(function: str) -> tuple[Any, ...] | None:
    ahead: tuple[Any, ...] | None = at_once.known(function)
    if ahead is not None:
        return ahead
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {function}()")  # noqa: S608 - a name written above
        row: tuple[Any, ...] | None = cursor.fetchone()
        return row


def _with_day(words: str, day: date | None) -> str:
    return f"{words} ({_day(day)})" if day else words


def _read_day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None


def _day(day: date) -> str:
    return date_format(day, "d-m-Y")
