"""What of training waits on somebody's first page: with its day, and without anybody's name."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.access.home_lines import HomeLine
from casework.access.principals import Staff
from casework.territory.validity import chilean_day

from .edition_models import EditionTeacher
from .people_models import Enrolment
from .states import State

SOON = timedelta(days=14)  # before the last day of an edition


def home_lines(by: Staff, at: datetime) -> list[HomeLine]:
    """Give what she has to do: her courses that run, with the days left; and where she teaches,
    who asks for a place and whose results wait for her signature.

    One statement: the places of all kinds.
    """
    day = chilean_day(at)
    taught = EditionTeacher.objects.filter(operator_id=by.operator_id).values("edition")
    running = Q(edition__ends_on__gte=day)
    rows = Enrolment.objects.filter(
        Q(running, operator_id=by.operator_id, state=State.ENROLLED)
        | Q(running, edition__in=taught, state=State.ASKED)
        | Q(edition__in=taught, state=State.ENROLLED, edition__ends_on__lt=day),
        edition__cancelled_at=None,
    ).order_by("edition__ends_on", "edition__starts_on")  # fmt: skip
    found: list[Any] = list(rows.values(
        "id", "operator_id", "state", "edition_id", "edition__starts_on", "edition__ends_on",
        "edition__version__title",
    ))  # fmt: skip
    mine = [one for one in found if one["operator_id"] == by.operator_id]
    others = [one for one in found if one["operator_id"] != by.operator_id]
    return [*(_learning(one, day) for one in mine), *_teaching(others)]


def _learning(place: dict[str, Any], day: date) -> HomeLine:
    course, first = place["edition__version__title"], place["edition__starts_on"]
    if first > day:
        return HomeLine(_in_days(course, first - day), reverse("training:home"), "info", "clock")
    left = place["edition__ends_on"] - day
    tone = "warning" if left <= SOON else "info"
    return HomeLine(_left(course, left), reverse("training:course", args=[place["id"]]), tone,
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


def _teaching(places: Iterable[dict[str, Any]]) -> Iterator[HomeLine]:
    waiting = Counter(
        (one["edition_id"], one["edition__version__title"], one["state"]) for one in places
    )
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
