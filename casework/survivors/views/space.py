"""The way her own space opens: key, mode, freeze (design 4.3)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from casework.access.gates import staff_may
from casework.access.levels import Right

from .. import door_actions, queries, space_sections
from ..choices import Mode
from ..forms import ModeForm
from .getters import changeable, file_of, page, staff_of


@staff_may(Right.OPEN_CASES)
@require_GET
def door(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Show how her space opens and what can be done about it."""
    survivor = file_of(request, survivor_id)
    opening = queries.door_of(survivor)
    context = page(
        request,
        survivor,
        "survivors:door",
        door=opening,
        mode_form=ModeForm(initial={"mode": opening.mode, "warn_team": opening.warn_team}),
        has_run=survivor.run_digest is not None,
        sections=space_sections.of(survivor, staff_of(request), timezone.now()),
    )
    return render(request, "survivors/door.html", context)


@staff_may(Right.OPEN_CASES)
@require_POST
def hand_key(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Make her key and show it this one time, ready to print as a neutral card."""
    survivor = changeable(request, survivor_id)
    make = door_actions.hand_duress_key if "duress" in request.POST else door_actions.hand_key
    try:
        key = make(survivor=survivor, by=staff_of(request), at=timezone.now())
    except (door_actions.NeedsDocument, door_actions.NeedsKey) as problem:
        return _refused(request, survivor_id, problem)
    context = page(request, survivor, "survivors:door", key=key, duress="duress" in request.POST)
    return render(request, "survivors/key_once.html", context)


@staff_may(Right.OPEN_CASES)
@require_POST
def mode(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Choose how it opens."""
    form = ModeForm(request.POST)
    if not form.is_valid():
        return redirect("survivors:door", survivor_id)
    chosen, warn_team = Mode(form.cleaned_data["mode"]), form.cleaned_data["warn_team"]
    return _do(request, survivor_id, door_actions.choose_mode, mode=chosen, warn_team=warn_team)


@staff_may(Right.OPEN_CASES)
@require_POST
def freeze(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Close it at once: one press, no questions."""
    return _do(request, survivor_id, door_actions.freeze)


@staff_may(Right.OPEN_CASES)
@require_POST
def unfreeze(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Let it open again, once she asked for it in a safe conversation."""
    return _do(request, survivor_id, door_actions.unfreeze)


@staff_may(Right.OPEN_CASES)
@require_POST
def answer_duress(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Somebody spoke with her: the warnings go."""
    return _do(request, survivor_id, door_actions.answer_duress)


def _do(request: HttpRequest, survivor_id: UUID, act: Any, **values: Any) -> HttpResponse:
    survivor = changeable(request, survivor_id)
    try:
        act(survivor=survivor, by=staff_of(request), at=timezone.now(), **values)
    except (door_actions.NeedsDocument, door_actions.NeedsKey) as problem:
        return _refused(request, survivor_id, problem)
    messages.success(request, _("Done. It counts from now on."))
    return redirect("survivors:door", survivor_id)


def _refused(request: HttpRequest, survivor_id: UUID, problem: Exception) -> HttpResponse:
    messages.error(request, str(_words(problem)))
    return redirect("survivors:door", survivor_id)


def _words(problem: Exception) -> str | Promise:
    if isinstance(problem, door_actions.NeedsDocument):
        return _("Her RUN must be in the file first: her space opens with ClaveÚnica.")
    return _("Hand her a key first.")
