"""A task: what it asks, why, where it is done; and what may be done with it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from casework.access.gates import staff_may
from casework.access.levels import Right
from casework.access.principals import Staff
from casework.cases import task_actions, task_rules
from casework.cases.clocks import end_of
from casework.cases.legal_sources import citation
from casework.cases.task_models import Task
from casework.cases.task_states import TaskState
from casework.cases.tasks import kind_of
from casework.drafts.keeping import keep_all, let_go
from casework.survivors.views.getters import file_of, staff_of
from casework.territory.validity import chilean_day

from .. import task_queries
from ..forms import CancelForm, FinishForm, PostponeForm, ToWhomForm
from ..names import Team, team_of


@dataclass(frozen=True, slots=True)
class Act:
    """Something done with a task: its form, the action, what is said afterwards."""

    form: type[forms.Form]
    do: Callable[[Task, Any, Staff, datetime], Task]
    said: str | Promise


def _finish(task: Task, form: Any, by: Staff, at: datetime) -> Task:
    return task_actions.finish(task=task, outcome=form.cleaned_data["outcome"], by=by, at=at)


def _postpone(task: Task, form: Any, by: Staff, at: datetime) -> Task:
    reason = form.cleaned_data["reason"]
    return task_actions.postpone(task=task, until=end_of(form.day), reason=reason, by=by, at=at)


def _reassign(task: Task, form: Any, by: Staff, at: datetime) -> Task:
    return task_actions.reassign(task=task, to=form.operator_id, by=by, at=at)


def _cancel(task: Task, form: Any, by: Staff, at: datetime) -> Task:
    return task_actions.cancel(task=task, reason=form.cleaned_data["reason"], by=by, at=at)


def _undo(task: Task, _form: Any, by: Staff, at: datetime) -> Task:
    return task_actions.undo(task=task, by=by, at=at)


ACTS: dict[str, Act] = {
    "hecha": Act(FinishForm, _finish, gettext_lazy("Done. It is out of the list.")),
    "postergar": Act(PostponeForm, _postpone, gettext_lazy("Postponed, with its reason.")),
    "entregar": Act(ToWhomForm, _reassign, gettext_lazy("It is hers now.")),
    "anular": Act(CancelForm, _cancel, gettext_lazy("Cancelled, with its reason.")),
    "deshacer": Act(forms.Form, _undo, gettext_lazy("Taken back: it is open again.")),
}


@staff_may(Right.OPEN_CASES)
@require_GET
def task(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Show it."""
    found = _find(request, task_id)
    return _page(request, found, {})


@staff_may(Right.OPEN_CASES)
@require_POST
def act(request: HttpRequest, task_id: UUID, what: str) -> HttpResponse:
    """Do something with it; a refusal says what to do and keeps what was typed."""
    chosen = ACTS.get(what)
    if chosen is None:
        raise Http404
    found, at = _find(request, task_id), timezone.now()
    team = team_of([found.centre_id], chilean_day(at))
    form = _form(what, team, request.POST)
    if form.is_valid():
        try:
            chosen.do(found, form, staff_of(request), at)
        except task_rules.NotNow as refusal:
            form.add_error(None, refusal.reason)
        else:
            let_go(request, name=f"task-{what}", about=found.pk)
            messages.success(request, str(chosen.said))
            return redirect("work:task", found.pk)
    return _page(request, found, {what: form}, team=team, status=422)


def _find(request: HttpRequest, task_id: UUID) -> Task:
    """Give it, with her record's reading logged. Raises Http404: not yours is not there."""
    try:
        found = task_queries.task_for(task_id, staff_of(request))
    except Task.DoesNotExist:
        raise Http404 from None
    found.survivor = file_of(request, found.survivor_id)
    return found


def _form(what: str, team: Team, data: Any = None) -> forms.Form:
    made: Any = ACTS[what].form
    options: dict[str, Any] = {"auto_id": f"{what}_%s"}
    if made is ToWhomForm:
        options["team"] = team
    filled: forms.Form = made(data, **options)
    return filled


def _page(
    request: HttpRequest, found: Task, bound: dict[str, forms.Form], *,
    team: Team | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    at = timezone.now()
    team = team or team_of([found.centre_id], chilean_day(at))
    made = {what: bound.get(what) or _form(what, team) for what in ACTS}
    keep_all(
        request, {f"task-{what}": form for what, form in made.items() if form.fields},
        about=found.pk, survivor=found.survivor_id, path=reverse("work:task", args=[found.pk]),
    )  # fmt: skip
    moves = list(found.moves.order_by("-at"))
    context = {
        "line": task_queries.line_of(found, at),
        "task": found,
        "open": found.state in {TaskState.OPEN, TaskState.POSTPONED},
        "whose": team.name(found.assigned_to), "source": citation(found.source),
        "finish": made["hecha"], "postpone": made["postergar"], "give": made["entregar"],
        "cancel": made["anular"],
        "by_doing": (kind := kind_of(found.kind)) is not None and kind.by_doing,
        "wrong": next(iter(bound.values()), None),
        "wrong_at": next(iter(bound), ""),
        "moves": [(move, team.name(move.operator_id)) for move in moves],
        "may_undo": _may_undo(found, moves, staff_of(request), at),
    }  # fmt: skip
    return render(request, "work/task.html", context, status=status)


def _may_undo(found: Task, moves: list[Any], by: Staff, at: datetime) -> bool:
    closed_at = found.done_at or found.cancelled_at
    if closed_at is None or not moves:
        return False
    who = found.done_by or moves[0].operator_id
    return task_rules.may_undo(closed_at, who, by=by.operator_id, at=at)
