"""Pages of the workplace for changes: what waits for whom, one beside what is in force, moves."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from . import actions, comparing, queries
from .editing import READ, draft_url
from .models import Amendment
from .states import State

LIST, MOVE = "complaints_changes", "complaints_change_move"
Act = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Step:
    """One move: from which states, by its author or by a second person, and whether it says why."""

    name: str
    states: frozenset[str]
    second: bool
    says: bool
    label: str | Promise
    act: Act

    def open_to(self, user: Any, change: Amendment) -> bool:
        """Say whether this person may take it now. Nobody decides on her own, whoever she is."""
        own = change.author_id == user.pk
        allowed = user.has_perm(queries.APPROVE) and not own if self.second else own
        return change.state in self.states and allowed


_DRAFT, _SENT = frozenset({State.DRAFT}), frozenset({State.SENT})
_ENDED = frozenset({State.REFUSED, State.WITHDRAWN})
STEPS = (
    Step("enviar", _DRAFT, False, False, gettext_lazy("Ask for approval"), actions.send),
    Step("aprobar", _SENT, True, False, gettext_lazy("Approve and put in force"), actions.approve),
    Step("rechazar", _SENT, True, True, gettext_lazy("Do not approve"), actions.refuse),
    Step(
        "retirar",
        _DRAFT | _SENT,
        False,
        True,
        gettext_lazy("Withdraw the change"),
        actions.withdraw,
    ),
    Step("retomar", _ENDED, False, False, gettext_lazy("Begin again with this"), actions.take_up),
)


def _needs_view(request: HttpRequest) -> None:
    if not request.user.has_perm("complaints.view_amendment"):
        raise PermissionDenied


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Show what waits for her, what she sent, and what was decided."""
    _needs_view(request)
    context = {"queue": queries.queue(request.user), "header_title": _("Changes")}
    return render(request, "amending/list.html", context)


@require_GET
def read(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one change beside what is in force, and what can be done with it."""
    _needs_view(request)
    change = get_object_or_404(queries.seen_by(request.user), pk=pk)
    steps = [step for step in STEPS if step.open_to(request.user, change)]
    own, fields = change.author_id == request.user.pk, comparing.beside(change)
    context = {
        "change": change,
        "changed": [one for one in fields if one.changed],
        "same": [one for one in fields if not one.changed],
        "steps": [step for step in steps if not step.says],
        "saying": [step for step in steps if step.says],
        "write_url": draft_url(change) if own and change.state == State.DRAFT else "",
        "own": own,
        "waits_for_another": own and change.state == State.SENT,
    }
    return render(request, "amending/read.html", context)


@require_POST
def move(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take one step with a change; a refusal says why and leaves it as it was."""
    _needs_view(request)
    change = get_object_or_404(queries.seen_by(request.user), pk=pk)
    step = next((one for one in STEPS if one.name == request.POST.get("paso")), None)
    if step is None or not step.open_to(request.user, change):
        messages.error(request, _why_not(step, request.user, change))
        return redirect(READ, pk)
    assert isinstance(request.user, User)
    said = {"why": request.POST.get("answer", "")} if step.says else {}
    try:
        done = step.act(change=change, by=request.user, at=timezone.now(), **said)
    except actions.ChangeRefused as refused:
        messages.error(request, str(refused))
        return redirect(READ, pk)
    messages.success(request, _("Done."))
    return redirect(READ, done.pk if isinstance(done, Amendment) else pk)


def _why_not(step: Step | None, user: Any, change: Amendment) -> str:
    if step is not None and change.state in step.states:
        if step.second and change.author_id == user.pk:
            return _("Somebody else has to decide: nobody approves their own change.")
        if step.second:
            return _("Your group does not decide on changes.")
        return _("Only whoever wrote it does that.")
    return _("It has moved on meanwhile. Look at it again.")


def urls() -> list[URLPattern]:
    """Give the addresses, inside the workplace."""
    return [
        path("cambios/", listed, name=LIST),
        path("cambios/<uuid:pk>/", read, name=READ),
        path("cambios/<uuid:pk>/paso/", move, name=MOVE),
    ]
