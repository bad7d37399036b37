"""What of training waits on somebody's first page: with its day, and without anybody's name."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Q, QuerySet
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.access.home_lines import HomeLine
from casework.access.principals import Staff
from casework.territory.validity import chilean_day

from .edition_models import EditionTeacher
from .people_models import Enrolment
from .states import State

COLUMNS = {
    "place": "id", "who": "operator_id", "now": "state", "held": "edition_id",
    "first": "edition__starts_on", "last": "edition__ends_on",
    "course": "edition__version__title",
}  # fmt: skip
SOON = timedelta(days=14)  # before the last day of an edition


def home_lines(by: Staff, at: datetime) -> list[HomeLine]:
    """Give what she has to do: her courses that run, with the days left; and where she teaches,
    who asks for a place and whose results wait for her signature.

    One statement: the places of all kinds.
    """
    named = {name: F(column) for name, column in COLUMNS.items()}
    return told(_waiting(by, at).values(**named), by, at)


def asked(by: Staff, at: datetime) -> ArraySubquery:
    """Give the same question as one value of another statement: her day asks it with its own."""
    return ArraySubquery(_waiting(by, at).values(one=JSONObject(**COLUMNS)))


def told(places: Iterable[Mapping[str, Any]], by: Staff, at: datetime) -> list[HomeLine]:
    """Give the answer in words; days come as days, or as they travel in JSON."""
    mine, others, day = [], [], chilean_day(at)
    for one in places:
        of_hers = str(one["who"]) == str(by.operator_id)
        (mine if of_hers else others).append(one)
    return [*(_learning(one, day) for one in mine), *_teaching(others)]


def _waiting(by: Staff, at: datetime) -> QuerySet[Enrolment]:
    day = chilean_day(at)
    taught = EditionTeacher.objects.filter(operator_id=by.operator_id).values("edition")
    running = Q(edition__ends_on__gte=day)
    return Enrolment.objects.filter(
        Q(running, operator_id=by.operator_id, state=State.ENROLLED)
        | Q(running, edition__in=taught, state=State.ASKED)
        | Q(edition__in=taught, state=State.ENROLLED, edition__ends_on__lt=day),
        edition__cancelled_at=None,
    ).order_by("edition__ends_on", "edition__starts_on")  # fmt: skip


def _day(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _learning(place: Mapping[str, Any], day: date) -> HomeLine:
    course, first = place["course"], _day(place["first"])
    if first > day:
        return HomeLine(_in_days(course, first - day), reverse("training:home"), "info", "clock")
    left = _day(place["last"]) - day
    tone = "warning" if left <= SOON else "info"
    return HomeLine(_left(course, left), reverse("training:course", args=[place["place"]]), tone,
                    "clock")  # fmt: skip


def _in_days(course: str, left: timedelta) -> str:
    said = ngettext(
        "“%(course)s” begins tomorrow", "“%(course)s” begins in %(n)s days", left.days
    )  # fmt: skip
    return said % {"course": course, "n": left.days}


def _left(course: str, left: timedelta) -> str:
    if not left:
        return _("“%(course)s” ends today") % {"course": course}
    said = ngettext("“%(course)s” ends tomorrow", "“%(course)s” ends in %(n)s days", left.days)
    return said % {"course": course, "n": left.days}


def _teaching(places: Iterable[Mapping[str, Any]]) -> Iterator[HomeLine]:
    waiting = Counter((one["held"], one["course"], one["now"]) for one in places)
    for (edition, course, state), count in waiting.items():
        if state == State.ASKED:
            said = ngettext(
                "Somebody asks for a place in “%(course)s”",
                "%(n)s people ask for a place in “%(course)s”", count,
            )  # fmt: skip
        else:
            said = ngettext(
                "“%(course)s” is over: a result waits for your signature",
                "“%(course)s” is over: %(n)s results wait for your signature", count,
            )  # fmt: skip
        tone = "info" if state == State.ASKED else "warning"
        url = reverse("training:edition", args=[edition])
        yield HomeLine(said % {"course": course, "n": count}, url, tone, "info")
