"""What of training waits on somebody's first page: said without names."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import ngettext

from casework.access.home_lines import HomeLine
from casework.access.principals import Staff
from casework.territory.validity import chilean_day

from .people_models import Enrolment
from .states import State

SOON = timedelta(days=14)  # before the last day of an edition


def home_lines(by: Staff, at: datetime) -> list[HomeLine]:
    """Give what she has to do: her courses that run, and who asks for a place where she teaches.

    One statement: the places of both kinds, counted together.
    """
    day = chilean_day(at)
    rows = Enrolment.objects.filter(
        Q(operator_id=by.operator_id, state=State.ENROLLED, edition__starts_on__lte=day)
        | Q(edition__teaching__operator=by.operator_id, state=State.ASKED),
        edition__cancelled_at=None, edition__ends_on__gte=day,
    ).values_list("operator_id", "edition__ends_on")  # fmt: skip
    found = list(rows)
    mine = [ends for operator, ends in found if operator == by.operator_id]
    asked = len(found) - len(mine)
    url, lines = reverse("training:home"), []
    if mine:
        soon = min(mine) - day <= SOON
        said = ngettext(
            "You have a course under way", "You have %(n)s courses under way", len(mine)
        )
        tone = "warning" if soon else "info"
        lines.append(HomeLine(said % {"n": len(mine)}, url, tone, "clock"))
    if asked:
        said = ngettext(
            "Somebody asks for a place in a course you teach",
            "%(n)s people ask for a place in courses you teach", asked,
        )  # fmt: skip
        lines.append(HomeLine(said % {"n": asked}, url, "info", "info"))
    return lines
