""" "Mi día": what waits for her, in order, and the women she attends."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from casework.access.gates import staff_may
from casework.access.levels import Right
from casework.audit.log import record
from casework.audit.verbs import Verb
from casework.identity import vault
from casework.survivors.views.getters import staff_of

from .. import day, day_queries, task_queries
from ..task_queries import Section


@staff_may(Right.OPEN_CASES)
@require_GET
def my_day(request: HttpRequest) -> HttpResponse:
    """Show it: the same few queries whatever its length."""
    by, at = staff_of(request), timezone.now()
    agenda = task_queries.agenda(by, at, page=page_number(request))
    cases, total = day_queries.women_of(by)
    vault.unlock({row.survivor.key_id for row in (*agenda.tasks, *cases)})
    record(Verb.READ_LIST, by=by.actor, at=at)
    lines = [task_queries.line_of(task, at) for task in agenda.tasks]
    notes, more_notes = day.at_sight(day.lines(by, at))
    context = {
        "today": at,
        "agenda": agenda,
        "sections": sections(lines),
        "counts": {name.value: count for name, count in agenda.counts.items()},
        "women": day_queries.told(cases, by, at),
        "more_women": total - len(cases),
        "notes": notes,
        "more_notes": more_notes,
    }
    return render(request, "work/day.html", context)


def page_number(request: HttpRequest) -> int:
    """Give the page that was asked for; the first one for anything else."""
    asked = request.GET.get("pagina", "1")
    return int(asked) if asked.isdigit() and 0 < int(asked) < 10_000 else 1


def sections(lines: list[task_queries.TaskLine]) -> list[tuple[str, list[task_queries.TaskLine]]]:
    """Put the lines of a page under when they are due."""
    parts = [(name, [line for line in lines if line.section == name]) for name in Section]
    return [(name.value, found) for name, found in parts if found]
