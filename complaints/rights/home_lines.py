"""What waits for who answers for personal data, on her first page (law DP-07, OI-02)."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.access.home_lines import HomeLine
from casework.access.levels import Right
from casework.access.principals import Staff

from . import day_lines, queries, rules
from .matches import actions as match_actions
from .models import RightsRequest

MOST = 20


def waiting(by: Staff, at: datetime) -> list[HomeLine]:
    """Give each of hers that presses, the doubts, and how many press at the centres."""
    if not by.may(Right.ANSWER_REQUESTS):
        return []
    rows = list(queries.still_open(by)[:500])
    hers = [one for one in rows if one.survivor_id is None and day_lines.presses(one, at)][:MOST]
    found = [HomeLine(*_parts(one, at)) for one in hers]
    found += _new(rows, at)
    found += [
        HomeLine(_("Request %(number)s: whose it is, is in doubt") % {"number": one.request.number},
                 reverse("rights:match", args=[one.request_id]), "warning", "alert")
        for one in match_actions.in_doubt(by) if one.told_by != by.operator_id
    ]  # fmt: skip
    return found + _at_centres(rows, at)


def _parts(request: RightsRequest, at: datetime) -> tuple[str, str, str, str]:
    line = day_lines.line_of(request, at)
    return str(line.words), line.url, line.tone, line.icon


def _new(rows: list[RightsRequest], at: datetime) -> list[HomeLine]:
    fresh = sum(1 for one in rows if one.survivor_id is None and one.assigned_to is None
                and not day_lines.presses(one, at))  # fmt: skip
    words = ngettext("%(n)d request of nobody known here: take it on.",
                     "%(n)d requests of nobody known here: take them on.", fresh)  # fmt: skip
    return [HomeLine(words % {"n": fresh}, reverse("rights:queue"))] if fresh else []


def _at_centres(rows: list[RightsRequest], at: datetime) -> list[HomeLine]:
    late = sum(1 for one in rows if one.survivor_id and rules.is_late(one.ends_at, at, one.state))
    words = ngettext("%(n)d request at a centre is late.", "%(n)d requests at centres are late.",
                     late)  # fmt: skip
    return (
        [HomeLine(words % {"n": late}, reverse("rights:queue"), "danger", "alert")] if late else []
    )
