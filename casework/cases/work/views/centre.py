"""The board of a head of centre: who carries what, where it queues, what is late."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from casework.access.gates import staff_may
from casework.access.levels import Level, Right
from casework.access.principals import Staff
from casework.audit.log import record
from casework.audit.verbs import Verb
from casework.cases.stages import Stage
from casework.cases.waiting import queries as waiting
from casework.identity import vault
from casework.protocols import port
from casework.survivors.queries import display_name
from casework.survivors.views.getters import staff_of
from casework.territory.validity import chilean_day

from .. import board_queries, day
from ..names import team_of


@staff_may(Right.REPORT_TEAM)
@require_GET
def my_centre(request: HttpRequest) -> HttpResponse:
    """Show it: women nobody looked at come first, those of most weight in the list on top."""
    by, at = staff_of(request), timezone.now()
    mine = headed(by)
    team = team_of(mine, chilean_day(at))
    lists = [waiting.list_of(by, centre_id, at) for centre_id in mine]
    picked = [one for each in lists for one in [*each.unseen, *each.alerts]][:10]
    places = {one.id: one for each in lists for one in each.places}
    first = sorted(set(picked), key=lambda one: (-places[one].score, places[one].position))
    entries = waiting.entries_for(first)
    found = board_queries.board(by, mine, team, at)
    placed = sum(len(one.places) for one in lists)
    vault.unlock({row.survivor.key_id for row in entries.values()})
    record(Verb.READ_LIST, by=by.actor, at=at)
    notes, more_notes = day.at_sight(day.head_lines(by, at))
    context = {
        "board": found,
        "waiting": placed,
        "unseen": sum(len(each.unseen) for each in lists),
        "alerts": sum(len(each.alerts) for each in lists),
        "first": [(entries[one], display_name(entries[one].survivor), places[one])
                  for one in first if one in entries],
        # A place is open exactly while its case stands in S2: fewer places than cases is a loss.
        "lost": max(0, found.in_stage(Stage.WAITING) - placed),
        "no_protocol": port.is_empty(chilean_day(at)),
        "notes": notes,
        "more_notes": more_notes,
        "at": at,
    }  # fmt: skip
    return render(request, "work/centre.html", context)


def headed(by: Staff) -> list[int]:
    """Give the centres the operator heads."""
    return sorted(
        held.centre_id
        for held in by.assignments
        if held.level == Level.N5 and held.centre_id is not None
    )
