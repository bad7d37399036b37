"""The open tasks of one's centres: mine, somebody's, nobody's."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from casework.access.gates import staff_may
from casework.access.levels import Right
from casework.access.principals import Staff
from casework.audit.log import record
from casework.audit.verbs import Verb
from casework.identity import vault
from casework.survivors.views.getters import staff_of
from casework.territory.validity import chilean_day

from .. import task_queries
from ..filters import MINE, NOBODY
from ..forms import TasksForm
from ..names import team_of
from .day import page_number, sections


@staff_may(Right.OPEN_CASES)
@require_GET
def task_list(request: HttpRequest) -> HttpResponse:
    """Show them, the most overdue first."""
    by, at = staff_of(request), timezone.now()
    team = team_of(by.case_centres, chilean_day(at))
    form = TasksForm(request.GET or None, team=team)
    whose = form.cleaned_data["de"] if form.is_bound and form.is_valid() else ""
    rows = task_queries.open_tasks(by)
    if whose:
        rows = rows.filter(assigned_to=_who(whose, by))
    agenda = task_queries.agenda(by, at, rows=rows, page=page_number(request))
    vault.unlock({task.survivor.key_id for task in agenda.tasks})
    record(Verb.READ_LIST, by=by.actor, at=at)
    lines = [task_queries.line_of(task, at) for task in agenda.tasks]
    context = {
        "form": form,
        "agenda": agenda,
        "sections": sections(lines),
        "query": f"de={whose}&" if whose else "",
        "whose": {task.pk: team.name(task.assigned_to) for task in agenda.tasks},
    }
    return render(request, "work/tasks.html", context)


def _who(whose: str, by: Staff) -> UUID | None:
    if whose == NOBODY:
        return None
    return by.operator_id if whose == MINE else UUID(whose)
